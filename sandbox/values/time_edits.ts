import type { FieldNames } from "./field_names.ts";
import type { Edit, JsonRecord } from "./json_record.ts";

/** Changes both times of a session, where it has them. */
function eachTime(
  record: JsonRecord,
  { key }: FieldNames,
  change: (timeMs: number) => unknown,
): void {
  for (const name of [key.start, key.end]) {
    const value = record[name];
    if (typeof value === "number") record[name] = change(value);
  }
}

/** Kinds of times. */
export type TimeKind =
  | "times_in_seconds"
  | "times_in_microseconds"
  | "times_as_text"
  | "start_zero"
  | "start_minus_one"
  | "start_null";

/** Times that are not known, or in another unit than the field's name says. */
export const timeEdits: Readonly<Record<TimeKind, Edit>> = {
  /** Both times in seconds. */
  times_in_seconds(record, _seed, names) {
    eachTime(record, names, (timeMs) => Math.floor(timeMs / 1000));
  },
  /** Both times in microseconds. */
  times_in_microseconds(record, _seed, names) {
    eachTime(record, names, (timeMs) => timeMs * 1000);
  },
  /** Both times as ISO 8601 texts in UTC. */
  times_as_text(record, seed, names) {
    const zone = seed & 1 ? "Z" : "+00:00";
    eachTime(record, names, (timeMs) => new Date(timeMs).toISOString().replace("Z", zone));
  },
  /** A start of 0. */
  start_zero(record, _seed, { key }) {
    record[key.start] = 0;
  },
  /** A start of -1. */
  start_minus_one(record, _seed, { key }) {
    record[key.start] = -1;
  },
  /** A start of null. */
  start_null(record, _seed, { key }) {
    record[key.start] = null;
  },
};
