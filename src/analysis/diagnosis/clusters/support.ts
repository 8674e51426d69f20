import type { PlacedRows } from "../rows/placed_rows.ts";

/** Fewer bad sessions prove nothing, whatever their share. */
export const MIN_BAD = 5;

/** What holds a smaller share of the bad sessions is not what is broken. */
const MIN_BAD_SHARE = 0.01;

/** Rows with bad sessions that are enough to tell what holds such a share of them. */
const MOST_ROWS = 10_000;

/**
 * Which groups of sessions have enough bad ones to be searched. No group has more than a group that
 * holds it, so what is left out takes all below it along (Agrawal and Srikant, VLDB 1994).
 *
 * When the bad ones happened does not matter, so that chance, which deals that out anew, is tried with
 * the same groups.
 */
export class Support {
  /** Least number of bad sessions, of a group to be searched and in the window of one to be a cause. */
  readonly minBad: number;

  /** Places with bad sessions that are looked at: all, or as many as it takes. */
  readonly places: Uint32Array;

  readonly #minBadOfPlaces: number;
  #badOf = new Float64Array(0);

  /** Of some rows. */
  constructor(private readonly placed: PlacedRows) {
    const { badPlaces, bad, currentShare } = placed;
    this.places = badPlaces.subarray(0, MOST_ROWS);
    const sumOf = (places: Uint32Array): number =>
      places.reduce((sum, place) => sum + bad[place]!, 0);
    const all = sumOf(badPlaces);
    this.minBad = Math.max(MIN_BAD, MIN_BAD_SHARE * all * currentShare);
    this.#minBadOfPlaces = this.minBad * sumOf(this.places) / all;
  }

  /**
   * The groups with enough bad sessions, in order of their first bad session.
   *
   * @param groups Number of groups.
   * @param groupOf The group of each of the places that are looked at.
   */
  enough(groups: number, groupOf: Uint32Array): number[] {
    if (groups > this.#badOf.length) this.#badOf = new Float64Array(groups);
    const met: number[] = [];
    for (let i = 0; i < groupOf.length; i++) {
      const group = groupOf[i]!;
      if (this.#badOf[group] === 0) met.push(group);
      this.#badOf[group]! += this.placed.bad[this.places[i]!]!;
    }
    const found = met.filter((group) => this.#badOf[group]! >= this.#minBadOfPlaces);
    for (const group of met) this.#badOf[group] = 0;
    return found;
  }
}
