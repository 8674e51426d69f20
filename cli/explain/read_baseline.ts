import type { CompareWith } from "../../src/explain/mod.ts";
import type { QueryFinding, TimeWindow } from "../../src/mod.ts";
import { parseTimeText, queryError } from "../../src/view/mod.ts";

/** What the options are set to that name a range to compare with. */
export interface BaselineOptions {
  readonly baselineStart?: string;
  readonly baselineEnd?: string;
}

/**
 * Reads the range to compare with; where one of its ends is not given, it is as long as the range in
 * question.
 *
 * @returns `undefined` if none is named.
 * @throws QueryError if a time cannot be read.
 */
export function readBaseline(
  { baselineStart, baselineEnd }: BaselineOptions,
  range: TimeWindow,
  nowMs: number,
): CompareWith["baseline"] {
  const findings: QueryFinding[] = [];
  const read = (text: string | undefined, parameter: string) => {
    if (text === undefined) return undefined;
    const time = parseTimeText(text, { nowMs, parameter });
    if (typeof time === "number") return time;
    findings.push(time);
    return undefined;
  };
  const start = read(baselineStart, "baseline.start");
  const end = read(baselineEnd, "baseline.end");
  if (findings.length > 0) throw queryError(findings);
  const lengthMs = range.endMs - range.startMs;
  if (start !== undefined) return { start, end: end ?? start + lengthMs };
  return end === undefined ? undefined : { start: end - lengthMs, end };
}
