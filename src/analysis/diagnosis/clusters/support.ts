import type { PlacedRows } from "../rows/placed_rows.ts";

/** Fewer bad sessions prove nothing, whatever their share. */
export const MIN_BAD = 5;

/** What holds a smaller share of the bad sessions is not what is broken. */
const MIN_BAD_SHARE = 0.01;

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

  #bad = new Float64Array(0);

  /** Of some rows. */
  constructor(private readonly placed: PlacedRows) {
    const all = placed.badPlaces.reduce((sum, place) => sum + placed.bad[place]!, 0);
    this.minBad = Math.max(MIN_BAD, MIN_BAD_SHARE * all * placed.currentShare);
  }

  /**
   * The groups with enough bad sessions, in order of their first bad session.
   *
   * @param groups Number of groups.
   * @param groupOfBad The group of each place with bad sessions.
   */
  enough(groups: number, groupOfBad: Uint32Array): number[] {
    if (groups > this.#bad.length) this.#bad = new Float64Array(groups);
    const { badPlaces, bad } = this.placed;
    const met: number[] = [];
    for (let i = 0; i < badPlaces.length; i++) {
      const group = groupOfBad[i]!;
      if (this.#bad[group] === 0) met.push(group);
      this.#bad[group]! += bad[badPlaces[i]!]!;
    }
    const found = met.filter((group) => this.#bad[group]! >= this.minBad);
    for (const group of met) this.#bad[group] = 0;
    return found;
  }
}
