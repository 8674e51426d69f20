import { isObject } from "./is_object.ts";
import { NameLayout } from "./name_layout.ts";
import { MAX_TIME_MS, readValue } from "./read_value.ts";
import { ALIASED_FIELDS, kindOf, RECORD, type Slot } from "./record_schema.ts";
import type { Session } from "./session.ts";

type JsonObject = Record<string, unknown>;

/** Reads the records of one page. */
export class RecordDecoder {
  /** Values that could not be read as their field's type, counted by field. */
  readonly unreadableFields: Record<string, number> = {};
  /** Whether an integer came that is too large for a number, so that its digits are gone. */
  lostDigits = false;
  /** Whether the record had an object or a list of its own; integers in there are not looked at. */
  sawUnknownObject = false;

  #knownNames = 0;
  #aliases = 0;
  readonly #layout = new NameLayout<Slot>(RECORD);

  /**
   * Reads a record, in place as far as possible.
   *
   * @returns `undefined` if the value is not an object, or has no field that the spec knows.
   */
  decode(record: unknown): Session | undefined {
    if (!isObject(record)) return undefined;
    this.#knownNames = 0;
    this.#aliases = 0;
    this.#decodeMembers(record, this.#layout);
    if (this.#knownNames === 0) return undefined;
    return this.#aliases === 0 ? record : this.#moveAliases(record);
  }

  // Most of a page's values need nothing, and looking at them must cost little beside parsing them:
  // hence one loop, no closure, no allocation, and a guess at each name from the record before.
  #decodeMembers(object: JsonObject, layout: NameLayout<Slot>): void {
    const { names, meanings } = layout;
    let index = 0;
    for (const name in object) {
      if (names[index] !== name) layout.learn(index, name);
      const slot = meanings[index++];
      const value = object[name];
      if (slot === undefined) {
        this.#inspectUnknown(value);
        continue;
      }
      this.#knownNames++;
      switch (slot.kind) {
        case "string":
          if (typeof value === "string" || value === null) continue;
          break;
        case "number":
          if (Number.isFinite(value) || value === null) continue;
          break;
        case "integer":
          if (Number.isInteger(value) || value === null) continue;
          break;
        case "time":
          if (Number.isInteger(value) && Math.abs(value as number) <= MAX_TIME_MS) continue;
          break;
        case "boolean":
          if (typeof value === "boolean" || value === null) continue;
          break;
        case "strings":
          if (Array.isArray(value) && value.every(isString)) continue;
          break;
        case "map":
          if (isMapOfStrings(value)) continue;
          break;
        case "group":
          if (isObject(value)) this.#decodeMembers(value, layout.inner(name, slot.members));
          else {
            if (value !== null) this.#countUnreadable(slot.path);
            object[name] = {};
          }
          continue;
        case "alias":
          this.#aliases++;
          continue;
      }
      object[name] = this.#read(value, slot);
    }
  }

  #read(value: unknown, { kind, path }: Exclude<Slot, { kind: "group" | "alias" }>): unknown {
    if (kind === "string" || kind === "strings" || kind === "map") this.#inspectDigits(value);
    const read = readValue(value, kind, () => this.#countUnreadable(path));
    if (read === undefined) this.#countUnreadable(path);
    return read ?? null;
  }

  /** Puts what came under an alias where it belongs; what has its field already stays. */
  #moveAliases(record: JsonObject): Session {
    const moved = new Set<string>();
    for (const { field, group, name } of ALIASED_FIELDS) {
      const { aliases, path } = field;
      const target = group === undefined ? record : record[group];
      if (isObject(target) && Object.hasOwn(target, name)) continue;
      for (const alias of aliases) {
        if (!Object.hasOwn(record, alias) || RECORD.get(alias)?.kind !== "alias") continue;
        const value = record[alias];
        const read = readValue(value, kindOf(field), () => this.#countUnreadable(path));
        if (read === undefined) {
          this.#inspectUnknown(value);
          continue;
        }
        this.#inspectDigits(value);
        if (group === undefined) record[name] = read;
        else if (isObject(target)) target[name] = read;
        else record[group] = { [name]: read };
        moved.add(alias);
        break;
      }
    }
    // Not `delete`, which would make every later access slow.
    return Object.fromEntries(Object.entries(record).filter(([name]) => !moved.has(name)));
  }

  #countUnreadable(path: string): void {
    this.unreadableFields[path] = (this.unreadableFields[path] ?? 0) + 1;
  }

  #inspectUnknown(value: unknown): void {
    if (typeof value === "object" && value !== null) this.sawUnknownObject = true;
    else this.#inspectDigits(value);
  }

  /** Looks for digits that are lost in a value, and in a list's or an object's members. */
  #inspectDigits(value: unknown): void {
    if (typeof value === "object" && value !== null) {
      for (const member of Object.values(value)) {
        if (typeof member !== "object") this.#inspectDigits(member);
      }
    } else if (Number.isInteger(value) && !Number.isSafeInteger(value)) this.lostDigits = true;
  }
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
