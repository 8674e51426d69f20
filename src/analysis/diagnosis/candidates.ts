import { whereOf } from "./cluster.ts";
import type { ClusterCounts, ClusterSet } from "./cluster_set.ts";
import { expectations } from "./expectation.ts";
import type { Observations } from "./observations.ts";
import type { Candidate } from "./rank_causes.ts";
import { CURRENT } from "./time_slices.ts";

/** The clusters with enough bad sessions in the window to be a cause. */
export function candidatesOf(
  { clusters, slices, minBad }: ClusterSet,
  observations: Observations,
  counts: ClusterCounts,
): Candidate[] {
  const expectationOf = expectations(clusters, counts, slices);
  return clusters
    .filter(({ id }) => counts.bad[id * slices + CURRENT]! >= minBad)
    .map((cluster) => ({
      ...expectationOf(cluster.id),
      cluster,
      where: whereOf(cluster, observations),
    }));
}
