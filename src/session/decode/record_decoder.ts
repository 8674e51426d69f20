import { isObject } from "./json/is_object.ts";
import { plainValue, setOwn } from "./json/json_token.ts";
import type { NameLayout } from "./name_layout.ts";
import type { TimeReader } from "./read_time.ts";
import { isDecodable, readValue } from "./read_value.ts";
import { type FieldSlot, OTHER_FIELDS, type RecordSchema, type Slot } from "./record_schema.ts";
import { type Renaming, renamingOf } from "./renaming.ts";
import type { Session } from "../session.ts";

type JsonObject = Record<string, unknown>;
type Counts = Record<string, number>;

const NO_NAMES: readonly string[] = [];

/** Reads the records of one page. */
export class RecordDecoder {
  /** Values that could not be read as their field's type, counted by field. */
  readonly unreadableFields: Counts = {};
  /** Values that say that they are not known, counted by field. */
  readonly unknownValues: Counts = {};
  /** Times that were converted from another unit, counted by field. */
  readonly correctedUnits: Counts = {};
  /** Whether an integer came that a number may not hold, so that its digits may be gone. */
  sawLargeInteger = false;
  /** Whether a number came that is larger than all numbers. */
  sawInfinity = false;
  /** Whether the record had an object or a list of its own; integers in there are not looked at. */
  sawUnknownObject = false;
  /** The names of fields of texts that came as numbers, which may be written otherwise than read. */
  readonly numbersForTexts = new Set<string>();
  /** The large integers that came where a text belongs. */
  readonly largeIntegersForTexts = new Set<number>();
  /** Whether a number came in a list or a map of texts. */
  sawNumberAmongTexts = false;

  #knownNames = 0;
  #aliases = 0;
  /** Aliases of the record that is read whose values cannot be read as their fields. */
  #unused: readonly string[] = [];
  /** What does not fit its field in the record that is read, by path. */
  #kept: JsonObject | undefined;
  readonly #times: TimeReader;
  readonly #hasTokens: boolean;
  readonly #schema: RecordSchema;
  readonly #layout: NameLayout<Slot>;
  /** By the layout of a record and its aliases that are not used. */
  readonly #renamings = new Map<NameLayout<Slot>, Map<string, Renaming>>();

  /** @param hasTokens Whether the records were parsed with tokens. */
  constructor(
    schema: RecordSchema,
    times: TimeReader,
    { hasTokens }: { readonly hasTokens: boolean },
  ) {
    this.#schema = schema;
    this.#layout = schema.layouts.first;
    this.#times = times;
    this.#hasTokens = hasTokens;
  }

