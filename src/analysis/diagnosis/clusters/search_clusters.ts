import { evidenceOf } from "../chance/evidence.ts";
import { expectations } from "../expected/expectation.ts";
import { priorBadOf } from "../expected/prior.ts";
import type { Observations } from "../observations.ts";
import { attributesInOrder } from "../rows/canonical_order.ts";
import { placeRows } from "../rows/placed_rows.ts";
import { CURRENT, type TimeSlices } from "../rows/time_slices.ts";
import type { ClusterSearch } from "./cluster_search.ts";
import { type ClusterCounts, ClusterSet } from "./cluster_set.ts";
import { cuboidsOf } from "./cuboid.ts";

/** Attributes that are combined by three: 560 combinations. */
const COMBINED_BY_THREE = 16;

/**
 * Finds the clusters of up to three attributes with enough bad sessions; a combination of more is no
 * cause that people look for, and hardly ever a true one. Of many attributes, three are combined only of
 * those that show most alone and by two.
 */
export function searchClusters(given: Observations, slices: TimeSlices): ClusterSearch {
  const observations = { ...given, attributes: attributesInOrder(given.attributes) };
  const placed = placeRows(observations, slices);
  const set = new ClusterSet(observations, placed, slices.count);
  const { columns } = set;
  set.add(cuboidsOf(columns, 1));
  set.add(cuboidsOf(columns, 2));
  if (columns.length <= COMBINED_BY_THREE) {
    set.add(cuboidsOf(columns, 3));
    return searchOf(set, 1);
  }
  const triples = cuboidsOf(columns, 3, telling(searchOf(set, 1)));
  set.add(triples);
  const all = columns.length * (columns.length - 1) * (columns.length - 2) / 6;
  return searchOf(set, triples.length / all);
}

function searchOf(set: ClusterSet, searchedTriples: number): ClusterSearch {
  const counts = set.count();
  return { set, counts, priorBad: priorBadOf(set, counts), searchedTriples };
}

/** Tells whether a cluster holds the same sessions as a parent, by what is counted of them. */
export function sameAsParent(
  { clusters, slices }: ClusterSet,
  { exposure, bad }: ClusterCounts,
): (id: number) => boolean {
  return (id) =>
    clusters[id]!.parents.some((parent) => {
      for (let slice = 0; slice < slices; slice++) {
        const [own, theirs] = [id * slices + slice, parent * slices + slice];
        if (bad[own] !== bad[theirs] || exposure[own] !== exposure[theirs]) return false;
      }
      return true;
    });
}

/** Positions of the columns that are in the most conspicuous clusters, in order. */
function telling(search: ClusterSearch): number[] {
  const { set, counts } = search;
  const { columns, clusters, slices } = set;
  const expectationOf = expectations(search, counts);
  const most = new Map<number, number>();
  for (const { id, terms } of clusters) {
    if (counts.bad[id * slices + CURRENT]! < set.minBad) continue;
    const evidence = evidenceOf(expectationOf(id));
    for (const { attribute } of terms) {
      most.set(attribute, Math.max(most.get(attribute) ?? 0, evidence));
    }
  }
  return columns
    .map(({ attribute }, position) => ({ position, evidence: most.get(attribute) ?? 0 }))
    .sort((a, b) => b.evidence - a.evidence)
    .slice(0, COMBINED_BY_THREE)
    .map(({ position }) => position)
    .sort((a, b) => a - b);
}
