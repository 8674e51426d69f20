import type { Cluster, Term } from "./cluster.ts";
import {
  type Column,
  type ColumnCodes,
  columnOf,
  type Cuboid,
  readCells,
  termsOf,
} from "./cuboid.ts";
import type { Observations } from "../observations.ts";
import type { PlacedRows } from "../rows/placed_rows.ts";
import { Support } from "./support.ts";
import { type ExposureSample, sampleExposure } from "./exposure_sample.ts";
import { CURRENT } from "../rows/time_slices.ts";

/** What every cluster has. */
export interface ClusterCounts {
  /** Exposure in every slice, at `cluster id * slices + slice`. */
  readonly exposure: Float64Array;
  /** Variance of the exposure, likewise; absent if it is of no sample. */
  readonly variance?: Float64Array;
  /** Bad sessions in every slice, likewise. */
  readonly bad: Float64Array;
}

/** The id of the cluster that is all sessions. */
export const ALL = 0;

/** Where a cell is no cluster; all sessions are in no cell. */
export const NONE = 0;

/** Rows that are counted at a time: as many as the caches of a processor hold. */
const BLOCK = 2 ** 14;

/** Cells of a cuboid that are clusters, with their ids. */
interface FoundCells {
  readonly cuboid: Cuboid;
  readonly cells: readonly number[];
  readonly ids: readonly number[];
}

/** The clusters of a search, and their counts among any of the rows. */
export class ClusterSet {
  /** Least number of bad sessions in the window that makes a cause. */
  readonly minBad: number;
  /** The attributes that have values with enough bad sessions. */
  readonly columns: readonly Column[];

  readonly #clusters: Cluster[] = [{ id: ALL, terms: [], parents: [] }];
  readonly #idByKey = new Map<string, number>([["", ALL]]);
  readonly #found: FoundCells[] = [];
  readonly #support: Support;
  #sample: ExposureSample;
  /** Ids by cell of the cuboid that is being counted, or `NONE`. */
  #ids = new Uint32Array(0);

