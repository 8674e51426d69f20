#!/usr/bin/env -S deno run
import { EXIT } from "./exit_code.ts";
import type { Platform } from "./platform/platform.ts";
import { run } from "./run.ts";

/** Runs the command line of this process and ends it. */
export async function main(): Promise<never> {
  const platform = await platformHere();
  const interruption = new AbortController();
  platform.onStopSignal(() => {
    // Who asks twice does not want to wait for what is being written.
    if (interruption.signal.aborted) platform.exit(EXIT.interrupted);
    interruption.abort();
  });
  return platform.exit(await run(platform.args, platform.io(interruption.signal)));
}

/** Each is loaded only where it is: Deno takes long to load what Node has. */
async function platformHere(): Promise<Platform> {
  return "Deno" in globalThis
    ? (await import("./platform/deno_platform.ts")).denoPlatform
    : (await import("./platform/node_platform.ts")).nodePlatform;
}

if (import.meta.main) await main();
