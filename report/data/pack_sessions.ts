import type { Endpoint, FieldFact, Session } from "../../src/mod.ts";
import { fieldValue } from "../../src/mod.ts";
import {
  fieldColumn,
  jsonText,
  otherFields,
  outcomeColumn,
  type SessionColumn,
  usualColumns,
} from "../../src/view/mod.ts";

/** Sessions in columns. A row is a position that all columns share. */
export interface PackedSessions {
  /** Number of sessions. */
  readonly length: number;
  /** The columns in which some session has a value. */
  readonly columns: readonly PackedColumn[];
  /** Names of the columns that are shown first, in their order. */
  readonly shown: readonly string[];
  /** Names of the columns that a time line is drawn from; they may be lacking. */
  readonly timeline: { readonly start: string; readonly end: string; readonly outcome: string };
}

/** A column, each value of it once. */
export interface PackedColumn {
  /** What files call it. */
  readonly name: string;
  /** What people read above it. */
  readonly title: string;
  /** Unit of its numbers. */
  readonly unit?: SessionColumn["unit"];
  /** The distinct values; `null` is none. */
  readonly values: readonly PackedValue[];
  /** The position of each row's value; absent if all rows have the first. */
  readonly codes?: readonly number[];
}

/** A value of a session; a list or an object is a text. */
export type PackedValue = string | number | boolean | null;

type Column = Pick<SessionColumn, "name" | "title" | "unit" | "value">;

/** More members than these are not names of tags but data. */
const MOST_MEMBERS = 60;

/** Packs sessions: all fields of the spec, the members of maps, and what else there is as JSON. */
export function packSessions(sessions: readonly Session[], endpoint: Endpoint): PackedSessions {
  const usual = usualColumns(endpoint);
  const outcome = outcomeColumn(endpoint);
  const fields = endpoint.fields.map((field) => ({ field, column: fieldColumn(field, endpoint) }));
  const nameOf = (path: string) =>
    fields.find(({ field }) => field.path === path)?.column.name ?? path;
  const others: Column = {
    name: "other_fields",
    title: "other fields",
    value: (session) => otherFields(session, endpoint),
  };
  const columns = new Map<string, Column>();
  for (
    const column of [
      ...usual,
      outcome,
      ...fields.flatMap(({ field, column }) => withMembers(field, column, sessions)),
      others,
    ]
  ) {
    if (!columns.has(column.name)) columns.set(column.name, column);
  }
  const packed = [...columns.values()].map((column) => packColumn(sessions, column))
    .filter(({ values }) => values.some((value) => value !== null));
  const hasValues = new Set(packed.map(({ name }) => name));
  return {
    length: sessions.length,
    columns: packed,
    shown: usual.map(({ name }) => name).filter((name) => hasValues.has(name)),
    timeline: {
      start: nameOf(endpoint.key.start),
      end: nameOf(endpoint.key.end),
      outcome: outcome.name,
    },
  };
}

/** The columns of a map's members, such as the tags, by which people sort and filter. */
function withMembers(
  { path, type }: FieldFact,
  column: Column,
  sessions: readonly Session[],
): readonly Column[] {
  if (type !== "map") return [column];
  const mapOf = (session: Session) => (fieldValue(session, path) ?? {}) as Record<string, unknown>;
  const members = new Set(sessions.flatMap((session) => Object.keys(mapOf(session))));
  if (members.size > MOST_MEMBERS) return [column];
  return [...members].sort().map((member) => ({
    name: `${column.name}.${member}`,
    title: member,
    value: (session) => mapOf(session)[member],
  }));
}

function packColumn(sessions: readonly Session[], column: Column): PackedColumn {
  const positions = new Map<PackedValue, number>();
  const codes = sessions.map((session) => {
    const value = packValue(column.value(session));
    let code = positions.get(value);
    if (code === undefined) positions.set(value, code = positions.size);
    return code;
  });
  const { name, title, unit } = column;
  return {
    name,
    title,
    ...unit && { unit },
    values: [...positions.keys()],
    ...positions.size > 1 && { codes },
  };
}

function packValue(value: unknown): PackedValue {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (!Array.isArray(value)) return jsonText(value);
  if (value.length === 0) return null;
  return value.every((member) => typeof member === "string") ? value.join(", ") : jsonText(value);
}
