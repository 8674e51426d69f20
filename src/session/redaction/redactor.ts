import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Session } from "../session.ts";
import { LearnedValues } from "./learned_values.ts";
import { lettersOf } from "./letters.ts";
import { type Member, MemberNames } from "./member_names.ts";
import { isPersonalName } from "./personal_name.ts";
import { TextScanner } from "./personal_text.ts";
import { createPseudonyms, type Pseudonyms } from "./pseudonyms.ts";

/** Hides who watched, but not that two sessions are the same viewer's. */
export interface Redactor {
  /** A copy of a session without what identifies its viewer. */
  session(session: Session): Session;
  /** A text without what identifies a viewer. */
  text(text: string): string;
  /**
   * A text that is written already, such as an answer: what was escaped in it stays escaped, so that
   * nothing comes to mean something else there.
   */
  written(text: string): string;
}

/** How a redactor works. */
export interface RedactorOptions {
  /**
   * Key of the pseudonyms, 32 characters or more: with the same key, the same values have the same
   * pseudonyms in every process. By default a new one.
   */
  readonly key?: string;
}

/**
 * Makes a redactor. It replaces, by pseudonyms:
 *
 * - values, at any depth, of the fields that the spec marks as identifying, and of the fields and tags
 *   whose name speaks of a person, a device, an address or a secret;
 * - in all texts and names: e-mail, IP and MAC addresses, phone numbers, tokens, and what a text itself
 *   calls a person's or a secret, as in `user=jo`; escaped or not;
 * - all these values wherever else in the session they occur.
 *
 * It also cuts credentials, query and fragment off URLs. Texts of which nothing is personal stay as
 * they are. These stay by intent: `client_id` and `session_id`, which one asks with, unless they are or
 * hold an address or a value that the spec marks; what the spec knows and does not mark, such as the
 * city; numbers of the spec; numbers with three dots where a name or a word speaks of a version.
 *
 * Values are looked for in their own session only. If those of all were, anybody could find out by a tag
 * of a session of theirs which values others have.
 *
 * @throws RangeError if the key is too short.
 */
export function createRedactor(endpoint: Endpoint, { key }: RedactorOptions = {}): Redactor {
  const pseudonyms = createPseudonyms(key);
  const scanner = new TextScanner(pseudonyms);
  const names = new MemberNames(endpoint);
  return {
    session: (session) => new Redaction(pseudonyms, scanner).of(session, names),
    text: (text) => scanner.scan(text, "addresses").text,
    written: (text) => scanner.scanAsWritten(text),
  };
}

/** Members that name what another member of the same object is the value of. */
const NAMING = [
  "name",
  "Name",
  "key",
  "Key",
  "k",
  "tag",
  "tagName",
  "tag_name",
  "field",
  "dimension",
  "label",
];
const NAMED = ["value", "Value", "values", "val", "v", "tagValue", "tag_value"];

/** Between the values of a list that is written as a text. */
const SEVERAL = /[,;|]/;

/** Not so deep that the stack would overflow; what is deeper is not shown. */
const MAX_DEPTH = 200;

/** A string or a number in the copy, in which learned values are looked for. */
interface Place {
  readonly holder: Record<string | number, unknown>;
  readonly name: string | number;
  readonly member: Member;
  readonly letters: number;
}

/** A name of a member that may be shown otherwise. */
interface ShownName {
  readonly object: Record<string, unknown>;
  readonly name: string;
  readonly shown: string;
}

/** The redaction of one session. */
class Redaction {
  readonly #pseudonyms: Pseudonyms;
  readonly #scanner: TextScanner;
  readonly #learned = new LearnedValues();
  readonly #places: Place[] = [];
  readonly #names: ShownName[] = [];

  constructor(pseudonyms: Pseudonyms, scanner: TextScanner) {
    this.#pseudonyms = pseudonyms;
    this.#scanner = scanner;
  }

