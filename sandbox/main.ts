import process from "node:process";
import { runSandboxCommand } from "./shell/command.ts";

if (import.meta.main) {
  const stop = new AbortController();
  process.on("SIGINT", () => stop.abort());
  // Windows knows no SIGTERM.
  if (process.platform !== "win32") process.on("SIGTERM", () => stop.abort());
  process.exit(await runSandboxCommand(process.argv.slice(2), { signal: stop.signal }));
}
