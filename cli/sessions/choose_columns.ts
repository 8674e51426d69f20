import { CONTENT, type ContentDimension, type ContentField, type Session } from "../../src/mod.ts";
import type { CheckedQuery } from "../../src/view/mod.ts";
import { dayOfRange } from "../text/time_text.ts";
import {
  dimensionColumn,
  fieldColumn,
  namedColumn,
  OUTCOME_COLUMN,
  type SessionColumn,
} from "./session_column.ts";

/** The columns of a table. */
export interface ChosenColumns {
  /** The columns as they stand. */
  readonly order: readonly SessionColumn[];
  /** The same, most important first. */
  readonly importance: readonly SessionColumn[];
}

/** What people look at: fields and dimensions, their titles, and how soon they are left out. */
const USUAL: readonly {
  readonly field?: ContentField;
  readonly dimension?: ContentDimension;
  readonly title: string;
  readonly rank: number;
  readonly isSpare?: boolean;
}[] = [
  { field: "session_start_timestamp_ms", title: "started (UTC)", rank: 0 },
  { field: "video_start_time_ms", title: "video start", rank: 6 },
  { field: "playing_time_ms", title: "played", rank: 7 },
  { field: "rebuffering_time_ms", title: "rebuffering", rank: 8 },
  { field: "average_peak_bitrate_bps", title: "Mbps", rank: 10 },
  { dimension: "device_os", title: "device_os", rank: 3 },
  { dimension: "cdn", title: "cdn", rank: 4 },
  { dimension: "isp", title: "isp", rank: 9 },
  { dimension: "geo_country_code", title: "country", rank: 11 },
  { dimension: "asset", title: "asset", rank: 5 },
  { field: "session_id", title: "session_id", rank: 12, isSpare: true },
  { field: "client_id", title: "client_id", rank: 13, isSpare: true },
];

/** What a question is about comes before what is always shown. */
const RANK_OF_THE_QUESTION = 2;

/**
 * Chooses the columns that matter for a question: what is always worth a look, and what was asked
 * for with several values. What a filter holds constant is left out, and so is what no session has.
 *
 * @param names What the caller wants instead, if anything.
 * @param sessions The first sessions.
 */
export function chooseColumns(
  { range, filters }: CheckedQuery,
  sessions: readonly Session[],
  names?: readonly string[],
): ChosenColumns {
  const sameDay = dayOfRange(range);
  if (names) {
    const own = Object.keys(filters.dimensions);
    const order = names.map((name) => namedColumn(name, { own, sameDay, names }));
    return { order, importance: order };
  }
  const constant = new Set([
    ...Object.keys(filters.parameters),
    ...Object.entries(filters.dimensions).flatMap(([name, { length }]) => length === 1 ? name : []),
  ]);
  const asked = Object.keys(filters.dimensions).filter((name) => !constant.has(name));
  const ranked: { column: SessionColumn; rank: number }[] = USUAL
    .filter(({ dimension = "", field = "" }) => !constant.has(dimension) && !constant.has(field))
    .flatMap(({ field, dimension, title, rank, isSpare }) => {
      if (dimension) {
        const isAsked = asked.includes(dimension);
        const column = dimensionColumn(dimension, title);
        return { column, rank: isAsked ? RANK_OF_THE_QUESTION : rank };
      }
      // A field that an edit of the spec took away or renamed costs its column and no more.
      const fact = CONTENT.fields.find(({ path }) => path === field);
      return fact ? { column: { ...fieldColumn(fact, { sameDay, title }), isSpare }, rank } : [];
    });
  const usual = USUAL.map(({ dimension }) => dimension as string | undefined);
  ranked.splice(1, 0, { column: OUTCOME_COLUMN, rank: 1 });
  const unusual = asked.filter((name) => !usual.includes(name));
  ranked.splice(
    2,
    0,
    ...unusual.map((name) => ({ column: dimensionColumn(name), rank: RANK_OF_THE_QUESTION })),
  );
  const isTelling = (column: SessionColumn) =>
    sessions.length === 0 || sessions.some((session) => !column.isBlank(session));
  const telling = ranked.filter(({ column }) => isTelling(column));
  return {
    order: telling.map(({ column }) => column),
    importance: telling.toSorted((a, b) => a.rank - b.rank).map(({ column }) => column),
  };
}
