import { attributesInOrder } from "../rows/canonical_order.ts";
import type { Cluster, Term } from "./cluster.ts";
import { columnOf, type Cuboid, cuboidsOf, readCells, termsOf } from "./cuboid.ts";
import type { Observations } from "../observations.ts";
import { type PlacedRows, placeRows } from "../rows/placed_rows.ts";
import { Support } from "./support.ts";
import { CURRENT, type TimeSlices } from "../rows/time_slices.ts";

/** What every cluster has. */
export interface ClusterCounts {
  /** Exposure in every slice, at `cluster id * slices + slice`. */
  readonly exposure: Float64Array;
  /** Bad sessions in every slice, likewise. */
  readonly bad: Float64Array;
}

/** The id of the cluster that is all sessions. */
export const ALL = 0;

/** Where a cell is no cluster; all sessions are in no cell. */
export const NONE = 0;

/** Cells of a cuboid that are clusters, with their ids. */
interface FoundCells {
  readonly cuboid: Cuboid;
  readonly cells: readonly number[];
  readonly ids: readonly number[];
}

/** All clusters with enough bad sessions, and their counts among any of the rows. */
export class ClusterSet {
  /** What the clusters are found in; its attributes are in an order of their own. */
  readonly observations: Observations;
  /** The clusters; the first is all sessions, and parents stand before their children. */
  readonly clusters: readonly Cluster[];
  /** The rows that are counted. */
  readonly placed: PlacedRows;
  /** Least number of bad sessions in the window that makes a cause. */
  readonly minBad: number;
  /** Slices of the counts. */
  readonly slices: number;

  readonly #found: readonly FoundCells[];
  /** Ids by cell of the cuboid that is being counted, or `NONE`. */
  readonly #ids: Uint32Array;

  /** Finds the clusters. */
  constructor(given: Observations, slices: TimeSlices) {
    const observations = { ...given, attributes: attributesInOrder(given.attributes) };
    this.observations = observations;
    this.slices = slices.count;
    this.placed = placeRows(observations, slices);
    const support = new Support(this.placed);
    this.minBad = support.minBad;
    const cuboids = cuboidsOf(
      observations.attributes.flatMap((_, attribute) =>
        columnOf(observations, attribute, this.placed, support) ?? []
      ),
    );
    const clusters: Cluster[] = [{ id: ALL, terms: [], parents: [] }];
    const idByKey = new Map<string, number>([["", ALL]]);
    const { badPlaces } = this.placed;
    const cellOfBad = new Uint32Array(badPlaces.length);
    this.#found = cuboids.flatMap((cuboid) => {
      const found = { cuboid, cells: [] as number[], ids: [] as number[] };
      readCells(cuboid, badPlaces, cellOfBad);
      for (const cell of support.enough(cuboid.size, cellOfBad).sort((a, b) => a - b)) {
        const terms = termsOf(cuboid, cell);
        if (terms === undefined) continue;
        const id = clusters.length;
        const parents = terms.map((_, i) => idByKey.get(keyOf(terms.toSpliced(i, 1)))!);
        clusters.push({ id, terms, parents });
        idByKey.set(keyOf(terms), id);
        found.cells.push(cell);
        found.ids.push(id);
      }
      return found.cells.length === 0 ? [] : [found];
    });
    this.clusters = clusters;
    this.#ids = new Uint32Array(Math.max(0, ...this.#found.map(({ cuboid }) => cuboid.size)));
  }

  /** Those of some places, or of all, whose sessions belong to a cluster. */
  placesOf({ terms }: Cluster, among = allPlaces(this.placed.rows.length)): Uint32Array {
    const { attributes } = this.observations;
    const { rows } = this.placed;
    return among.filter((place) =>
      terms.every(({ attribute, code }) => attributes[attribute]!.codes[rows[place]!] === code)
    );
  }

  /** Sessions of some places that are in the window. */
  currentSessions(among: Uint32Array): number {
    const { sliceOf, sessions } = this.placed;
    return among.reduce((sum, at) => sliceOf[at] === CURRENT ? sum + sessions[at]! : sum, 0);
  }

  /** Counts all clusters among some places, or all. */
  count(among = allPlaces(this.placed.rows.length)): ClusterCounts {
    const { exposure, bad } = this.placed;
    return {
      exposure: this.#sumBySlice(among, exposure),
      bad: this.#sumBySlice(among.filter((place) => bad[place]! > 0), bad),
    };
  }

  /** Sums numbers of some places for every cluster. */
  sum(among: Uint32Array, numbers: Float64Array): Float64Array {
    const sums = new Float64Array(this.clusters.length);
    for (let i = 0; i < among.length; i++) sums[ALL]! += numbers[among[i]!]!;
    for (const ids of this.clustersOf(among)) {
      for (let i = 0; i < among.length; i++) {
        if (ids[i] !== NONE) sums[ids[i]!]! += numbers[among[i]!]!;
      }
    }
    return sums;
  }

  #sumBySlice(among: Uint32Array, numbers: Float64Array): Float64Array {
    const { slices } = this;
    const { sliceOf } = this.placed;
    const sums = new Float64Array(this.clusters.length * slices);
    for (let i = 0; i < among.length; i++) sums[sliceOf[among[i]!]!]! += numbers[among[i]!]!;
    for (const ids of this.clustersOf(among)) {
      for (let i = 0; i < among.length; i++) {
        const id = ids[i]!;
        if (id === NONE) continue;
        const place = among[i]!;
        sums[id * slices + sliceOf[place]!]! += numbers[place]!;
      }
    }
    return sums;
  }

  /**
   * For each combination of attributes in turn, the cluster that holds each of some places, or
   * `NONE`. The array is the same each time.
   */
  *clustersOf(among: Uint32Array): Generator<Uint32Array> {
    const ids = new Uint32Array(among.length);
    for (const { cuboid, cells, ids: idOf } of this.#found) {
      cells.forEach((cell, i) => this.#ids[cell] = idOf[i]!);
      readCells(cuboid, among, ids);
      for (let i = 0; i < ids.length; i++) ids[i] = this.#ids[ids[i]!]!;
      for (const cell of cells) this.#ids[cell] = NONE;
      yield ids;
    }
  }
}

function allPlaces(length: number): Uint32Array {
  return new Uint32Array(length).map((_, place) => place);
}

function keyOf(terms: readonly Term[]): string {
  return terms.map(({ attribute, code }) => `${attribute}:${code}`).join();
}
