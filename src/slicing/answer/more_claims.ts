/** An answer that says there is more is split so often in a row, at most. */
const MAX_SPLITS = 6;
/** And a place where that brought nothing is asked again so often, since the claim may pass. */
const MAX_REPEATS = 3;
/** So many places where splitting brought nothing, and so many of all answers that claim more, */
const PROOFS_OF_VANITY = 2;
/** show that the API always says so. */
const PART_OF_ALL = 0.8;

/** What to do about an answer that says there is more. */
export type MoreVerdict = "split" | "ask_again" | "believe";

/** Answers that say there is more, where shorter windows may bring it. */
export class MoreClaims {
  #answers = 0;
  #claims = 0;
  #vain = 0;

  /** Whether shorter windows bring nothing, since the API always says that there is more. */
  get areVain(): boolean {
    return this.#vain >= PROOFS_OF_VANITY && this.#claims >= PART_OF_ALL * this.#answers;
  }

  /**
   * Takes in an answer.
   *
   * @param isVain Whether it says so and brings nothing that the wider window before did not.
   */
  learn(saysMore: boolean, isVain: boolean): void {
    this.#answers++;
    if (saysMore) this.#claims++;
    if (isVain) this.#vain++;
  }

  /**
   * Decides about an answer that says there is more.
   *
   * @param splits How often its place was split in a row.
   * @param repeats How often it was asked again as it is.
   * @param isVain Whether it brings nothing that the wider window before did not.
   */
  judge(splits: number, repeats: number, isVain: boolean): MoreVerdict {
    if (this.areVain || splits >= MAX_SPLITS) return "believe";
    if (!isVain) return "split";
    return repeats < MAX_REPEATS ? "ask_again" : "believe";
  }
}
