import { candidatesOf } from "./causes/candidates.ts";
import { ALL } from "./clusters/cluster_set.ts";
import { searchClusters } from "./clusters/search_clusters.ts";
import type { DiagnosisQuestion } from "./diagnose.ts";
import type { Observations, Where } from "./observations.ts";
import { overlapsOf } from "./causes/overlap.ts";
import { rankCauses } from "./causes/rank_causes.ts";
import { sliceTime } from "./rows/time_slices.ts";

/**
 * Groups with more bad sessions in the window than expected, in the order in which they explain them,
 * best first. Unlike `diagnose()` it takes for granted that something is wrong, and in some group: it asks
 * chance nothing, and takes milliseconds for the counts of some minutes.
 *
 * The score is the excess of bad sessions times the square root of the logarithm of how many times as
 * many there are as expected; two groups may explain together what one does not, and a part stands before
 * its whole if the rest is as always.
 *
 * @param observations Sessions of the windows, or counts of those that agree in all attributes.
 * @param question The window in question, and those that tell what is usual.
 * @returns Up to three attribute values each; none if no group has more bad sessions than expected.
 *
 * @example Counts of two minutes
 * ```ts
 * import { rankExplanations } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = rankExplanations(
 *   {
 *     length: 4,
 *     attributes: [{ name: "cdn", values: ["a", "b"], codes: Uint8Array.of(0, 1, 0, 1) }],
 *     sessions: Uint32Array.of(1000, 1000, 1000, 1000),
 *     bad: Uint32Array.of(20, 20, 20, 90),
 *     startMs: [0, 0, 60_000, 60_000],
 *   },
 *   {
 *     current: { startMs: 60_000, endMs: 120_000 },
 *     baseline: [{ startMs: 0, endMs: 60_000 }],
 *   },
 * );
 * assertEquals(first, { cdn: "b" });
 * ```
 */
export function rankExplanations(
  observations: Observations,
  { current, baseline, sliceMs }: DiagnosisQuestion,
): Where[] {
  const search = searchClusters(
    observations,
    sliceTime(observations, current, baseline, sliceMs),
  );
  const candidates = candidatesOf(search, search.counts)
    .filter(({ cluster }) => cluster.id !== ALL);
  return rankCauses(candidates, overlapsOf(search.set, () => true)).map(({ where }) => where);
}
