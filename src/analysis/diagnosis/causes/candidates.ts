import { type Cluster, whereOf } from "../clusters/cluster.ts";
import type { ClusterCounts, ClusterSet } from "../clusters/cluster_set.ts";
import { type Expectation, expectations } from "../expected/expectation.ts";
import type { Where } from "../observations.ts";
import { CURRENT } from "../rows/time_slices.ts";

/** A cluster that may be a cause, with what it has and what was to be expected. */
export interface Candidate extends Expectation {
  /** Which sessions. */
  readonly cluster: Cluster;
  /** Its values, as people name them. */
  readonly where: Where;
}

/** The clusters with enough bad sessions in the window to be a cause. */
export function candidatesOf(
  set: ClusterSet,
  counts: ClusterCounts,
): Candidate[] {
  const { observations, clusters, slices, minBad } = set;
  const expectationOf = expectations(set, counts);
  return clusters
    .filter(({ id }) => counts.bad[id * slices + CURRENT]! >= minBad)
    .map((cluster) => ({
      ...expectationOf(cluster.id),
      cluster,
      where: whereOf(cluster, observations),
    }));
}
