import type { Endpoint, FieldFact } from "../../../gen/endpoint.ts";
import type { QueryFinding } from "../../errors.ts";
import { closest } from "../../query/name/closest.ts";
import { meantName, synonymOf } from "../../query/name/meant_name.ts";
import { dimensionFact } from "../../query/name/parameter_fact.ts";
import { columnName, fieldColumns } from "../../session/column_names.ts";
import { dimensionValues, tagValues } from "../../session/dimension_value.ts";
import { fieldValue } from "../../session/decode/field_value.ts";
import { formatOutcome, outcomeOf } from "../../session/outcome.ts";
import type { Session } from "../../session/session.ts";
import { outcomeCell, type SessionCell, valueCell } from "./session_cell.ts";

/** A column of sessions, whatever shows it. */
export interface SessionColumn {
  /** What callers and files call it. */
  readonly name: string;
  /** What people read above it; the unit is for the front end to add. */
  readonly title: string;
  /** Unit of its numbers. */
  readonly unit?: FieldFact["unit"];
  /** Whether it is one of the ids, of which a part is of no use. */
  readonly isId: boolean;
  /** Whether its values are numbers that are compared, and stand right. */
  readonly isNumeric: boolean;
  /** Its value in a session, as data. */
  value(session: Session): unknown;
  /** Its value in a session, to be shown. */
  cell(session: Session): SessionCell;
}

/** Name of the column of how a session went. */
export const OUTCOME = "outcome";

/** What a name of a column may stand for. */
export interface ColumnNames {
  /** Where the sessions are from. */
  readonly endpoint: Endpoint;
  /** Dimensions of the account's own; `any` if they are not known. */
  readonly own: readonly string[] | "any";
}

/** The column of how a session went. */
export function outcomeColumn(endpoint: Endpoint): SessionColumn {
  return {
    name: OUTCOME,
    title: OUTCOME,
    isId: false,
    isNumeric: false,
    value: (session) => {
      const outcome = outcomeOf(session, endpoint);
      return outcome && formatOutcome(outcome);
    },
    cell: (session) => outcomeCell(session, endpoint),
  };
}

/** The column of a field. */
export function fieldColumn(field: FieldFact, endpoint: Endpoint): SessionColumn {
  const { key } = endpoint;
  const { path, type, unit } = field;
  const name = columnName(field, endpoint);
  const value = (session: Session) => fieldValue(session, path);
  return {
    name,
    title: titleOf(name, field),
    unit,
    isId: path === key.client || path === key.session,
    isNumeric: (type === "number" || type === "integer") && unit !== "epoch_ms",
    value,
    cell: (session) => valueCell(value(session)),
  };
}

/** The column of a dimension, wherever a session has its value. */
export function dimensionColumn(name: string, endpoint: Endpoint): SessionColumn {
  return textsColumn(name, (session) => dimensionValues(session, name, endpoint));
}

/** The column of a custom tag. */
function tagColumn(tag: string, endpoint: Endpoint): SessionColumn {
  const column = textsColumn(tag, (session) => tagValues(session, tag, endpoint));
  return { ...column, name: endpoint.tagPrefix + tag };
}

/**
 * The column that a name stands for: `outcome`, a custom tag with its prefix, the path of a field, a
 * dimension (which a tag may carry), the name of a field's column, or what people call one of these.
 *
 * @returns `undefined` if there is none.
 */
export function namedColumn(
  name: string,
  { endpoint, own }: ColumnNames,
): SessionColumn | undefined {
  const { fields, tagPrefix } = endpoint;
  if (name === OUTCOME) return outcomeColumn(endpoint);
  if (name.startsWith(tagPrefix) && name !== tagPrefix) {
    return tagColumn(name.slice(tagPrefix.length), endpoint);
  }
  const field = fields.find(({ path }) => path === name);
  if (field) return fieldColumn(field, endpoint);
  if (dimensionFact(name, endpoint) || (own !== "any" && own.includes(name))) {
    return dimensionColumn(name, endpoint);
  }
  const inGroup = fieldColumns(endpoint).find((column) => column.name === name);
  if (inGroup) return fieldColumn(inGroup.field, endpoint);
  const meant = synonymOf(name, endpoint);
  return meant === undefined ? undefined : namedColumn(meant, { endpoint, own });
}

/**
 * The columns that names stand for.
 *
 * @returns The columns, and what is wrong with the names that stand for none.
 */
export function namedColumns(
  names: readonly string[],
  known: ColumnNames,
): { readonly columns: readonly SessionColumn[]; readonly findings: readonly QueryFinding[] } {
  const columns = names.map((name) => namedColumn(name, known));
  const unknown = names.filter((_, index) => !columns[index]);
  // Of many, nothing is meant, and to look for it would take long.
  const isGuessed = unknown.length <= MAX_GUESSED;
  const meant = new Map(
    unknown.map((name) => [name, isGuessed ? meantColumn(name, known) : undefined]),
  );
  return {
    columns: columns.filter((column) => column !== undefined),
    findings: unknown.map((name) => unknownColumn(name, names, meant, known.endpoint)),
  };
}

/** Most unknown columns for which those are looked for that are meant. */
const MAX_GUESSED = 20;

/** @param meantOf What each unknown name stands for. */
function unknownColumn(
  name: string,
  names: readonly string[],
  meantOf: ReadonlyMap<string, string | undefined>,
  { tagPrefix }: Endpoint,
): QueryFinding {
  const meant = meantOf.get(name);
  // A list that is given anew has the others as well.
  const whole = names.map((name) => meantOf.has(name) ? meantOf.get(name) : name)
    .filter((name) => name !== undefined);
  return {
    parameter: "columns",
    received: JSON.stringify(name),
    problem: `there is no such column${meant ? `; did you mean '${meant}'?` : ""}`,
    allowed: `${OUTCOME}, a field, a dimension, or a custom tag as ${tagPrefix}name`,
    ...meant && { correction: { columns: whole } },
  };
}

/** The column that an unknown name stands for. */
function meantColumn(name: string, known: ColumnNames): string | undefined {
  const { endpoint, own } = known;
  const names = [
    OUTCOME,
    ...endpoint.fields.map(({ path }) => path),
    ...own === "any" ? [] : own,
  ];
  const meant = meantName(name, endpoint, names) ?? closest(name, names);
  return meant !== undefined && namedColumn(meant, known) ? meant : undefined;
}

function textsColumn(
  name: string,
  read: (session: Session) => readonly string[],
): SessionColumn {
  return {
    name,
    title: name,
    isId: false,
    isNumeric: false,
    value: (session) => {
      const values = read(session);
      return values.length > 1 ? values : values[0];
    },
    cell: (session) => valueCell(read(session)),
  };
}

/** The end of a field's name that says its unit, which is told otherwise. */
const UNIT_ENDING: Partial<Record<NonNullable<FieldFact["unit"]>, RegExp>> = {
  epoch_ms: /_timestamp_ms$/,
  ms: /_ms$/,
  bps: /_bps$/,
  fps: /_fps$/,
  percent: /_percent$/,
};

function titleOf(name: string, { unit }: FieldFact): string {
  const ending = unit && UNIT_ENDING[unit];
  return ending ? name.replace(ending, "") : name;
}
