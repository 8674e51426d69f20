import { Command, Option } from "commander";
import { DEFAULT_ENDPOINT } from "../endpoint.ts";
import { ANSWER_FAULTS, SHAPE_FAULTS } from "../faults/faults.ts";
import {
  addAnswer,
  addBurst,
  addShareOf,
  addWords,
  type BurstFlag,
  duration,
  integer,
  retryAfter,
  share,
  windowRounding,
} from "./flag_values.ts";
import { REFUSAL_SHAPES } from "../http/refusals.ts";
import { DEFAULT_SEED, DEFAULT_SESSIONS_PER_DAY, type SandboxOptions } from "../sandbox_options.ts";
import type { ListenOptions } from "../start_sandbox.ts";
import { VALUE_KINDS } from "../values/value_kinds.ts";

/** The flags of the command: options of the sandbox by their names, but for a few. */
export interface Flags extends SandboxOptions {
  readonly host: string;
  readonly port: number;
  readonly fault: SandboxOptions["faults"];
  readonly answer: SandboxOptions["answers"];
  readonly value: SandboxOptions["values"];
  readonly valueAnswers: number;
  readonly burst: readonly BurstFlag[] | undefined;
  readonly hide: number;
  readonly silentBytes: number | undefined;
  readonly clockSkew: number;
  readonly dateSkew: number;
  readonly futureMargin: number;
  readonly incident: boolean;
  readonly viewers: boolean;
  readonly lack: readonly string[] | undefined;
  readonly rateLimits: boolean;
  readonly log: boolean;
}

const DEFAULT_PORT = 8787;
const FAULT_KINDS = [...ANSWER_FAULTS, ...SHAPE_FAULTS];

/** The command, without what it does. */
export function createCommand(): Command {
  const command = new Command("sandbox")
    .description(
      "Serve a simulated Sessions API: no account needed, nothing leaves this machine.\n" +
        "The same seed and time always give the same sessions.",
    )
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  sandbox --port 8787\n" +
        "  sandbox --sessions-per-day 1000000 --fault unavailable=0.05 --fault slow_body=0.01\n" +
        "  sandbox --hide 1/200 --round-windows minutes --clock-skew -9h\n" +
        `  sandbox --answer '0.1=200:{"sessions":$SESSIONS,"complete":false}'`,
    );
  addServerFlags(command);
  addWorldFlags(command);
  addListingFlags(command);
  addClockFlags(command);
  addValueFlags(command);
  addFaultFlags(command);
  return command;
}

/** What the flags mean to the sandbox. */
export function sandboxOptions(flags: Flags): SandboxOptions & ListenOptions {
  const {
    host,
    fault,
    answer,
    value,
    valueAnswers,
    burst,
    hide,
    lack,
    silentBytes,
    clockSkew,
    dateSkew,
    futureMargin,
  } = flags;
  return {
    ...flags,
    hostname: host,
    faults: fault,
    answers: answer,
    values: value,
    valuesInAnswers: valueAnswers,
    bursts: burst?.map(({ agoMs, ...rest }) => ({
      ...rest,
      atMs: Date.now() + clockSkew - agoMs,
    })),
    hiddenShare: hide,
    silentMaxBytes: silentBytes,
    clockSkewMs: clockSkew,
    dateSkewMs: dateSkew,
    futureMarginMs: futureMargin,
    viewerPermission: flags.viewers,
    lackedDimensions: lack,
    ...(!flags.incident && { incidents: [] }),
  };
}

function addServerFlags(command: Command): void {
  command.optionsGroup("Server:")
    .option("--host <name>", "host name or address to listen on", "127.0.0.1")
    .option("-p, --port <number>", "port; 0 takes a free one", integer(0, 65_535), DEFAULT_PORT)
    .option("--no-rate-limits", "without rate limits")
    .option("--log", "write a line for each request to standard error");
}

function addWorldFlags(command: Command): void {
  command.optionsGroup("Sessions:")
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
    .option(
      "--burst <ago:length:factor>",
      "many more sessions for a short time, repeatable: 30m:2s:500",
      addBurst,
    )
    .option("--no-incident", "without the incident that is going on otherwise")
    .option("--no-viewers", "as an account without the Viewer Module API permission")
    .option("--no-tags-listed", "without the custom tags in the list of dimensions")
    .option(
      "--lack <dimension>",
      "as an account without a dimension of the catalogue, repeatable",
      (name: string, names: readonly string[] = []) => [...names, name],
    );
}

