import type { TimeWindow } from "../../query/time/time_window.ts";
import { beginAndEnd } from "./since/begin_and_end.ts";
import { type Chance, chanceOf } from "./chance/chance.ts";
import { ALL } from "./clusters/cluster_set.ts";
import { searchClusters } from "./clusters/search_clusters.ts";
import { growthToDetect, smallestDetectableRatio } from "./chance/detectable.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { type Expectation, expectations } from "./expected/expectation.ts";
import { FALSE_ALARM, findCauses, type FoundCause } from "./causes/find_causes.ts";
import type { CodedAttribute, Observations } from "./observations.ts";
import { rateRatioOf } from "./expected/rate_ratio.ts";
import { OUTSIDE, sliceTime, type TimeSlices } from "./rows/time_slices.ts";

/** What is to be explained. */
export interface DiagnosisQuestion {
  /** The window in which something may be wrong. */
  readonly current: TimeWindow;
  /** Windows that tell what is usual; they do not overlap, nor with the current one. */
  readonly baseline: readonly TimeWindow[];
  /** Length of the slices of the baseline; by default a twelfth of it. */
  readonly sliceMs?: number;
}

/** Sessions that could not even show this ratio in all of them are too few. */
const RATIO_TO_SHOW = 3;

/** The part of the sessions of which it is told what would have been noticed. */
const TENTH = 0.1;

/**
 * Finds the combinations of up to three attribute values in which there are more bad sessions than
 * usual, since when, and how sure that is; or tells what could have been seen.
 *
 * The answer depends neither on the clock nor, with the same random numbers, on the order of rows,
 * attributes and values.
 *
 * @param random Numbers in [0, 1), by which chance is tried out.
 */
export function diagnose(
  all: Observations,
  { current, baseline, sliceMs }: DiagnosisQuestion,
  random: () => number,
): Diagnosis {
  const slices = sliceTime(all, current, baseline, sliceMs);
  const observations = { ...all, attributes: all.attributes.filter(varies(slices)) };
  const search = searchClusters(observations, slices);
  const { set } = search;
  const counts = set.count();
  const whole = expectations(set, counts)(ALL);
  const sessions = set.currentSessions(set.placesOf(set.clusters[ALL]!));
  const overall = { n: sessions, bad: whole.bad, expectedBad: whole.expectedBad };
  if (sessions === 0 || whole.history.exposure === 0) {
    return { verdict: "too_few_sessions", overall, sessionsNeeded: null };
  }
  const chance = chanceOf(search, random);
  const causes = findCauses({ set, counts, chance });
  if (causes.length === 0) {
    return { overall, ...whatCouldBeSeen(sessions, whole, set.placed.currentShare, chance) };
  }
  const excess = Math.max(whole.bad - whole.expectedBad, sumOf(causes, excessOf));
  return {
    verdict: "incident",
    overall,
    causes: causes.map((cause) => {
      const { candidate, pAdjusted, places, inseparableFrom } = cause;
      return {
        where: candidate.where,
        n: set.currentSessions(places),
        bad: candidate.bad,
        expectedBad: candidate.expectedBad,
        ...rateRatioOf(candidate),
        pAdjusted,
        explains: excessOf(cause) / excess,
        inseparableFrom,
        since: beginAndEnd(set, places, [current, ...baseline]),
      };
    }),
    unexplained: Math.max(0, 1 - sumOf(causes, excessOf) / excess),
  };
}

/** Whether an attribute has more than one value; a constant explains nothing, but is one more try. */
function varies({ sliceOf }: TimeSlices): (attribute: CodedAttribute) => boolean {
  const first = sliceOf.findIndex((slice) => slice !== OUTSIDE);
  return ({ codes }) =>
    codes.some((code, row) => sliceOf[row] !== OUTSIDE && code !== codes[first]);
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
  const needed = chance.evidenceAt(FALSE_ALARM, 0);
  const ratioOfAll = smallestDetectableRatio(expectedBad, share, needed);
  if (ratioOfAll > RATIO_TO_SHOW) {
    const growth = growthToDetect(RATIO_TO_SHOW, expectedBad, share, needed);
    return { verdict: "too_few_sessions" as const, sessionsNeeded: Math.ceil(growth * sessions) };
  }
  const ratioOfTenth = smallestDetectableRatio(
    TENTH * expectedBad,
    share,
    chance.evidenceAt(FALSE_ALARM, 1),
  );
  return {
    verdict: "nothing_stands_out" as const,
    smallestDetectable: { ratioOfAll, ratioOfTenth },
  };
}
