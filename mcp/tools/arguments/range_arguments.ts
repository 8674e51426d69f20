import type { QueryFinding } from "../../../src/mod.ts";
import { parseTimeText, queryError } from "../../../src/view/mod.ts";
import { z } from "zod";
import { MAX_NAME_LENGTH } from "../../bounds.ts";

const MINUTE_MS = 60_000;

/** A text that says when. */
const time = () => z.string().max(MAX_NAME_LENGTH);

/** Arguments that say when. */
export const RANGE_SHAPE = {
  last: time().describe("2h, 7d, today, yesterday")
    .optional(),
  start: time().describe("Or ISO 8601, now-2h").optional(),
  end: time().describe("Default: now").optional(),
  time_zone: time()
    .describe(
      "IANA, for local times",
    ).optional(),
};

/** A range as the arguments have it. */
export interface RangeArguments {
  readonly last?: string;
  readonly start?: string;
  readonly end?: string;
  readonly time_zone?: string;
}

/** The range, as part of a query. */
export interface RangeQuery {
  last?: string;
  start?: number;
  end?: number;
}

/**
 * The present as ranges see it: the last full minute, so that questions that follow each other ask
 * for the same windows, which are then known.
 */
export function presentMs(nowMs: number): number {
  return Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
}

/** The arguments with a day in words as its start and its end. */
function inTimes({ last, start, end, ...rest }: RangeArguments): RangeArguments {
  const day = last?.trim().toLowerCase();
  // With a time beside, the range is said twice, which is refused elsewhere.
  if (start !== undefined || end !== undefined) return { last, start, end, ...rest };
  if (day === "today") return { start: day, ...rest };
  if (day === "yesterday") return { start: day, end: "today", ...rest };
  return { last, ...rest };
}

/**
 * Reads when.
 *
 * @throws QueryError if a time cannot be read; whether it makes a range is left to the client.
 */
export function readRange(args: RangeArguments, nowMs: number): RangeQuery {
  const findings: QueryFinding[] = [];
  const range: RangeQuery = {};
  const { last, ...times } = inTimes(args);
  // Said once, also where no time needs it.
  const zone = parseTimeText("now", { nowMs, timeZone: args.time_zone });
  if (typeof zone !== "number") throw queryError([zone]);
  if (last !== undefined) range.last = last;
  for (const parameter of ["start", "end"] as const) {
    const text = times[parameter];
    if (text === undefined) continue;
    const time = parseTimeText(text, { nowMs, timeZone: args.time_zone, parameter });
    if (typeof time === "number") range[parameter] = time;
    else findings.push(time);
  }
  if (findings.length > 0) throw queryError(findings);
  return range;
}
