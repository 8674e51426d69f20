import type { TimeWindow } from "../../query/time/time_window.ts";
import { beginAndEnd } from "./since/begin_and_end.ts";
import { type Chance, chanceOf } from "./chance/chance.ts";
import { ALL } from "./clusters/cluster_set.ts";
import { searchClusters } from "./clusters/search_clusters.ts";
import { growthToDetect, smallestDetectableRatio } from "./chance/detectable.ts";
import type { Cause, Diagnosis } from "./diagnosis.ts";
import { type Expectation, expectations } from "./expected/expectation.ts";
import { findCauses, type FoundCause } from "./causes/find_causes.ts";
import type { CodedAttribute, Observations } from "./observations.ts";
import { rateRatioOf } from "./expected/rate_ratio.ts";
import { finish, type Steps } from "../steps.ts";
import { OUTSIDE, sliceTime, type TimeSlices } from "./rows/time_slices.ts";

/** What is to be explained. Windows hold the times from their start to before their end. */
export interface DiagnosisQuestion {
  /** The window in which something may be wrong. */
  readonly current: TimeWindow;
  /** Windows that tell what is usual; they do not overlap, nor with the current one. */
  readonly baseline: readonly TimeWindow[];
  /**
   * Length of the slices that the baseline is cut into, in milliseconds, so that earlier incidents in it
   * do not count as usual. Default: a twelfth of the baseline.
   */
  readonly sliceMs?: number;
  /** Probability of an alarm where nothing is wrong, 0 to 1. Default 0.05. */
  readonly falseAlarm?: number;
}

const FALSE_ALARM = 0.05;

/** Sessions that could not even show this ratio in all of them are too few. */
const RATIO_TO_SHOW = 3;

/** The part of the sessions of which it is told what would have been noticed. */
const TENTH = 0.1;

/**
 * Finds the combinations of up to three attribute values in which there are more bad sessions than
 * usual, since when, and how sure that is; or tells what could have been seen.
 *
 * What is usual follows from the baseline's rate of each value (indirect standardization: Breslow and
 * Day, IARC 82, 1987), so that more viewers of a bad group are no incident. A group counts if chance makes
 * no group of the whole search as conspicuous, with a probability of 5 % (`falseAlarm`) (minP: Westfall and Young, 1993);
 * of the groups that count, the cause is the one that explains most of the bad sessions without a rest
 * that is as always (critical clusters: Jiang et al., CoNEXT 2013). Without its sessions, the next is
 * looked for, five at most. Of very many attributes, combinations of three are tried only of those that
 * show most; the others are paid for all the same.
 *
 * The answer depends neither on the clock nor, with the same random numbers, on the order of rows,
 * attributes and values. Takes about two seconds for a million sessions of ten attributes.
 *
 * @param all Sessions of the windows, bad and good; others, and those of which it is not known, count for
 * nothing. A missing value explains nothing.
 * @param question The window in question, and those that tell what is usual.
 * @param random Numbers in [0, 1), by which chance is tried out: `Math.random`, or a seeded generator for
 * the same answer again.
 * @returns Causes, best first; or that nothing stands out, with the least ratio that would have; or that
 * there are too few sessions, with how many would do. Times are Unix milliseconds, shares 0 to 1, ratios
 * at least 0.
 *
 * @example One CDN turns bad after an hour
 * ```ts
 * import { diagnose } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assert, assertEquals } from "@std/assert";
 *
 * // A session a second, by two CDNs in turn: one in 49 fails, and of Borealis one in 5 at the end.
 * const rows = Array.from({ length: 4800 }, (_, row) => row);
 * const isBad = (row: number) => row % 49 === 0 || (row >= 3600 && row % 10 === 1);
 * const diagnosis = diagnose(
 *   {
 *     length: rows.length,
 *     attributes: [{
 *       name: "cdn",
 *       values: ["Aurora", "Borealis"],
 *       codes: Uint8Array.from(rows, (row) => row % 2),
 *     }],
 *     sessions: new Uint8Array(rows.length).fill(1),
 *     bad: Uint8Array.from(rows, (row) => isBad(row) ? 1 : 0),
 *     startMs: Float64Array.from(rows, (row) => row * 1000),
 *   },
 *   {
 *     current: { startMs: 3_600_000, endMs: 4_800_000 },
 *     baseline: [{ startMs: 0, endMs: 3_600_000 }],
 *   },
 *   Math.random,
 * );
 * const [cause] = diagnosis.verdict === "incident" ? diagnosis.causes : [];
 * assertEquals(cause?.where, { cdn: "Borealis" });
 * assert(cause!.low > 5 && cause!.pAdjusted < 0.001);
 * assert(Math.abs(cause!.since.startMs - 3_600_000) < 60_000);
 * ```
 */