  /**
   * Reads a record, in place as far as possible.
   *
   * @returns `undefined` if the value is not an object, or has no field that the spec knows.
   */
  decode(record: unknown): Session | undefined {
    if (!isObject(record)) return undefined;
    this.#knownNames = 0;
    this.#aliases = 0;
    this.#unused = NO_NAMES;
    this.#kept = undefined;
    const layout = this.#decodeMembers(record, this.#layout);
    if (this.#knownNames === 0) return undefined;
    const session = this.#aliases === 0
      ? record
      : this.#renamed(record, this.#renamingOf(record, layout));
    if (this.#kept !== undefined) session[OTHER_FIELDS] = withKept(session, this.#kept);
    return session;
  }

  // Most of a page's values need nothing, and looking at them must cost little beside parsing them:
  // hence one loop, no closure, no allocation, and a guess at each name from the records before.
  #decodeMembers(object: JsonObject, layout: NameLayout<Slot>): NameLayout<Slot> {
    for (const name in object) {
      layout = layout.next(name);
      const slot = layout.meaning;
      const value = object[name];
      if (slot === undefined) {
        if (this.#hasTokens) setOwn(object, name, plainValue(value));
        else this.#inspectUnknown(value);
        continue;
      }
      this.#knownNames++;
      if (slot.kind === "alias") {
        this.#aliases++;
        // Names such as `country` may stand for a thing with members of its own.
        if (isUnreadableObject(value, slot.field)) this.#unused = [...this.#unused, name];
      } else if (slot.kind === "group") {
        if (isObject(value)) this.#decodeMembers(value, layout.inner(slot.members));
        else {
          if (value !== null) this.#keepUnreadable(slot.path, value);
          object[name] = {};
        }
      } else if (!this.#fits(value, slot)) object[name] = this.#readOrKeep(value, slot);
    }
    return layout;
  }

  /** Whether a value is as its field has it, so that it need not be read. */
  #fits(value: unknown, { kind, minimum }: FieldSlot): boolean {
    if (value === null) return true;
    switch (kind) {
      case "string":
        return typeof value === "string";
      case "id":
        return typeof value === "string" && isDecodable(value);
      case "number":
        return isExact(value) && value >= minimum;
      case "integer":
        return Number.isSafeInteger(value) && (value as number) >= minimum;
      case "time":
        return Number.isInteger(value) && this.#times.isTime(value as number);
      case "boolean":
        return typeof value === "boolean";
      case "strings":
        return Array.isArray(value) && value.every(isString);
      case "map":
        return isMapOfStrings(value);
    }
  }

  /** Reads a value of a field; one that cannot be read becomes `null` there, and is kept. */
  #readOrKeep(value: unknown, slot: FieldSlot): unknown {
    const read = this.#read(value, slot);
    if (read === undefined) this.#keepUnreadable(slot.path, value);
    return read ?? null;
  }

  /** Reads a value of a field; `undefined` if it cannot be read. */
  #read(value: unknown, slot: FieldSlot): unknown {
    const { kind, path, minimum } = slot;
    if (kind === "time") return this.#readTime(value, path);
    if (kind === "number" || kind === "integer") {
      const number = readValue(value, kind, noMembers);
      if (typeof number !== "number") return number;
      if (number < minimum) {
        this.#keep(path, value);
        count(this.unknownValues, path);
        return null;
      }
      if (kind === "number") return isExact(number) ? number : undefined;
      return Number.isSafeInteger(Math.round(number)) ? Math.round(number) : undefined;
    }
    if (kind !== "boolean") this.#inspectText(value, slot);
    const lost: unknown[] = [];
    const read = readValue(value, kind, (member, name) => {
      count(this.unreadableFields, path);
      if (name === undefined) lost.push(member);
      else this.#keep(`${path}.${name}`, member);
    });
    if (lost.length > 0) this.#keep(path, lost);
    return read;
  }

