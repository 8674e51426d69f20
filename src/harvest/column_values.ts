import { NameLayout } from "../session/name_layout.ts";
import { MAX_TIME_MS } from "../session/read_value.ts";
import type { Session } from "../session/session.ts";
import { SESSION_COLUMNS, type SessionColumn } from "./column.ts";

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
    sessions.forEach((session, at) => this.#take(session as Fields, this.#layout, "", at));
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
      if (place === undefined) this.#setOther(prefix + name, value, at);
      else if (value === null || value === undefined) continue;
      else if ("members" in place) {
        if (typeof value !== "object") this.#setOther(prefix + name, value, at);
        else this.#take(value as Fields, layout.inner(name, place.members), `${name}.`, at);
      } else if (isFit(value, place.field)) {
        (this.lists[place.column] ??= new Array(this.others.length).fill(null))[at] = value;
      } else this.#setOther(prefix + name, value, at);
    }
  }

  #setOther(path: string, value: unknown, at: number): void {
    (this.others[at] ??= {})[path] = value;
  }
}

function isFit(value: unknown, { type, unit }: SessionColumn["field"]): boolean {
  if (unit === "epoch_ms") {
    return Number.isSafeInteger(value) && Math.abs(value as number) <= MAX_TIME_MS;
  }
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