function addListingFlags(command: Command): void {
  command.optionsGroup("What an answer lists:")
    .addOption(
      new Option("--selection <by>", "by which of its times a window selects a session")
        .choices(["start", "end", "overlap"]).default("start"),
    )
    .addOption(
      new Option("--ends <which>", "which ends of a window belong to it")
        .choices(["inclusive", "half_open", "exclusive"]).default("half_open"),
    )
    .addOption(
      new Option("--keep <which>", "which sessions are kept where there are more than the limit")
        .choices(["sample", "oldest", "newest"]).default("sample"),
    )
    .addOption(
      new Option("--order <order>", "order of the sessions")
        .choices(["scrambled", "oldest_first", "newest_first"]).default("scrambled"),
    )
    .option(
      "--round-windows <unit[:direction]>",
      "round windows inwards (outwards, down) in silence: minutes, seconds:outwards, 5m",
      windowRounding,
    )
    .option(
      "--silent-cap <number>",
      "most sessions in a response, whatever limit was asked for, with no word about it",
      integer(1, DEFAULT_ENDPOINT.limits.maxSessions),
    )
    .option(
      "--silent-bytes <number>",
      "bytes at which the sessions of a response are cut off, with no word about it",
      integer(1, 1e9),
    )
    .option(
      "--hide <share>",
      "share of sessions taken out after the limit was applied, always the same: 1/200",
      share,
      0,
    )
    .addOption(
      new Option("--empty-as <what>", "how an answer without sessions comes")
        .choices(["list", "status_204", "no_list"]).default("list"),
    );
}

function addClockFlags(command: Command): void {
  command.optionsGroup("Time and refusals:")
    .option(
      "--clock-skew <duration>",
      "how far all of the server is ahead: -9h",
      duration("signed"),
      0,
    )
    .option(
      "--date-skew <duration>",
      "how far the Date header alone is ahead",
      duration("signed"),
      0,
    )
    .addOption(
      new Option("--date-header <what>", "what the Date header has")
        .choices(["clock", "unreadable", "none"]).default("clock"),
    )
    .option(
      "--retry-after <duration[:as]>",
      "a Retry-After on each 202, 429 and 503, in seconds or as a date: 20s, 20s:date",
      retryAfter,
    )
    .addOption(
      new Option("--future-ends <what>", "refuse an end in the future, or find nothing there")
        .choices(["refuse", "answer"]).default("refuse"),
    )
    .option(
      "--future-margin <duration>",
      "how far in the past an end must lie",
      duration("positive"),
      0,
    )
    .option(
      "--max-body-bytes <number>",
      "bytes over which a body is refused with 413",
      integer(1, 1e9),
    )
    .addOption(
      new Option("--refusal-shape <shape>", "shape of the body of an error status")
        .choices(REFUSAL_SHAPES).default("message"),
    )
    .option(
      "--refusal-words <what=text>",
      "words for an end in the future, an old start, a wide range, repeatable: future=no data yet",
      addWords,
    );
}

function addValueFlags(command: Command): void {
  command.optionsGroup("What a value claims:")
    .option(
      "--value <kind=share>",
      `share of sessions that have a kind of value, repeatable; kinds: ${VALUE_KINDS.join(", ")}`,
      addShareOf(VALUE_KINDS),
    )
    .option(
      "--value-answers <probability>",
      "probability with which an answer has them at all",
      share,
      1,
    );
}

function addFaultFlags(command: Command): void {
  command.optionsGroup("What goes wrong by chance, and on the way:")
    .option(
      "--fault <kind=probability>",
      `fault to inject, repeatable; kinds: ${FAULT_KINDS.join(", ")}`,
      addShareOf(FAULT_KINDS),
    )
    .option(
      "--answer <probability=status[:body]>",
      "an answer of your own, repeatable; $SESSIONS, $LIST, $COUNT and $TOTAL in its body are filled in",
      addAnswer,
    )
    .option("--compress", "compress bodies with gzip where it is accepted")
    .option("--piece-bytes <number>", "send bodies in pieces, without a length", integer(1, 1e9))
    .option("--bomb-bytes <number>", "bytes of the body of the fault body_bomb", integer(1, 1e12));
}