  #readTime(value: unknown, path: string): number | null | undefined {
    const { ms, verdict } = this.#times.read(value);
    if (verdict === "unreadable") return undefined;
    if (verdict === "corrected") count(this.correctedUnits, path);
    if (verdict === "unknown") {
      count(this.unknownValues, path);
      this.#keep(path, value);
    }
    return ms;
  }

  #renamingOf(record: JsonObject, layout: NameLayout<Slot>): Renaming {
    const renaming = this.#renamingWithout(this.#unused, record, layout);
    if (renaming.intoOwnGroups.length === 0) return renaming;
    const present = renaming.intoOwnGroups.filter(({ group, name }) =>
      Object.hasOwn(record[group!] as JsonObject, name)
    );
    const unused = [...this.#unused, ...present.flatMap(({ aliases }) => aliases)];
    return this.#renamingWithout(unused, record, layout);
  }

  #renamingWithout(
    unused: readonly string[],
    record: JsonObject,
    layout: NameLayout<Slot>,
  ): Renaming {
    const key = unused.length === 0 ? "" : JSON.stringify(unused);
    let renamings = this.#renamings.get(layout);
    if (!renamings) this.#renamings.set(layout, renamings = new Map());
    let renaming = renamings.get(key);
    if (!renaming) {
      renaming = renamingOf(Object.keys(record), unused, this.#schema);
      renamings.set(key, renaming);
    }
    return renaming;
  }

  /** Puts what came under aliases where it belongs. */
  #renamed(record: JsonObject, { steps, session: model, groups }: Renaming): Session {
    const session = { ...model };
    const objects = [session];
    for (const { name, model } of groups) {
      const group = model ? { ...model } : record[name] as JsonObject;
      session[name] = group;
      objects.push(group);
    }
    let at = 0;
    for (const from in record) {
      const { object, name, field, isUnused } = steps[at++]!;
      const value = record[from];
      const target = objects[object]!;
      if (field) target[name] = this.#fits(value, field) ? value : this.#readOrKeep(value, field);
      else if (!isUnused) target[name] = value;
      else {
        this.#inspectUnknown(value);
        target[name] = this.#hasTokens ? plainValue(value) : value;
      }
    }
    return session;
  }

  #keepUnreadable(path: string, value: unknown): void {
    this.#keep(path, value);
    count(this.unreadableFields, path);
  }

  /** Keeps a value that does not fit its field, as it came. */
  #keep(path: string, value: unknown): void {
    this.#inspectUnknown(value);
    (this.#kept ??= {})[path] = visible(plainValue(value));
  }

  #inspectUnknown(value: unknown): void {
    if (typeof value === "object" && value !== null) this.sawUnknownObject = true;
    else if (value === Infinity || value === -Infinity) this.sawInfinity = true;
    else if (isLargeInteger(value)) this.sawLargeInteger = true;
  }

  /** Looks for numbers where texts belong: in a value, and in a list's or an object's members. */
  #inspectText(value: unknown, { names }: FieldSlot): void {
    if (typeof value === "number") {
      this.#inspectUnknown(value);
      if (isLargeInteger(value)) this.largeIntegersForTexts.add(value);
      else for (const name of names) this.numbersForTexts.add(name);
    } else if (typeof value === "object" && value !== null) {
      for (const member of Object.values(value)) {
        if (typeof member === "number") this.sawNumberAmongTexts = true;
        this.#inspectUnknown(member);
      }
    }
  }
}

/** Whether a value is an object or a list that a field cannot be read from. */
function isUnreadableObject(value: unknown, { kind }: FieldSlot): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value)) return kind !== "map";
  return value.length > 0
    ? kind !== "strings" || readValue(value, kind, noMembers) === undefined
    : kind !== "strings" && kind !== "map";
}

/** Whether a value is an integer that a number may not hold. */
function isLargeInteger(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Whether a value is a number that stands for no other: there are no such measures beyond. */
function isExact(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function count(counts: Counts, path: string): void {
  counts[path] = (counts[path] ?? 0) + 1;
}

function noMembers(): void {}

/** What a record keeps beside its fields: what it came with, and what did not fit. */
function withKept(session: Session, kept: JsonObject): JsonObject {
  const own = Object.hasOwn(session, OTHER_FIELDS) ? session[OTHER_FIELDS] : undefined;
  if (own === undefined || own === null) return kept;
  if (!isObject(own)) return { [OTHER_FIELDS]: own, ...kept };
  // Nothing of either is dropped where both have a name.
  return Object.fromEntries([
    ...Object.entries(own).map(([name, value]) => [
      Object.hasOwn(kept, name) ? `${OTHER_FIELDS}.${name}` : name,
      value,
    ]),
    ...Object.entries(kept),
  ]);
}

/** Halves of surrogate pairs written out, so that texts that differ in them stay different. */
function visible(value: unknown): unknown {
  if (typeof value !== "string" || value.isWellFormed()) return value;
  return value.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (half) => `\\u${half.charCodeAt(0).toString(16)}`,
  );
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isMapOfStrings(value: unknown): boolean {
  if (value === null) return true;
  if (!isObject(value)) return false;
  for (const name in value) {
    const member = value[name];
    if (typeof member !== "string" && member !== null) return false;
  }
  return true;
}