export function diagnose(
  all: Observations,
  question: DiagnosisQuestion,
  random: () => number,
): Diagnosis {
  return finish(diagnosisSteps(all, question, random));
}

/** The steps of `diagnose()`. */
export function* diagnosisSteps(
  all: Observations,
  { current, baseline, sliceMs, falseAlarm = FALSE_ALARM }: DiagnosisQuestion,
  random: () => number,
): Steps<Diagnosis> {
  const slices = sliceTime(all, current, baseline, sliceMs);
  const attributes: CodedAttribute[] = [];
  for (const attribute of all.attributes) {
    yield;
    if (varies(attribute, slices)) attributes.push(attribute);
  }
  const search = yield* searchClusters({ ...all, attributes }, slices);
  const { set } = search;
  const whole = expectations(search, search.counts)(ALL);
  const sessions = set.currentSessions(set.placesOf(set.clusters[ALL]!));
  const overall = { n: sessions, bad: whole.bad, expectedBad: whole.expectedBad };
  if (sessions === 0 || whole.history.exposure === 0) {
    return { verdict: "too_few_sessions", overall, sessionsNeeded: null };
  }
  const chance = yield* chanceOf(search, falseAlarm, random);
  const found = yield* findCauses(search, chance);
  if (found.length === 0) {
    return { overall, ...whatCouldBeSeen(sessions, whole, set.placed.currentShare, chance) };
  }
  const excess = Math.max(whole.bad - whole.expectedBad, sumOf(found, excessOf));
  const causes: Cause[] = [];
  for (const cause of found) {
    yield;
    const { candidate, pAdjusted, places, inseparableFrom } = cause;
    causes.push({
      where: candidate.where,
      n: set.currentSessions(places),
      bad: candidate.bad,
      expectedBad: candidate.expectedBad,
      ...rateRatioOf(candidate),
      pAdjusted,
      explains: excessOf(cause) / excess,
      inseparableFrom,
      since: beginAndEnd(all, places.map((place) => set.placed.rows[place]!), [
        current,
        ...baseline,
      ]),
    });
  }
  return {
    verdict: "incident",
    overall,
    causes,
    unexplained: Math.max(0, 1 - sumOf(found, excessOf) / excess),
  };
}

/** Whether an attribute has more than one value; a constant explains nothing, but is one more try. */
function varies({ codes }: CodedAttribute, { sliceOf }: TimeSlices): boolean {
  const first = sliceOf.findIndex((slice) => slice !== OUTSIDE);
  return codes.some((code, row) => sliceOf[row] !== OUTSIDE && code !== codes[first]);
}

function excessOf({ candidate }: FoundCause): number {
  return candidate.bad - candidate.expectedBad;
}

function sumOf<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}

function whatCouldBeSeen(
  sessions: number,
  { expectedBad }: Expectation,
  share: number,
  chance: Chance,
) {
  const needed = chance.evidenceAt(chance.falseAlarm, 0);
  const ratioOfAll = smallestDetectableRatio(expectedBad, share, needed);
  if (ratioOfAll > RATIO_TO_SHOW) {
    const growth = growthToDetect(RATIO_TO_SHOW, expectedBad, share, needed);
    return { verdict: "too_few_sessions" as const, sessionsNeeded: Math.ceil(growth * sessions) };
  }
  const ratioOfTenth = smallestDetectableRatio(
    TENTH * expectedBad,
    share,
    chance.evidenceAt(chance.falseAlarm, 1),
  );
  return {
    verdict: "nothing_stands_out" as const,
    smallestDetectable: { ratioOfAll, ratioOfTenth },
  };
}