  /**
   * Knows all sessions, and no other cluster yet.
   *
   * @param observations Their attributes are in order.
   * @param placed The rows that are counted.
   * @param slices Slices of the counts.
   */
  constructor(
    readonly observations: Observations,
    readonly placed: PlacedRows,
    readonly slices: number,
  ) {
    this.#support = new Support(placed);
    this.minBad = this.#support.minBad;
    this.columns = observations.attributes.flatMap((_, attribute) =>
      columnOf(observations, attribute, placed, this.#support) ?? []
    );
    this.#sample = sampleExposure(observations, placed, 1);
  }

  /** The clusters; the first is all sessions, and parents stand before their children. */
  get clusters(): readonly Cluster[] {
    return this.#clusters;
  }

  /** Combinations of attributes that have clusters. */
  get cuboids(): number {
    return this.#found.length;
  }

  /**
   * Adds the clusters of some combinations of attributes: those with enough bad sessions, if their
   * parents are clusters as well.
   */
  add(cuboids: readonly Cuboid[]): void {
    const { places } = this.#support;
    const codesOfBad = this.#codesOf(places);
    const cellOfBad = new Uint32Array(places.length);
    for (const cuboid of cuboids) {
      const found = { cuboid, cells: [] as number[], ids: [] as number[] };
      readCells(cuboid, codesOfBad, cellOfBad);
      for (const cell of this.#support.enough(cuboid.size, cellOfBad).sort((a, b) => a - b)) {
        const terms = termsOf(cuboid, cell);
        if (terms === undefined) continue;
        const parents = terms.map((_, i) => this.#idByKey.get(keyOf(terms.toSpliced(i, 1))));
        if (!parents.every((parent) => parent !== undefined)) continue;
        const id = this.#clusters.length;
        this.#clusters.push({ id, terms, parents });
        this.#idByKey.set(keyOf(terms), id);
        found.cells.push(cell);
        found.ids.push(id);
      }
      if (found.cells.length === 0) continue;
      this.#found.push(found);
      if (cuboid.size > this.#ids.length) this.#ids = new Uint32Array(cuboid.size);
    }
    this.#sample = sampleExposure(this.observations, this.placed, this.cuboids);
  }

  /** Those of some places, or of all, whose sessions belong to a cluster. */
  placesOf({ terms }: Cluster, among = allPlaces(this.placed.rows.length)): Uint32Array {
    const { attributes } = this.observations;
    const { rows } = this.placed;
    return terms.reduce((places, { attribute, code }) => {
      const { codes } = attributes[attribute]!;
      return places.filter((place) => codes[rows[place]!] === code);
    }, among);
  }

  /** Sessions of some places that are in the window. */
  currentSessions(among: Uint32Array): number {
    const { sliceOf, sessions } = this.placed;
    return among.reduce((sum, at) => sliceOf[at] === CURRENT ? sum + sessions[at]! : sum, 0);
  }

  /** Counts all clusters among some places, or all. */
  count(among = allPlaces(this.placed.rows.length)): ClusterCounts {
    const { exposure, bad } = this.placed;
    const { end, variance } = this.#sample;
    const sampled = among.filter((place) => place < end);
    return {
      exposure: this.#sumBySlice(sampled, exposure),
      ...variance && { variance: this.#sumBySlice(sampled, variance) },
      bad: this.#sumBySlice(among.filter((place) => bad[place]! > 0), bad),
    };
  }

  /** Sums numbers of some places for every cluster. */
  sum(among: Uint32Array, numbers: Float64Array): Float64Array {
    return this.#sum(among, numbers, new Uint8Array(this.placed.rows.length), 1);
  }

  #sumBySlice(among: Uint32Array, numbers: Float64Array): Float64Array {
    return this.#sum(among, numbers, this.placed.sliceOf, this.slices);
  }

  #sum(
    among: Uint32Array,
    numbers: Float64Array,
    sliceOf: Uint8Array,
    slices: number,
  ): Float64Array {
    const sums = new Float64Array(this.clusters.length * slices);
    const ofAll = new Float64Array(slices);
    for (let from = 0; from < among.length; from += BLOCK) {
      const block = among.subarray(from, from + BLOCK);
      const sliceOfBlock = new Uint8Array(block.length);
      const ofBlock = new Float64Array(block.length);
      for (let i = 0; i < block.length; i++) {
        sliceOfBlock[i] = sliceOf[block[i]!]!;
        ofBlock[i] = numbers[block[i]!]!;
        ofAll[sliceOfBlock[i]!]! += ofBlock[i]!;
      }
      for (const ids of this.clustersOf(block)) {
        for (let i = 0; i < ids.length; i++) {
          sums[ids[i]! * slices + sliceOfBlock[i]!]! += ofBlock[i]!;
        }
      }
    }
    // What is in no cluster was added here.
    sums.set(ofAll, ALL * slices);
    return sums;
  }

  /**
   * For each combination of attributes in turn, the cluster that holds each of some places, or
   * `NONE`. The array is the same each time.
   */
  *clustersOf(among: Uint32Array): Generator<Uint32Array> {
    const codes = this.#codesOf(among);
    const ids = new Uint32Array(among.length);
    for (const { cuboid, cells, ids: idOf } of this.#found) {
      for (let i = 0; i < cells.length; i++) this.#ids[cells[i]!] = idOf[i]!;
      readCells(cuboid, codes, ids);
      for (let i = 0; i < ids.length; i++) ids[i] = this.#ids[ids[i]!]!;
      for (let i = 0; i < cells.length; i++) this.#ids[cells[i]!] = NONE;
      yield ids;
    }
  }

  #codesOf(among: Uint32Array): ColumnCodes[] {
    return this.columns.map(({ codes }) => {
      const some = codes instanceof Uint8Array
        ? new Uint8Array(among.length)
        : new Uint16Array(among.length);
      for (let i = 0; i < among.length; i++) some[i] = codes[among[i]!]!;
      return some;
    });
  }
}

function allPlaces(length: number): Uint32Array {
  return new Uint32Array(length).map((_, place) => place);
}

function keyOf(terms: readonly Term[]): string {
  return terms.map(({ attribute, code }) => `${attribute}:${code}`).join();
}
