import { closest } from "../../query/closest.ts";
import { finding } from "../../query/finding.ts";
import { queryError } from "../../query/script_dialect.ts";
import type { QueryFinding } from "../../errors.ts";
import type { SessionTable } from "../table/session_table.ts";
import { timeBuckets } from "./time_buckets.ts";

/** What sessions are grouped by. */
export interface Breakdown {
  /** Up to three dimensions or tags. */
  readonly by?: readonly string[];
  /** Length of a bucket of time, by the start of the session. */
  readonly everyMs?: number;
  /** Where buckets begin: IANA name of a time zone. Default `UTC`. */
  readonly timeZone?: string;
}

const MOST_DIMENSIONS = 3;
/** A month in buckets of five minutes has fewer. */
const MOST_BUCKETS = 10_000;

/** The start of the bucket of each session of a table; `NaN` where its own start is not known. */
export function bucketStarts(
  { measures }: SessionTable,
  everyMs: number,
  timeZone: string,
): Float64Array {
  const startOf = timeBuckets(everyMs, timeZone)!;
  return measures.startMs.map((ms) => Number.isNaN(ms) ? NaN : startOf(ms));
}

/**
 * Checks what the sessions of tables are to be grouped by.
 *
 * @throws QueryError with all that is wrong.
 */
export function checkBreakdown(tables: readonly SessionTable[], breakdown: Breakdown): void {
  const findings = [
    ...checkNames(tables, breakdown),
    ...tables.flatMap((table) => [...checkTime(table, breakdown)]),
  ];
  if (findings.length > 0) throw queryError(findings);
}

function* checkNames(
  tables: readonly SessionTable[],
  { by = [] }: Breakdown,
): Generator<QueryFinding> {
  if (by.length > MOST_DIMENSIONS || new Set(by).size < by.length) {
    yield finding("by", { value: by }, {
      problem: "sessions are grouped by few dimensions or tags, each once",
      allowed: `up to ${MOST_DIMENSIONS} different ones`,
      correction: { by: [...new Set(by)].slice(0, MOST_DIMENSIONS) },
    });
  }
  const names = new Set(
    tables.flatMap(({ endpoint, attributes }) => [
      ...attributes.keys(),
      ...Object.keys(endpoint.dimensions),
    ]),
  );
  for (const name of by) {
    if (names.has(name)) continue;
    const meant = closest(name, names);
    yield finding("by", { value: name }, {
      problem: "no session has a value of it",
      allowed: { kind: "dimension" },
      ...meant ? { correction: { by: [meant] } } : { wayOut: "dimensions" },
    });
  }
}

function* checkTime(
  { measures }: SessionTable,
  { everyMs, timeZone = "UTC" }: Breakdown,
): Generator<QueryFinding> {
  if (everyMs === undefined) return;
  if (!Number.isSafeInteger(everyMs) || everyMs < 1) {
    yield finding("everyMs", { value: everyMs }, {
      problem: "this must be a positive whole number of milliseconds",
      allowed: "1 or more",
    });
    return;
  }
  if (!timeBuckets(everyMs, timeZone)) {
    yield finding("timeZone", { value: timeZone }, {
      problem: "there is no such time zone",
      allowed: "an IANA name of a time zone",
      correction: { timeZone: "Europe/Berlin" },
    });
    return;
  }
  let first = Infinity;
  let last = -Infinity;
  for (const ms of measures.startMs) {
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  if ((last - first) / everyMs > MOST_BUCKETS) {
    yield finding("everyMs", { value: everyMs }, {
      problem: `the sessions would fall into more than ${MOST_BUCKETS} buckets of time`,
      allowed: `${Math.ceil((last - first) / MOST_BUCKETS)} or more`,
    });
  }
}
