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
 * best first. Unlike `diagnose()` it takes for granted that something is wrong, and in some group.
 */
export function rankExplanations(
  observations: Observations,
  { current, baseline, sliceMs }: DiagnosisQuestion,
): Where[] {
  const { set } = searchClusters(
    observations,
    sliceTime(observations, current, baseline, sliceMs),
  );
  const candidates = candidatesOf(set, set.count())
    .filter(({ cluster }) => cluster.id !== ALL);
  return rankCauses(candidates, overlapsOf(set, new Set())).map(({ where }) => where);
}
