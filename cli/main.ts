#!/usr/bin/env -S deno run
import { denoIo } from "./deno_io.ts";
import { EXIT } from "./exit_code.ts";
import { run } from "./run.ts";

/** Runs the command line of this process and ends it. */
async function main(): Promise<never> {
  const interruption = new AbortController();
  const onSignal = () => {
    // Who asks twice does not want to wait for what is being written.
    if (interruption.signal.aborted) Deno.exit(EXIT.interrupted);
    interruption.abort();
  };
  Deno.addSignalListener("SIGINT", onSignal);
  // Windows knows no SIGTERM.
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal);
  Deno.exit(await run(Deno.args, denoIo(interruption.signal)));
}

if (import.meta.main) await main();
