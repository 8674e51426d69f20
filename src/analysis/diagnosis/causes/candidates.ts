import { type Cluster, whereOf } from "../clusters/cluster.ts";
import type { ClusterCounts } from "../clusters/cluster_set.ts";
import type { ClusterSearch } from "../clusters/cluster_search.ts";
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

/** The clusters with enough bad sessions in the window to be a cause, and an exposure to tell by. */
export function candidatesOf(
  search: ClusterSearch,
  counts: ClusterCounts,
): Candidate[] {
  const { observations, clusters, slices, minBad } = search.set;
  const expectationOf = expectations(search, counts);
  return clusters
    .filter(({ id }) => counts.bad[id * slices + CURRENT]! >= minBad)
    .map((cluster) => ({
      ...expectationOf(cluster.id),
      cluster,
      where: whereOf(cluster, observations),
    }))
    .filter(({ dispersion }) => dispersion < Infinity);
}
