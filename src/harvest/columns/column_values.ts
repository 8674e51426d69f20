import { NameLayout } from "../../session/name_layout.ts";
import { isObject } from "../../session/is_object.ts";
import { MAX_TIME_MS } from "../../session/read_time.ts";
import type { Session } from "../../session/session.ts";
import { inOrder } from "../../session/session_key.ts";
import { OTHER_FIELDS, SESSION_COLUMNS, type SessionColumn } from "./output_columns.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Where the values of a name go: into a column, or further into a group of columns. */
type Place = { readonly column: number; readonly field: SessionColumn["field"] } | {
  readonly members: Places;
};
type Places = ReadonlyMap<string, Place>;

const PLACES = placesOf(undefined);

function placesOf(group: string | undefined): Places {
  const places = new Map<string, Place>();
  SESSION_COLUMNS.forEach((column, index) => {
    if (column.group === group) places.set(column.key, { column: index, field: column.field });
    else if (group === undefined && !places.has(column.group!)) {
      places.set(column.group!, { members: placesOf(column.group) });
    }
  });
  return places;
}

/** The values of sessions, column by column. */
export class ColumnValues {
  /** A value a session for every column, `null` where there is none; absent if none has one. */
  lists: (unknown[] | undefined)[] = [];
  /** What of each session has no column, or does not fit it. Nothing that the API sent is dropped. */
  others: (Record<string, unknown> | null)[] = [];

  readonly #layout = new NameLayout(PLACES);

  /** Takes the values of sessions, in the place of those before. */
  take(sessions: readonly Session[]): void {
    this.lists = SESSION_COLUMNS.map(() => undefined);
    this.others = sessions.map(() => null);
    sessions.forEach((session, at) => {
      this.#take(session as Fields, this.#layout, "", at);
      // It is known by all that it says, in whatever order it says it.
      if (!session.session_id) this.#putInOrder(at);
    });
  }

  // All fields of all sessions pass here: one loop over what is there is several times faster than
  // looking for each column in each session.
  #take(fields: Fields, layout: NameLayout<Place>, prefix: string, at: number): void {
    const { names, meanings } = layout;
    let index = 0;
    for (const name in fields) {
      if (names[index] !== name) layout.learn(index, name);
      const place = meanings[index++];
      const value = fields[name];
      if (place === undefined) {
        if (name === OTHER_FIELDS && prefix === "") this.#takeOthers(value, at);
        else this.#setOther(prefix + name, value, at);
      } else if (value === null || value === undefined) continue;
      else if ("members" in place) {
        if (typeof value !== "object") this.#setOther(prefix + name, value, at);
        else this.#take(value as Fields, layout.inner(name, place.members), `${name}.`, at);
      } else if (isFit(value, place.field)) {
        (this.lists[place.column] ??= new Array(this.others.length).fill(null))[at] = value;
      } else this.#setOther(prefix + name, value, at);
    }
  }

  /** Puts what did not fit its field beside what has none. */
  #takeOthers(others: unknown, at: number): void {
    if (isObject(others)) { for (const path in others) this.#setOther(path, others[path], at); }
    else if (others !== null && others !== undefined) this.#setOther(OTHER_FIELDS, others, at);
  }

  #setOther(path: string, value: unknown, at: number): void {
    const others = this.others[at] ??= {};
    if (!(path in others)) others[path] = value;
    // Nothing is dropped where two have a name, nor what an assignment takes for something else.
    else {Object.defineProperty(
        others,
        Object.hasOwn(others, path) ? `${OTHER_FIELDS}.${path}` : path,
        {
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        },
      );}
  }

  #putInOrder(at: number): void {
    const others = this.others[at];
    if (others) {
      const known = Object.entries(others).filter(([, value]) => value != null);
      this.others[at] = known.length === 0 ? null : inOrder(Object.fromEntries(known)) as Fields;
    }
    for (const list of this.lists) {
      if (list && isObject(list[at])) list[at] = inOrder(list[at]);
    }
  }
}

function isFit(value: unknown, { type, unit, minimum }: SessionColumn["field"]): boolean {
  if (unit === "epoch_ms") {
    // Zero and less say that the time is not known.
    return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= MAX_TIME_MS;
  }
  if (minimum !== undefined && (value as number) < minimum) return false;
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "strings":
      return Array.isArray(value) && value.every(isText);
    case "map":
      return typeof value === "object" && !Array.isArray(value) &&
        Object.values(value!).every(isText);
  }
}

function isText(value: unknown): boolean {
  return value === null || typeof value === "string";
}
