import type { LimitFacts } from "../../../gen/endpoint.ts";
import type { Expectation } from "../forecast/expectation.ts";

/** Limits that the length of an answer is held against. */
export type LengthLimits = Pick<LimitFacts, "maxSessions" | "defaultSessions">;

/** From here on, the largest length comes twice in a collection by chance seldom enough. */
export const MIN_REPEATED_SESSIONS = 200;
/** Shorter ones come again by chance more often; of those below this, a half has too few to tell. */
const MIN_COUNTED_SESSIONS = 20;
/** Numbers that maxima are made of; nobody means a multiple below the first by it. */
const ROUND_NUMBERS = [100, 250];
const MIN_POWER_OF_TWO = 256;
/** Lengths from this part of the limit on are near it: one of them is enough to be suspected. */
export const NEAR_PART = 0.7;
/**
 * Lengths that few windows have by chance, since windows are planned to stay below them: so far below
 * the limit, by how many answers had exactly the limit. If rows are taken out seldom, some have.
 */
export const NEXT_TO_LIMIT = [30, 20, 10, 5];
/** How far apart chance may put the lengths of two cut answers, in standard deviations. */
const SPREAD_SIGMAS = 7;
/** So far below the limit, in standard deviations, an expectation says that nothing is cut. */
const EXPECTED_SIGMAS = 3.5;
/** Chance repeats the length of a cut answer that often with at most this probability. */
const CHANCE_OF_REPEATS = 1e-3;
/** A length differs that much from the expected one to be a surprise. */
const SURPRISING_FACTOR = 1.5;

/** How often the largest length must come to be suspected. */
export function timesToSuspect(length: number, limits: LengthLimits): number {
  if (isRound(length, limits)) return 1;
  if (length >= MIN_REPEATED_SESSIONS) return 2;
  return length >= MIN_COUNTED_SESSIONS ? repeatsOfMaximum(length, limits) : Infinity;
}

/**
 * How often a length must come to be a maximum: two lengths from a normal distribution with the
 * deviation σ are the same integer with the probability 1 / (2 √π σ). A round number needs one less.
 */
export function repeatsOfMaximum(length: number, limits: LengthLimits): number {
  const sigma = Math.max(1, spreadOf(length, limits) / SPREAD_SIGMAS);
  const first = isRound(length, limits) ? 0 : 1;
  return first +
    Math.ceil(Math.log(CHANCE_OF_REPEATS) / -Math.log(2 * Math.sqrt(Math.PI) * sigma));
}

/** How far chance spreads the lengths of answers that rows were taken out of. */
export function spreadOf(length: number, { maxSessions }: LengthLimits): number {
  const kept = Math.min(1, length / maxSessions);
  return Math.ceil(SPREAD_SIGMAS * Math.sqrt(length * (1 - kept)));
}

/** Whether a number looks like a maximum that somebody has chosen. */
function isRound(length: number, { defaultSessions }: LengthLimits): boolean {
  return length === defaultSessions ||
    (length > 0 && ROUND_NUMBERS.some((round) => length % round === 0)) ||
    (length >= MIN_POWER_OF_TWO && Number.isInteger(Math.log2(length)));
}

/** Whether an answer is near its limit as many are by chance: so it is doubted, but not much. */
export function isNearByChance(length: number, limit: number): boolean {
  return length >= NEAR_PART * limit && !isNextToLimit(length, limit);
}

/** Whether an answer is so close to its limit that few are by chance. */
export function isNextToLimit(length: number, limit: number): boolean {
  return isWithin(length, NEXT_TO_LIMIT[0]!, limit);
}

/** Whether an answer is so few sessions below its limit, and near it even if the limit is small. */
export function isWithin(length: number, sessions: number, limit: number): boolean {
  return length >= limit - sessions && length >= NEAR_PART * limit;
}

/** Whether the neighbours of a window say that it has so many sessions, and not as many as the limit. */
export function isExpected(
  length: number,
  expected: Expectation | undefined,
  limit: number,
): boolean {
  if (!expected) return false;
  const sigma = Math.sqrt(expected.noiseVariance + expected.modelVariance);
  const most = expected.sessions + EXPECTED_SIGMAS * sigma;
  return length <= most && most < limit;
}

/** Whether a length is another than the neighbours of its window say, by more than a half. */
export function isSurprising(length: number, expected: Expectation | undefined): boolean {
  if (!expected) return false;
  const { sessions, noiseVariance, modelVariance } = expected;
  const differsMost = Math.max(length / sessions, sessions / length) > SURPRISING_FACTOR;
  const sigma = Math.sqrt(noiseVariance + modelVariance);
  return differsMost && Math.abs(length - sessions) > EXPECTED_SIGMAS * sigma;
}
