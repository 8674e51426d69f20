import type { LimitFacts } from "../../../gen/endpoint.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import { DAY_MS } from "../../query/time/units.ts";

/** Guess of the sessions that a mid-sized account has in a day. */
const SESSIONS_PER_DAY = 200_000;
/** Guess of the part of the sessions that a filter lets through. */
const PART_PER_FILTER = 0.1;
/** Asking for twice the wanted saves the second request more often than it costs a third. */
const ROOM = 2;

/**
 * Width of the first window, before anything is known about the rate of sessions: the longest, or,
 * where few sessions are wanted, one that has them in an account of middle size. A wrong guess costs
 * one or two requests.
 */
export function firstWindowMs(
  wanted: number,
  filters: Filters,
  { maxSessions, maxWindowMs }: LimitFacts,
): number {
  if (wanted >= maxSessions) return maxWindowMs;
  const { parameters, tags, dimensions } = filters;
  const count = [parameters, tags, dimensions].flatMap(Object.keys).length;
  const perMs = (SESSIONS_PER_DAY / DAY_MS) * PART_PER_FILTER ** count;
  return Math.min(maxWindowMs, Math.ceil((ROOM * wanted) / perMs));
}
