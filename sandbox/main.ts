import { runSandboxCommand } from "./shell/command.ts";

if (import.meta.main) {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(name, () => stop.abort());
  }
  Deno.exit(await runSandboxCommand(Deno.args, { signal: stop.signal }));
}
