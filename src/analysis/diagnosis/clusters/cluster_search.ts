import type { ClusterCounts, ClusterSet } from "./cluster_set.ts";

/** A search of clusters: those that were found, and how much of it was made. */
export interface ClusterSearch {
  /** The clusters. */
  readonly set: ClusterSet;
  /** What they have. */
  readonly counts: ClusterCounts;
  /** How well parents tell the rate of a combination; see `priorBadOf()`. */
  readonly priorBad: number;
  /** The part of all combinations of three attributes that was searched, 0 to 1. */
  readonly searchedTriples: number;
}
