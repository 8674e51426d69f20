import { runSandboxCommand } from "./shell/command.ts";

if (import.meta.main) {
  const stop = new AbortController();
  Deno.addSignalListener("SIGINT", () => stop.abort());
  // Windows knows no SIGTERM.
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => stop.abort());
  Deno.exit(await runSandboxCommand(Deno.args, { signal: stop.signal }));
}
