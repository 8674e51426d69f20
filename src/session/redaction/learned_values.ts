import { lettersOf, mayHold } from "./letters.ts";
import { isNoValue } from "./no_value.ts";
import { readPlainly } from "./plain_reading.ts";

/** A value shorter than this may be a part of a word by chance, and one shorter still a word. */
const MIN_LENGTH_WITHIN_WORDS = 8;
const MIN_LENGTH_WITHIN_TEXT = 3;

/**
 * Values of a record that are looked for elsewhere in it. A record with more was made to keep the
 * search busy; each of them is hidden at its own place all the same.
 */
const MAX_VALUES = 500;

/** The platform refuses patterns of some length; a text with so long a value in it loses its case. */
const MAX_LENGTH_OF_PATTERN = 1000;

const AROUND = /^[\s"']+|(?<![\s"'])[\s"']+$/g;

/** A value, and what it takes to find it. */
interface Learned {
  readonly value: string;
  readonly lower: string;
  readonly letters: number;
  readonly pseudonym: string;
  readonly isMarked: boolean;
  /** Made when it is first needed, since most values stand nowhere else. */
  pattern?: RegExp;
}

/** What a text is, in which learned values are looked for. */
export interface Place {
  /** Whether it is an id, of which only values stand for others that the spec marks. */
  readonly isId: boolean;
  /** Whether it is a field of the spec, of which a very short value says nothing. */
  readonly isOfSpec: boolean;
}

/** The personal values of a record, which may stand anywhere else in it. */
export class LearnedValues {
  readonly #values = new Map<string, Learned>();
  #longestFirst: Learned[] | undefined;

  /** Whether nothing was learned. */
  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  /**
   * Learns a value.
   *
   * @param isMarked Whether it is one of a field that the spec marks.
   */
  learn(written: string, pseudonym: string, isMarked: boolean): void {
    // Elsewhere it stands without what stood around it here.
    const value = written.replace(AROUND, "");
    const lower = value.toLowerCase();
    if (this.#values.size >= MAX_VALUES || this.#values.has(lower) || isNoValue(value)) return;
    const letters = lettersOf(value);
    this.#values.set(lower, { value, lower, letters, pseudonym, isMarked });
    this.#longestFirst = undefined;
  }

  /**
   * A text with pseudonyms in place of the values in it, in whatever case or escape.
   *
   * @param letters The text's letters.
   */
  replaceIn(text: string, letters: number, place: Place): string {
    const replaced = this.#replaceIn(text, letters, place);
    if (replaced !== text || !text.includes("%")) return replaced;
    const plain = readPlainly(text);
    const replacedPlain = this.#replaceIn(plain, lettersOf(plain), place);
    return replacedPlain === plain ? text : replacedPlain;
  }

  #replaceIn(text: string, letters: number, { isId, isOfSpec }: Place): string {
    // The shorter of two may be a part of the longer.
    this.#longestFirst ??= [...this.#values.values()]
      .sort((a, b) => b.value.length - a.value.length);
    let replaced = text;
    let lower: string | undefined;
    for (const learned of this.#longestFirst) {
      if (learned.value.length > replaced.length || !mayHold(letters, learned.letters)) continue;
      if (isId && !learned.isMarked) continue;
      const isShort = learned.value.length < MIN_LENGTH_WITHIN_TEXT;
      if (isShort && (isOfSpec || learned.value.length !== replaced.length)) continue;
      lower ??= replaced.toLowerCase();
      if (!lower.includes(learned.lower)) continue;
      if (learned.value.length > MAX_LENGTH_OF_PATTERN) {
        replaced = lower.replaceAll(learned.lower, learned.pseudonym);
      } else {
        learned.pattern ??= anywhere(learned.value);
        replaced = replaced.replace(learned.pattern, learned.pseudonym);
      }
      lower = undefined;
    }
    return replaced;
  }
}

/** The value in any case: within words if it is long, and as a word if it is short. */
function anywhere(value: string): RegExp {
  const escaped = value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return value.length >= MIN_LENGTH_WITHIN_WORDS
    ? new RegExp(escaped, "giu")
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu");
}
