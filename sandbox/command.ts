import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { LIMITS } from "../gen/facts.ts";
import { ANSWER_FAULTS, type FaultKind, type Faults, SHAPE_FAULTS } from "./faults/faults.ts";
import { DEFAULT_SEED, DEFAULT_SESSIONS_PER_DAY, type SandboxOptions } from "./sandbox_options.ts";
import { type ListenOptions, type Sandbox, startSandbox } from "./start_sandbox.ts";

/** What a command needs of the outside. */
export interface SandboxCommandContext {
  /** Writes to standard output. */
  readonly write?: (text: string) => void;
  /** Writes to standard error. */
  readonly writeError?: (text: string) => void;
  /** Stops the sandbox when it aborts. */
  readonly signal?: AbortSignal;
}

interface ParsedOptions {
  readonly host: string;
  readonly port: number;
  readonly seed: number;
  readonly sessionsPerDay: number;
  readonly fault: Faults;
  readonly selection: SandboxOptions["selection"];
  readonly silentCap: number | undefined;
  readonly incident: boolean;
  readonly viewers: boolean;
  readonly rateLimits: boolean;
  readonly log: boolean;
}

const FAULT_KINDS: readonly FaultKind[] = [...ANSWER_FAULTS, ...SHAPE_FAULTS];
const DEFAULT_PORT = 8787;

/**
 * Runs `sandbox`: serves until the signal aborts.
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
  const parsed = command.opts<ParsedOptions>();
  let sandbox: Sandbox;
  try {
    sandbox = startSandbox({
      ...sandboxOptions(parsed),
      signal: context.signal,
      onRequest: parsed.log
        ? ({ atMs, method, path, query, status, sessions }) =>
          writeError(
            `${new Date(atMs).toISOString()} ${status} ${method} ${path}?${new URLSearchParams(
              query.map(([name, value]) => [name, value]),
            )} ${sessions} sessions`,
          )
        : undefined,
    });
  } catch (error) {
    writeError(`Cannot listen on ${parsed.host}, port ${parsed.port}: ${(error as Error).message}`);
    return 1;
  }
  write(banner(sandbox));
  await sandbox.finished;
  return 0;
}

function createCommand(): Command {
  return new Command("sandbox")
    .description(
      "Serve a simulated Sessions API: no account needed, nothing leaves this machine.\n" +
        "The same seed and time always give the same sessions.",
    )
    .option("--host <name>", "host name or address to listen on", "127.0.0.1")
    .option("-p, --port <number>", "port; 0 takes a free one", integer(0, 65_535), DEFAULT_PORT)
    .option(
      "--seed <integer>",
      "what all chance follows from",
      integer(0, 2 ** 31 - 1),
      DEFAULT_SEED,
    )
    .option(
      "--sessions-per-day <number>",
      "sessions that start in a day",
      integer(1, 1e9),
      DEFAULT_SESSIONS_PER_DAY,
    )
    .addOption(
      new Option("--selection <by>", "by which of its times a window selects a session")
        .choices(["start", "end", "overlap"]).default("start"),
    )
    .option(
      "--fault <kind=probability>",
      `fault to inject, repeatable; kinds: ${FAULT_KINDS.join(", ")}`,
      addFault,
      {},
    )
    .option(
      "--silent-cap <number>",
      "most sessions in a response, whatever limit was asked for, with no word about it",
      integer(1, LIMITS.maxSessions),
    )
    .option("--no-incident", "without the incident that is going on otherwise")
    .option("--no-viewers", "as an account without the Viewer Module API permission")
    .option("--no-rate-limits", "without rate limits")
    .option("--log", "write a line for each request to standard error")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  sandbox --port 8787\n" +
        "  sandbox --sessions-per-day 1000000 --fault unavailable=0.05 --fault slow_body=0.01",
    );
}

function sandboxOptions(parsed: ParsedOptions): SandboxOptions & ListenOptions {
  return {
    hostname: parsed.host,
    port: parsed.port,
    seed: parsed.seed,
    sessionsPerDay: parsed.sessionsPerDay,
    selection: parsed.selection,
    faults: parsed.fault,
    silentCap: parsed.silentCap,
    viewerPermission: parsed.viewers,
    rateLimits: parsed.rateLimits,
    ...(!parsed.incident && { incidents: [] }),
  };
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

function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be an integer from ${min} to ${max}.`);
  };
}

function addFault(text: string, faults: Faults): Faults {
  const [kind, value, ...rest] = text.split("=");
  const probability = Number(value);
  const isKind = FAULT_KINDS.includes(kind as FaultKind);
  if (isKind && value && rest.length === 0 && probability >= 0 && probability <= 1) {
    return { ...faults, [kind!]: probability };
  }
  throw new InvalidArgumentError(
    `It must be one of the kinds, '=' and a probability from 0 to 1, as in unavailable=0.05.`,
  );
}
