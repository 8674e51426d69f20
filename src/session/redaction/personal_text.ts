import { type DottedNumbers, hideAddresses } from "./addresses.ts";
import { hideEmails } from "./emails.ts";
import { Found } from "./found.ts";
import { lettersOf } from "./letters.ts";
import { hideNamedValues, SPOKEN_NAME } from "./named_values.ts";
import { isEscaped, readPlainly } from "./plain_reading.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { cutUrls } from "./urls.ts";

/** A text without what is personal in it. */
export interface ScannedText {
  readonly text: string;
  /** The text's letters; see `lettersOf()`. */
  readonly letters: number;
  /** What was hidden, and what stands for it; absent if nothing was. */
  readonly found?: ReadonlyMap<string, string>;
}

/** Whether a text may hold anything to hide. Most hold nothing, and this is all that they cost. */
const WORTH_A_LOOK =
  /[@=?#%&\\:/]|[^\x20-\x7e]|\d\.\d+\.\d|\+\d|\b00[1-9]\d? |eyJ|(?:[\da-f]{2}-){5}|[\da-f]\.[\da-f]{4}\.|\d-\d{1,3}-\d/i;

/** The beginning of what may be an address or a secret, of which the end was cut off. */
const CUT_SHORT = /(?:[@%=?]|\d\.\d|[\da-f]:[\da-f:]|eyJ).*…$/i;

/** A word, or an id: no sign in it that anything personal would have. */
const WORD = /^\w*$/;

/** Texts kept, since most of them come again and again, and the length up to which they do. */
const MAX_KEPT = 10_000;
const MAX_LENGTH_KEPT = 300;

/** Finds what is personal in texts, whatever they are called. */
export class TextScanner {
  readonly #pseudonyms: Pseudonyms;
  readonly #kept: Record<DottedNumbers, Map<string, ScannedText>> = {
    addresses: new Map(),
    products: new Map(),
    versions: new Map(),
  };

  /** Nothing scanned yet. */
  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms;
  }

  /**
   * Hides in a text: credentials, query and fragment of URLs; tokens and what is named a secret or a
   * person's; phone numbers; e-mail, IP and MAC addresses, escaped or not.
   */
  scan(text: string, dotted: DottedNumbers): ScannedText {
    if (WORD.test(text)) return { text, letters: lettersOf(text) };
    const kept = this.#kept[dotted];
    const known = kept.get(text);
    if (known !== undefined) return known;
    const scanned = this.#scanAnew(text, dotted);
    if (text.length > MAX_LENGTH_KEPT) return scanned;
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(text, scanned);
    return scanned;
  }

  /**
   * Hides the same in a text that was made for its place. No escape in it is resolved, so that what was
   * made harmless there stays so: a word that says something personal by escapes is hidden as a whole.
   */
  scanAsWritten(text: string): string {
    if (!this.#isWorthALook(text)) return text;
    const hidden = this.#hide(text, "addresses").text;
    return hidden.replace(/\S+/g, (word) => {
      if (CUT_SHORT.test(word)) return new Found(this.#pseudonyms).hide(word);
      if (!isEscaped(word)) return word;
      const plain = readPlainly(word);
      if (this.#hide(plain, "addresses").text === plain) return word;
      return this.#hide(word, "addresses").text === word
        ? new Found(this.#pseudonyms).hide(word)
        : word;
    });
  }

  #isWorthALook(text: string): boolean {
    return WORTH_A_LOOK.test(text) || SPOKEN_NAME.test(text);
  }

  #scanAnew(text: string, dotted: DottedNumbers): ScannedText {
    if (!this.#isWorthALook(text)) return { text, letters: lettersOf(text) };
    const found = new Found(this.#pseudonyms);
    let isCut = false;
    const plain = readPlainly(text, (escaped) => {
      const cut = cutUrls(escaped, found);
      isCut ||= cut !== escaped;
      return cut;
    });
    const scanned = this.#hide(plain, dotted, found);
    // A text with nothing in it stays as it is written.
    return isCut || scanned.text !== plain || plain === text ? scanned : this.#hide(text, dotted);
  }

  #hide(text: string, dotted: DottedNumbers, found = new Found(this.#pseudonyms)): ScannedText {
    const hidden = hideAddresses(
      hideEmails(hideNamedValues(cutUrls(text, found), found), found),
      dotted,
      found,
    );
    return {
      text: hidden,
      letters: lettersOf(hidden),
      ...found.values.size > 0 && { found: found.values },
    };
  }
}
