import {
  closest,
  type DimensionName,
  DIMENSIONS,
  dimensionValues,
  type FieldFact,
  type FieldPath,
  FIELDS,
  fieldValue,
  meantName,
  outcomeOf,
  QueryError,
  type QueryFinding,
  type Session,
  synonymOf,
  TAG_PREFIX,
  tagValues,
} from "../../src/mod.ts";
import { cleanText } from "./clean_text.ts";
import { valueText } from "./field_text.ts";

/** A column of an answer. */
export interface Column {
  readonly name: string;
  /** What a session has there, as data. */
  readonly value: (session: Session) => unknown;
  /** The same as a text; empty if there is nothing. */
  readonly cell: (session: Session) => string;
}

const OUTCOME: Column = {
  name: "outcome",
  value: outcomeOf,
  cell: (session) => outcomeOf(session) ?? "",
};

/** What tells most about a session; the id and the start are what `get_content_session` asks for. */
const COMPACT: readonly Column[] = [
  field("session_id"),
  field("session_start_timestamp_ms"),
  OUTCOME,
  field("video_start_failure_errors"),
  field("video_playback_failure_errors"),
  field("video_start_time_ms"),
  field("playing_time_ms"),
  field("rebuffering_time_ms"),
  field("average_peak_bitrate_bps"),
  ...(["asset", "device_os", "cdn", "isp", "geo_country_code"] satisfies DimensionName[])
    .map(dimensionColumn),
];

/** Everything that the spec knows of a session. */
const FULL: readonly Column[] = [OUTCOME, ...FIELDS.map(fieldColumn)];

/**
 * The columns of an answer.
 *
 * @param names What the caller wants in place of the usual ones: fields, dimensions, tags as
 * `tag_name`, `outcome`.
 * @param own Dimensions of the account's own.
 * @throws QueryError if there is no such column.
 */
export function chooseColumns(
  detail: "compact" | "full",
  names: readonly string[],
  own: readonly string[] | "any",
): readonly Column[] {
  if (names.length === 0) return detail === "full" ? FULL : COMPACT;
  const columns = names.map((name) => namedColumn(name, own));
  const unknown = names.filter((_, index) => !columns[index]);
  // Of many, nothing is meant, and to look for it would take long.
  const isGuessed = unknown.length <= MAX_GUESSED;
  const meant = new Map(
    unknown.map((name) => [name, isGuessed ? meantColumn(name, own) : undefined]),
  );
  if (unknown.length > 0) {
    throw QueryError.of(unknown.map((name) => unknownColumn(name, names, meant)));
  }
  return columns.filter((column) => column !== undefined);
}

/** Whether there is a column of this name in every account. */
export function isKnownColumn(name: string): boolean {
  return knownColumn(name) !== undefined;
}

function knownColumn(name: string): Column | undefined {
  if (name === OUTCOME.name) return OUTCOME;
  if (name.startsWith(TAG_PREFIX)) return tagColumn(name);
  const fact = FIELDS.find(({ path }) => path === name) ??
    FIELDS.find(({ path }) => path.endsWith(`.${name}`));
  if (fact) return { ...fieldColumn(fact), name };
  return Object.hasOwn(DIMENSIONS, name) ? dimensionColumn(name) : undefined;
}

function namedColumn(name: string, own: readonly string[] | "any"): Column | undefined {
  const isOwn = own !== "any" && own.includes(name);
  if (isOwn && !name.startsWith(TAG_PREFIX)) return dimensionColumn(name);
  const known = knownColumn(name);
  if (known) return known;
  const meant = synonymOf(name);
  return meant === undefined ? undefined : knownColumn(meant);
}

/** Most unknown columns for which those are looked for that are meant. */
const MAX_GUESSED = 20;

/** @param meantOf What each unknown name stands for. */
function unknownColumn(
  name: string,
  names: readonly string[],
  meantOf: ReadonlyMap<string, string | undefined>,
): QueryFinding {
  const meant = meantOf.get(name);
  // A list that is given anew has the others as well.
  const whole = names.map((name) => meantOf.has(name) ? meantOf.get(name) : name)
    .filter((name) => name !== undefined);
  return {
    parameter: "fields",
    received: JSON.stringify(name),
    problem: `there is no such field${meant ? `; did you mean ${meant}?` : ""}`,
    allowed: `a field, a dimension, ${TAG_PREFIX}name for a custom tag, or outcome`,
    ...meant && { correction: { fields: whole } },
  };
}

/** The column that an unknown name stands for. */
function meantColumn(name: string, own: readonly string[] | "any"): string | undefined {
  const names = [OUTCOME.name, ...FIELDS.map(({ path }) => path), ...(own === "any" ? [] : own)];
  const meant = meantName(name, names) ?? closest(name, names);
  return meant !== undefined && namedColumn(meant, own) ? meant : undefined;
}

function field(path: FieldPath): Column {
  const fact = FIELDS.find((fact) => fact.path === path);
  // A type says that there is one, and a change of the spec may prove it wrong.
  if (!fact) throw new TypeError(`There is no field '${path}' in the facts of the spec`);
  return fieldColumn(fact);
}

/** The column of a field. */
export function fieldColumn({ path, unit }: FieldFact): Column {
  const value = (session: Session) => fieldValue(session, path);
  return { name: path, value, cell: (session) => valueText(value(session), unit) };
}

function dimensionColumn(name: string): Column {
  return textsColumn(name, (session) => dimensionValues(session, name));
}

function tagColumn(name: string): Column {
  const tag = name.slice(TAG_PREFIX.length);
  return textsColumn(name, (session) => tagValues(session, tag));
}

function textsColumn(name: string, read: (session: Session) => readonly string[]): Column {
  return {
    name: cleanText(name),
    value: (session) => {
      const values = read(session);
      return values.length > 1 ? values : values[0];
    },
    cell: (session) => valueText([...read(session)]),
  };
}
