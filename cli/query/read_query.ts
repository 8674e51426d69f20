import {
  type CheckedQuery,
  type Endpoint,
  QueryError,
  type QueryFinding,
  type SessionsQuery,
} from "../../src/mod.ts";
import { checkQuery, parseFilterText, parseTimeText, queryError } from "../../src/view/mod.ts";
import { edgeOf, type QueryOptions } from "./query_options.ts";

/** What was asked on the command line. */
export interface AskedQuery {
  /** The query, with its range resolved. */
  readonly checked: CheckedQuery;
  /** Whether no range was given, so that the default one stands. */
  readonly isDefaultRange: boolean;
}

/**
 * Reads the options of a query.
 *
 * @param endpoint What is asked.
 * @param defaultLast The range if none is given.
 * @throws QueryError with all that is wrong with them.
 */
export function readQuery(
  options: QueryOptions & { readonly limit?: string },
  endpoint: Endpoint,
  nowMs: number,
  defaultLast?: string,
): AskedQuery {
  const findings: QueryFinding[] = [];
  // What stands in for a wrong time passes the other checks, so that they are made as well.
  const time = (parameter: "start" | "end", standInMs: number) => {
    const text = edgeOf(options, parameter);
    if (text === undefined) return undefined;
    // A date with a time needs a zone of its own; what is said of today or of a weekday is in UTC.
    const read = parseTimeText(text, { nowMs, parameter, dayZone: "UTC" });
    if (typeof read === "number") return read;
    findings.push(read);
    return standInMs;
  };
  const filters = parseFilterText(options.filter ?? [], options.tag ?? [], endpoint);
  const end = time("end", nowMs);
  const start = time("start", (end ?? nowMs) - 1);
  const isDefaultRange = options.last === undefined && start === undefined && end === undefined;
  const query: SessionsQuery<string> = {
    ...filters.query,
    last: isDefaultRange ? defaultLast : options.last,
    start,
    end,
    ...options.limit !== undefined && { limit: limit(options.limit) },
  };
  findings.push(...filters.findings);
  try {
    const accountDimensions = options.accountDimensions ? "any" : undefined;
    const checked = checkQuery(query, {
      endpoint,
      nowMs,
      requests: "many",
      accountDimensions,
    });
    if (findings.length === 0) return { checked, isDefaultRange };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    findings.push(...error.findings);
  }
  throw queryError(findings);
}

/** A number, or the text that is none, for the check to tell. */
function limit(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text as unknown as number;
}
