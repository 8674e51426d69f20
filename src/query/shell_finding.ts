import type { QueryFinding, WayOut } from "../errors/query_error.ts";
import type { Correction } from "./library_syntax.ts";

/** The options of the shell; every other parameter goes through `--filter` or `--tag`. */
const SHELL_OPTIONS = new Set(["last", "start", "end", "limit"]);

/** The ways to what was meant, for the shell. */
const WAYS: Readonly<Record<WayOut, string>> = {
  filter_locally:
    "leave this filter out and pick from what comes: `search --all --format ndjson` " +
    "into jq, or `harvest` and then `sql` with a WHERE",
  time_zone: "write the offset of the zone that is meant behind it, such as +01:00; Z is UTC",
  windows: "a longer range is asked for in parts by `search`",
  all_sessions: "--all in place of --limit brings all",
  dimensions: "`conviva-sessions dimensions` lists what there is",
  one_call_each: "search once for each value",
};

/** What to do in the shell where no correction says what was meant. */
export function shellWayOut({ wayOut }: QueryFinding): string | undefined {
  return wayOut && WAYS[wayOut];
}

/**
 * Rewrites a finding for the shell, where `limit: 200` is `--limit 200`, and the base URL comes from
 * the environment.
 */
export function shellFinding(finding: QueryFinding): QueryFinding {
  const { parameter, allowed, correction, example } = finding;
  if (parameter === "baseUrl") {
    return {
      ...finding,
      parameter: "CONVIVA_BASE_URL",
      example: correction && `export CONVIVA_BASE_URL=${quote(String(correction.baseUrl))}`,
    };
  }
  return {
    ...finding,
    parameter: shellParameter(parameter),
    allowed: allowed?.replace("a Date, ", "").replace(
      "one that accountDimensions names",
      "with --account-dimensions one that `conviva-sessions dimensions` lists",
    ),
    example: correction ? shellSyntax(correction) : example,
  };
}

/** Writes part of a query as options of the command line, for example `--limit 200`. */
export function shellSyntax(correction: Correction): string {
  return Object.entries(correction).flatMap(([name, value]) => shellArguments(name, value))
    .join(" ");
}

function shellParameter(parameter: string): string {
  const [, map, name] = /^(tags|dimensions)\.([^]*)$/.exec(parameter) ?? [];
  if (map) return `${map === "tags" ? "--tag" : "--filter"} ${name}`;
  return SHELL_OPTIONS.has(parameter) ? `--${parameter}` : `--filter ${parameter}`;
}

function shellArguments(name: string, value: unknown): string[] {
  if (SHELL_OPTIONS.has(name)) return [`--${name} ${quote(String(value))}`];
  if (typeof value !== "object" || value === null) return [`--filter ${quote(`${name}=${value}`)}`];
  const option = name === "tags" ? "--tag" : "--filter";
  return Object.entries(value).flatMap(([key, members]) =>
    [members].flat().map((member) => `${option} ${quote(`${key}=${member}`)}`)
  );
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
