import type { ContentDimension, ContentField } from "../../../gen/endpoints.ts";
import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import type { Session } from "../../session/session.ts";
import {
  dimensionColumn,
  fieldColumn,
  OUTCOME,
  outcomeColumn,
  type SessionColumn,
} from "./session_column.ts";

/** Columns that were chosen for a question. */
export interface ChosenColumns {
  /** The columns as they stand. */
  readonly order: readonly SessionColumn[];
  /** The same, most important first. */
  readonly importance: readonly SessionColumn[];
}

/** A column that people look at. */
interface UsualColumn {
  readonly name: ContentField | ContentDimension | typeof OUTCOME;
  /** What people call it, if not by its name. */
  readonly title?: string;
  /** How soon it is left out where space is short; the least important have the highest. */
  readonly rank: number;
}

/** What people look at. What an endpoint does not have is left out. */
const USUAL: readonly UsualColumn[] = [
  { name: "session_start_timestamp_ms", title: "started", rank: 0 },
  { name: OUTCOME, rank: 1 },
  { name: "video_start_time_ms", title: "video start", rank: 6 },
  { name: "playing_time_ms", title: "played", rank: 7 },
  { name: "rebuffering_time_ms", title: "rebuffering", rank: 8 },
  { name: "average_peak_bitrate_bps", title: "bitrate", rank: 10 },
  { name: "device_os", rank: 3 },
  { name: "cdn", rank: 4 },
  { name: "isp", rank: 9 },
  { name: "geo_country_code", title: "country", rank: 11 },
  { name: "asset", rank: 5 },
  { name: "session_id", rank: 12 },
];

/** What a question is about comes before what is always shown. */
const RANK_OF_THE_QUESTION = 2;

/** The columns that are always worth a look, in their order. */
export function usualColumns(endpoint: Endpoint): readonly SessionColumn[] {
  return USUAL.flatMap((usual) => usualColumn(usual, endpoint) ?? []);
}

/**
 * Chooses the columns that matter for a question: what is always worth a look, and what was asked for
 * with several values. What a filter holds constant is left out.
 */
export function chooseColumns(
  { parameters, dimensions }: Filters,
  endpoint: Endpoint,
): ChosenColumns {
  const constant = new Set([
    ...Object.keys(parameters),
    ...Object.entries(dimensions).flatMap(([name, { length }]) => length === 1 ? name : []),
  ]);
  const asked = Object.keys(dimensions).filter((name) => !constant.has(name));
  const ranked = USUAL.filter(({ name }) => !constant.has(name)).flatMap((usual) => {
    const column = usualColumn(usual, endpoint);
    return column
      ? [{ column, rank: asked.includes(usual.name) ? RANK_OF_THE_QUESTION : usual.rank }]
      : [];
  });
  const isUsual = (name: string) => USUAL.some((usual) => usual.name === name);
  const unusual = asked.filter((name) => !isUsual(name))
    .map((name) => ({ column: dimensionColumn(name, endpoint), rank: RANK_OF_THE_QUESTION }));
  const behind = ranked.findIndex(({ rank }) => rank === RANK_OF_THE_QUESTION - 1) + 1;
  ranked.splice(behind, 0, ...unusual);
  return {
    order: ranked.map(({ column }) => column),
    importance: ranked.toSorted((a, b) => a.rank - b.rank).map(({ column }) => column),
  };
}

/** Those of the columns that have something to show of some session: a value, and more than none. */
export function tellingColumns(
  { order, importance }: ChosenColumns,
  sessions: readonly Session[],
): ChosenColumns {
  const telling = new Set(
    order.filter((column) => sessions.some((session) => !isBlank(column, session))),
  );
  const isTelling = (column: SessionColumn) => sessions.length === 0 || telling.has(column);
  return { order: order.filter(isTelling), importance: importance.filter(isTelling) };
}

function isBlank(column: SessionColumn, session: Session): boolean {
  const cell = column.cell(session);
  return cell.kind === "none" || (cell.kind === "number" && cell.value === 0) ||
    (cell.kind === "flag" && !cell.value);
}

function usualColumn({ name, title }: UsualColumn, endpoint: Endpoint): SessionColumn | undefined {
  if (name === OUTCOME) return outcomeColumn(endpoint);
  const field = endpoint.fields.find(({ path }) => path === name);
  const column = Object.hasOwn(endpoint.dimensions, name)
    ? dimensionColumn(name, endpoint)
    : field && fieldColumn(field, endpoint);
  return column && title !== undefined ? { ...column, title } : column;
}
