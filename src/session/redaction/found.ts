import { isPersonalName, isPersonalPhrase } from "./personal_name.ts";
import { PSEUDONYM, type Pseudonyms } from "./pseudonyms.ts";

/** Kind of the values that were found within texts. */
const KIND = "text";

/** A value in a query that is shorter says nothing, whatever its parameter is called. */
const MIN_LENGTH_OF_TELLING = 8;

/** Names that are secrets in a query or in front of a value, and nowhere else. */
const SECRET_PARAMETERS =
  /(?:^|[-_.])(?:key|sig|signature|hmac|ticket|session|sess|nonce|hdnts|hdnea|policy)$/i;

/** Gathers what a text had to hide, since it may stand elsewhere as well. */
export class Found {
  /** The values, and what stands for each. */
  readonly values = new Map<string, string>();
  readonly #pseudonyms: Pseudonyms;

  /** Nothing found yet. */
  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms;
  }

  /** Notes a value. */
  learn(value: string): void {
    if (value !== "") this.hide(value);
  }

  /** Notes a value, and gives what is to stand for it. */
  hide(value: string): string {
    const pseudonym = this.replace(value);
    if (pseudonym !== value) this.values.set(value, pseudonym);
    return pseudonym;
  }

  /** What is to stand for a value that may be an ordinary word, which is not looked for elsewhere. */
  replace(value: string): string {
    return PSEUDONYM.test(value) ? value : this.#pseudonyms(value, KIND);
  }

  /** Notes the telling values of the parameters of a query. */
  learnPairs(query: string): void {
    for (const pair of query.split(/[&;?#]/)) {
      const equals = pair.indexOf("=");
      const value = pair.slice(equals + 1);
      const isTelling = value.length >= MIN_LENGTH_OF_TELLING && /\d/.test(value);
      if (isTelling || (equals > 0 && isPersonalParameter(pair.slice(0, equals)))) {
        this.learn(value);
      }
    }
  }
}

/** Whether the value of a parameter of this name is hidden. */
export function isPersonalParameter(name: string): boolean {
  return SECRET_PARAMETERS.test(name) || isPersonalName(name);
}

/** Whether what follows these words in a text is hidden. */
export function isPersonalLabel(words: string): boolean {
  return SECRET_PARAMETERS.test(words) || isPersonalPhrase(words);
}
