import { type Correction, QueryError, type QueryFinding } from "../../errors.ts";
import { type Dialect, findingWords, TIMES_IN_ONE_FORMAT } from "./finding_words.ts";

/** How a script says it. */
export const SCRIPT_DIALECT: Dialect = {
  parameter: (name) => name,
  query: librarySyntax,
  times: {
    any: "a Date, ISO 8601 with an offset or Z, now, now-2h, 2h ago, today or yesterday, or Unix " +
      "milliseconds",
    ...TIMES_IN_ONE_FORMAT,
  },
  range: "`last`, or `start` with an optional `end`",
  dimension: "a dimension of the catalogue, or one that accountDimensions names",
  waysOut: {
    filter_locally: "ask without this filter, and filter what comes",
    time_zone: "write the offset of the zone that is meant, such as +01:00; Z is UTC",
    windows: "sessions() and pages() ask for all of it, window by window",
    all_sessions: "leave the limit out: sessions() and pages() then bring all",
    dimensions: "the endpoint has the catalogue, and dimensions() lists the account's own",
    one_call_each: "ask once for each value",
    rate_of_all:
      "summarize sessions of a query without this filter: their failures are its metrics",
  },
};

/** The error for findings; its message has them as a script would say it. */
export function queryError(findings: readonly QueryFinding[]): QueryError {
  const lines = findings.map((finding) => {
    const { parameter, problem, received, allowed, example, instead } = findingWords(
      finding,
      SCRIPT_DIALECT,
    );
    return `${parameter}: ${problem}: received ${received}, allowed is ${allowed}` +
      (example === undefined ? "" : `, for example ${example}`) +
      (instead === undefined ? "" : `; ${instead}`);
  });
  return new QueryError(
    lines.length === 1 ? lines[0]! : `The query is wrong:\n  ${lines.join("\n  ")}`,
    findings,
  );
}

/** Writes part of a query as in a script, for example `limit: 200`. */
function librarySyntax(correction: Correction): string {
  return Object.entries(correction).map(([name, value]) => `${name}: ${literal(value)}`).join(", ");
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => {
    const key = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
    return `${key}: ${literal(member)}`;
  });
  return `{ ${members.join(", ")} }`;
}
