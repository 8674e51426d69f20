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

/** The start of the bucket of each session of a table; `NaN` where its own start is not known. */
export function bucketStarts(
  { measures }: SessionTable,
  everyMs: number,
  timeZone: string,
): Float64Array {
  const startOf = timeBuckets(everyMs, timeZone)!;
  return measures.startMs.map((ms) => Number.isNaN(ms) ? NaN : startOf(ms));
}
