import { run } from "../../cli/run.ts";
import type { InProcessSandbox } from "../../sandbox/mod.ts";
import { fakeIo, type FakeIoOptions } from "./fake_io.ts";

/** What a command line left behind. */
export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function runCli(args: readonly string[], options?: FakeIoOptions): Promise<CliResult> {
  const io = fakeIo(options);
  const code = await run(args, io);
  return { code, out: io.out, err: io.err };
}

/** The environment of somebody who has an account on a sandbox. */
export function accountOf({ url, credentials }: InProcessSandbox): Record<string, string> {
  return {
    CONVIVA_BASE_URL: url,
    CONVIVA_CLIENT_ID: credentials.clientId,
    CONVIVA_CLIENT_SECRET: credentials.clientSecret,
  };
}
