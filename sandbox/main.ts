import process from "node:process";
import { runSandboxCommand } from "./shell/command.ts";

if (import.meta.main) {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => stop.abort());
  process.exit(await runSandboxCommand(process.argv.slice(2), { signal: stop.signal }));
}
