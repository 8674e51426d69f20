import { CommanderError } from "commander";
import { createCommand, type Flags, sandboxOptions } from "./command_flags.ts";
import type { RequestLogEntry } from "../http/request_log.ts";
import { type Sandbox, startSandbox } from "../start_sandbox.ts";

/** What a command needs of the outside. */
export interface SandboxCommandContext {
  /** Writes to standard output. */
  readonly write?: (text: string) => void;
  /** Writes to standard error. */
  readonly writeError?: (text: string) => void;
  /** Stops the sandbox when it aborts. */
  readonly signal?: AbortSignal;
}

/**
 * Runs `sandbox`: serves until the signal aborts.
 *
 * @example Serve until something else has ended
 * ```ts
 * import { runSandboxCommand } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const stop = new AbortController();
 * const code = await runSandboxCommand(["--port", "0"], {
 *   write: () => stop.abort(), // It listens by then
 *   signal: stop.signal,
 * });
 * assertEquals(code, 0);
 * ```
 *
 * @param args The arguments behind the command's name.
 * @returns The exit code: 0 when it was stopped, 1 if it cannot listen, 2 if an argument is wrong.
 */
export async function runSandboxCommand(
  args: readonly string[],
  context: SandboxCommandContext = {},
): Promise<number> {
  const { write = (text) => console.log(text), writeError = (text) => console.error(text) } =
    context;
  const command = createCommand()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => write(text.trimEnd()),
      writeErr: (text) => writeError(text.trimEnd()),
      // Otherwise the environment is asked, which takes a permission.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const parsed = command.opts<Flags>();
  let sandbox: Sandbox;
  try {
    sandbox = startSandbox({
      ...sandboxOptions(parsed),
      signal: context.signal,
      onRequest: parsed.log ? (entry) => writeError(logLine(entry)) : undefined,
    });
    await sandbox.ready;
  } catch (error) {
    writeError(`Cannot listen on ${parsed.host}, port ${parsed.port}: ${(error as Error).message}`);
    return 1;
  }
  write(banner(sandbox));
  await sandbox.finished;
  return 0;
}

function banner({ url, credentials }: Sandbox): string {
  return [
    `Simulated Sessions API at ${url}`,
    "",
    "Point a client at it:",
    `  export CONVIVA_BASE_URL=${url}`,
    `  export CONVIVA_CLIENT_ID=${credentials.clientId}`,
    `  export CONVIVA_CLIENT_SECRET=${credentials.clientSecret}`,
    "",
    "Press Ctrl+C to stop.",
  ].join("\n");
}

function logLine({ atMs, status, method, path, query, sessions, faults }: RequestLogEntry): string {
  const search = new URLSearchParams(query.map(([name, value]) => [name, value]));
  const wrong = faults.length > 0 ? `, ${faults.join(", ")}` : "";
  return `${
    new Date(atMs).toISOString()
  } ${status} ${method} ${path}?${search} ${sessions} sessions${wrong}`;
}
