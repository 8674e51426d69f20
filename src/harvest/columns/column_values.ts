import type { Endpoint } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { isObject } from "../../session/decode/json/is_object.ts";
import { setOwn } from "../../session/decode/json/json_token.ts";
import { type NameLayout, NameLayouts } from "../../session/decode/name_layout.ts";
import { MAX_TIME_MS } from "../../query/time/units.ts";
import { OTHER_FIELDS } from "../../session/decode/record_schema.ts";
import type { Session } from "../../session/session.ts";
import { idsKey } from "../../session/session_key.ts";
import { pathOf } from "./other_fields.ts";
import { isTime, outputColumns, type SessionColumn } from "./output_columns.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The column of a field. */
interface ColumnSlot {
  readonly column: number;
  readonly path: string;
  readonly type: SessionColumn["field"]["type"] | "time";
  /** Least value of a number. */
  readonly minimum: number;
}

/** Where the values of a name go: into a column, or further into a group of columns. */
type Slot = ColumnSlot | { readonly members: Slots };
type Slots = ReadonlyMap<string, Slot>;

const slotsOf = perEndpoint((endpoint): Slots => {
  const slots = new Map<string, Slot>();
  const groups = new Map<string, Map<string, Slot>>();
  outputColumns(endpoint).fields.forEach(({ group, key, field }, column) => {
    const { path, minimum = -Infinity } = field;
    const slot: Slot = { column, path, type: isTime(field) ? "time" : field.type, minimum };
    if (group === undefined) {
      slots.set(key, slot);
      return;
    }
    const members = groups.get(group) ?? new Map<string, Slot>();
    groups.set(group, members.set(key, slot));
    slots.set(group, { members });
  });
  return slots;
});

const layoutsOf = perEndpoint((endpoint) => new NameLayouts(slotsOf(endpoint)));

/** The values of sessions, column by column. */
export class ColumnValues {
  /** A value a session for every column of a field, `null` where it has none; absent if none has. */
  lists: (unknown[] | undefined)[] = [];
  /** What of each session has no column, or does not fit it. Nothing that the API sent is dropped. */
  others: (Record<string, unknown> | null)[] = [];
  /** The ids of each session. */
  ids: string[] = [];

  readonly #endpoint: Endpoint;
  readonly #width: number;
  readonly #layout: NameLayout<Slot>;
  /** Paths of values without a column, by group and name: to find one takes a while. */
  readonly #paths = new Map<string | undefined, Map<string, string>>();

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#width = outputColumns(endpoint).fields.length;
    this.#layout = layoutsOf(endpoint).first;
  }

  /** Takes the values of sessions, in the place of those before. */
  take(sessions: readonly Session[]): void {
    this.lists = new Array(this.#width).fill(undefined);
    this.others = sessions.map(() => null);
    this.ids = sessions.map((session) => idsKey(session, this.#endpoint));
    sessions.forEach((session, at) => this.#take(session as Fields, this.#layout, undefined, at));
  }

  // All fields of all sessions pass here: one loop over what is there is several times faster than
  // looking for each column in each session.
  #take(fields: Fields, layout: NameLayout<Slot>, group: string | undefined, at: number): void {
    for (const name in fields) {
      layout = layout.next(name);
      const slot = layout.meaning;
      const value = fields[name];
      if (slot === undefined) {
        if (name === OTHER_FIELDS && group === undefined && isObject(value)) {
          for (const path in value) this.#setOther(OTHER_FIELDS, path, value[path], at);
        } else if (name !== OTHER_FIELDS || value !== null) this.#setOther(group, name, value, at);
      } else if (value === null || value === undefined) continue;
      else if ("members" in slot) {
        if (isObject(value)) this.#take(value, layout.inner(slot.members), name, at);
        else this.#setOther(OTHER_FIELDS, name, value, at);
      } else if (isFit(value, slot)) {
        (this.lists[slot.column] ??= new Array(this.others.length).fill(null))[at] = value;
      } else this.#setOther(OTHER_FIELDS, slot.path, value, at);
    }
  }

  #pathOf(group: string | undefined, name: string): string {
    let paths = this.#paths.get(group);
    if (!paths) this.#paths.set(group, paths = new Map());
    let path = paths.get(name);
    if (path === undefined) paths.set(name, path = pathOf({ group, name }, this.#endpoint));
    return path;
  }

  #setOther(group: string | undefined, name: string, value: unknown, at: number): void {
    if (value === undefined) return;
    const others = this.others[at] ??= {};
    const path = this.#pathOf(group, name);
    // Only a session that no decoder made may have two values for a path.
    setOwn(others, Object.hasOwn(others, path) ? `${OTHER_FIELDS}.${path}` : path, value);
  }
}

function isFit(value: unknown, { type, minimum }: ColumnSlot): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isSafeInteger(value) && (value as number) >= minimum;
    case "number":
      return Number.isFinite(value) && (value as number) >= minimum;
    case "time":
      // Zero and less say that the time is not known.
      return Number.isSafeInteger(value) && (value as number) > 0 &&
        (value as number) <= MAX_TIME_MS;
    case "boolean":
      return typeof value === "boolean";
    case "strings":
      return Array.isArray(value) && value.every(isText);
    case "map":
      return isMapOfTexts(value);
  }
}

function isMapOfTexts(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const name in value) if (!isText(value[name])) return false;
  return true;
}

function isText(value: unknown): boolean {
  return value === null || typeof value === "string";
}