  of(session: Session, names: MemberNames): Session {
    const copy = this.#members(session, names, false, 0);
    if (!this.#learned.isEmpty) {
      for (const place of this.#places) this.#replaceLearned(place);
    }
    // Last, since places are known by the names that they have.
    for (const { object, name, shown } of this.#names) {
      rename(object, name, this.#learned.replaceIn(shown, lettersOf(shown), NAME));
    }
    return copy as Session;
  }

  /** Puts the copy of a value into its holder. */
  #copy(
    holder: Record<string | number, unknown>,
    name: string | number,
    value: unknown,
    member: Member,
    isPersonal: boolean,
    depth: number,
  ): void {
    switch (typeof value) {
      case "string":
        if (value !== "") holder[name] = this.#text(holder, name, value, member, isPersonal);
        break;
      case "number":
      case "bigint":
        if (isPersonal) holder[name] = this.#hide(String(value), member);
        else if (!member.isOfSpec) {
          this.#places.push({ holder, name, member, letters: lettersOf(String(value)) });
        }
        break;
      case "object":
        if (value !== null) holder[name] = this.#composite(value, member, isPersonal, depth + 1);
    }
  }

  #text(
    holder: Record<string | number, unknown>,
    name: string | number,
    value: string,
    member: Member,
    isPersonal: boolean,
  ): string {
    if (isPersonal) return this.#hide(value, member);
    const { text, letters, found } = this.#scanner.scan(value, member.dottedNumbers);
    if (found) {
      for (const [secret, pseudonym] of found) this.#learned.learn(secret, pseudonym, false);
    }
    this.#places.push({ holder, name, member, letters });
    return text;
  }

  #composite(value: object, member: Member, isPersonal: boolean, depth: number): unknown {
    if (depth > MAX_DEPTH) return null;
    if (Array.isArray(value)) {
      const copy = value.slice();
      // A name and its value, as in a list of entries.
      const isEntry = copy.length === 2 && typeof copy[0] === "string" && isPersonalName(copy[0]);
      for (let index = 0; index < copy.length; index++) {
        const isValue = isEntry && index === 1;
        this.#copy(copy as never, index, copy[index], member, isPersonal || isValue, depth);
      }
      return copy;
    }
    return this.#members(value, member.members, isPersonal, depth);
  }

  #members(object: object, names: MemberNames, isPersonal: boolean, depth: number): object {
    // To copy all and change a little is several times as fast as to build anew.
    const copy: Record<string, unknown> = { ...object };
    const valueIsPersonal = depth > 0 && namesPersonalValue(copy);
    for (const name of Object.keys(copy)) {
      const member = names.of(name);
      this.#copy(
        copy,
        name,
        copy[name],
        member,
        isPersonal || isPersonalHere(copy[name], member) ||
          (valueIsPersonal && NAMED.includes(name)),
        depth,
      );
      if (!member.isKnownName) this.#nameOf(copy, name, isPersonal && !member.isPersonal);
    }
    return copy;
  }

  /** A name may be a value, as in a map by viewer. */
  #nameOf(object: Record<string, unknown>, name: string, isOfPersonal: boolean): void {
    let shown = this.#scanner.scan(name, "addresses").text;
    if (isOfPersonal && /\d/.test(name)) {
      shown = this.#pseudonyms(name, "name");
      this.#learned.learn(name, shown, false);
    }
    this.#names.push({ object, name, shown });
  }

  #hide(value: string, { kind, isMarked }: Member): string {
    const pseudonym = this.#pseudonyms(value, kind);
    this.#learned.learn(value, pseudonym, isMarked);
    if (SEVERAL.test(value)) {
      for (const one of value.split(SEVERAL).filter((part) => /\d/.test(part))) {
        this.#learned.learn(one, pseudonym, isMarked);
      }
    }
    return pseudonym;
  }

  #replaceLearned({ holder, name, member, letters }: Place): void {
    const value = holder[name];
    const text = String(value);
    const replaced = this.#learned.replaceIn(text, letters, member);
    if (replaced !== text) holder[name] = replaced;
  }
}

/** A name of a member, when learned values are looked for in it. */
const NAME = { isId: false, isOfSpec: false };

function isPersonalHere(value: unknown, { isPersonal, isPersonalWithin }: Member): boolean {
  return typeof value === "object" ? isPersonalWithin : isPersonal;
}

/** Whether an object gives a name and a value, and the name is personal. */
function namesPersonalValue(object: Readonly<Record<string, unknown>>): boolean {
  return NAMING.some((naming) => {
    const name = Object.hasOwn(object, naming) ? object[naming] : undefined;
    return typeof name === "string" && isPersonalName(name);
  });
}

function rename(object: Record<string, unknown>, from: string, to: string): void {
  if (from === to) return;
  const value = object[from];
  delete object[from];
  // Two names may have become one, and `__proto__` is a name as any other.
  let name = to;
  for (let number = 2; Object.hasOwn(object, name); number++) name = `${to} ${number}`;
  Object.defineProperty(object, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
