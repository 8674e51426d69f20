import type { FailureDialect } from "../client/failure_words.ts";
import type { Correction } from "../errors.ts";
import { type Dialect, TIMES_IN_ONE_FORMAT } from "../query/finding/finding_words.ts";
import type { CoverageDialect } from "./coverage_sentences.ts";
import type { SampleDialect } from "./sample_sentences.ts";
import type { SuggestionDialect } from "./unmatched_filters.ts";

/** The parameters that are options of the shell; every other goes through `--filter` or `--tag`. */
const SHELL_OPTIONS: Readonly<Record<string, string>> = {
  last: "--last",
  start: "--start",
  end: "--end",
  limit: "--limit",
  columns: "--columns",
  by: "--by",
  everyMs: "--every",
  timeZone: "--time-zone",
  sort: "--sort",
  order: "--order",
  good: "--good",
  minGroup: "--min-group",
  maxGroups: "--max-groups",
  to: "--to",
  versus: "--versus",
  baseline: "--baseline-start",
  "baseline.start": "--baseline-start",
  "baseline.end": "--baseline-end",
  metrics: "--metric",
  slowStartMs: "--slow-start",
  rebufferingRatio: "--rebuffering",
  maxRequests: "--max-requests",
};

/** How the shell says it: `limit: 200` is `--limit 200`, and the base URL is in the environment. */
export const SHELL_DIALECT: Dialect = {
  parameter: shellParameter,
  query: shellSyntax,
  times: {
    any: "ISO 8601 with an offset or Z, now, now-2h, 2h ago, or in UTC today, yesterday, monday, " +
      "08:00 or yesterday 18:00, or Unix milliseconds",
    ...TIMES_IN_ONE_FORMAT,
  },
  range: "--last, or --start with an optional --end",
  dimension: "a dimension of the catalogue, or with --account-dimensions one that " +
    "`conviva-sessions dimensions` lists",
  waysOut: {
    filter_locally:
      "leave this filter out and pick from what comes: `search --all --format ndjson` " +
      "into jq, or `harvest` and then `sql` with a WHERE",
    time_zone: "write the offset of the zone that is meant behind it, such as +01:00; Z is UTC",
    windows: "a longer range is asked for in parts by `search`",
    all_sessions: "--all in place of --limit brings all",
    dimensions: "`conviva-sessions dimensions` lists what there is",
    one_call_each: "search once for each value",
    rate_of_all: "leave this filter out: the failures of all sessions are metrics",
  },
};

/** How the shell says what went wrong: who types also sets it up. */
export const SHELL_FAILURES: FailureDialect = {
  keyPair: "CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET",
  baseUrl: "CONVIVA_BASE_URL",
  withoutKeyPair: "without an account, add --sandbox: it asks a simulated API on this machine",
  diagnosis: "run `conviva-sessions doctor`, which finds out what is in the way",
  wait: (seconds) => `wait for ${seconds} s`,
  operator: (act) => act,
};

/** How a search in the shell says what is missing. */
export const SHELL_COVERAGE: CoverageDialect = {
  named: { gaps: 5, fields: Infinity },
  allGaps: "--format json lists them all",
};

/** How a harvest says it, which writes no JSON. */
export const HARVEST_COVERAGE: CoverageDialect = {
  ...SHELL_COVERAGE,
  allGaps: "a shorter range names them",
};

/** How the shell says what a sample is: what is computed from it, its users decide. */
export const SHELL_SAMPLE: SampleDialect = {};

/** How the shell writes a filter that was meant: as one types it. */
export const SHELL_SUGGESTIONS: SuggestionDialect = {
  suggestion: ({ member, name, value }) => ({
    kind: "text",
    text: shellSyntax({ [member]: { [name]: value } }),
  }),
};

/** Writes part of a query as options of the command line, for example `--limit 200`. */
export function shellSyntax(correction: Correction): string {
  return Object.entries(correction).flatMap(([name, value]) => shellArguments(name, value))
    .join(" ");
}

function shellParameter(parameter: string): string {
  if (parameter === "baseUrl") return "CONVIVA_BASE_URL";
  const [, map, name] = /^(tags|dimensions)\.([^]*)$/.exec(parameter) ?? [];
  if (map) return `${map === "tags" ? "--tag" : "--filter"} ${name}`;
  return optionOf(parameter) ?? `--filter ${parameter}`;
}

function shellArguments(name: string, value: unknown): string[] {
  if (name === "baseUrl") return [`export CONVIVA_BASE_URL=${shellWord(String(value))}`];
  if (name === "baseline") {
    return Object.entries(value as object).flatMap(([end, time]) =>
      shellArguments(`baseline.${end}`, time)
    );
  }
  const named = optionOf(name);
  // A list is one value, with commas.
  if (named !== undefined) return [`${named} ${shellWord(String(value))}`];
  if (typeof value !== "object" || value === null) {
    return [`--filter ${shellWord(`${name}=${value}`)}`];
  }
  const option = name === "tags" ? "--tag" : "--filter";
  return Object.entries(value).flatMap(([key, members]) =>
    [members].flat().map((member) => `${option} ${shellWord(`${key}=${member}`)}`)
  );
}

function optionOf(parameter: string): string | undefined {
  return Object.hasOwn(SHELL_OPTIONS, parameter) ? SHELL_OPTIONS[parameter] : undefined;
}

/** Writes text as one word of the shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
