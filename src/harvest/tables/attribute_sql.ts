import type { Endpoint } from "../../../gen/endpoint.ts";
import { dimensionFact } from "../../query/name/parameter_fact.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { OTHER_FIELDS } from "../../session/decode/record_schema.ts";
import { isTime, outputColumns, type SessionColumn } from "../columns/output_columns.ts";
import { identifier, literal } from "../database/sql_text.ts";

/** A place in which an output may have the values of an attribute. */
export interface AttributePlace {
  /** SQL of the first text there; `NULL` if there is none. */
  readonly text: string;
  /** SQL that is true if one of the texts there is among some values. */
  isOneOf(values: readonly string[]): string;
}

/** The columns that hold tags. */
export const tagColumns = perEndpoint((endpoint): readonly SessionColumn[] =>
  outputColumns(endpoint).fields.filter(({ field }) => field.type === "map")
);

/**
 * Where an output may have the values of an attribute, in the order in which `readAttributes()` and
 * `dimensionValues()` find them in a session: where the spec says, in the tag that carries it, or under
 * its own name at the root, in tags and in groups.
 *
 * @param isInOthers Whether sessions have it at their root where the spec knows no field.
 */
export function attributePlaces(
  name: string,
  isInOthers: boolean,
  endpoint: Endpoint,
): AttributePlace[] {
  const { fields } = outputColumns(endpoint);
  const tags = tagColumns(endpoint);
  const { paths = [], tag } = dimensionFact(name, endpoint) ?? {};
  const named = columnsNamed(name, endpoint);
  const placed = paths.flatMap((path) => fields.filter(({ field }) => field.path === path));
  const places = [
    ...placed.map(placeOf),
    ...tag === undefined ? [] : tags.map((column) => tagPlace(column, tag)),
    ...named.filter(({ group }) => group === undefined).map(placeOf),
    ...isInOthers ? [scalar(`${OTHER_FIELDS} ->> ${literal(`$."${name}"`)}`)] : [],
    ...tags.map((column) => tagPlace(column, name)),
    ...named.filter(({ group }) => group !== undefined).map(placeOf),
  ];
  return places.filter(({ text }, at) => places.findIndex((one) => one.text === text) === at);
}

/** Whether SQL writes all values of an attribute as JavaScript does: not those of fractions. */
export function isWrittenAlike(name: string, endpoint: Endpoint): boolean {
  const { paths = [] } = dimensionFact(name, endpoint) ?? {};
  return outputColumns(endpoint).fields.every(({ key, type, field }) =>
    type !== "DOUBLE" || (key !== name && !paths.includes(field.path))
  ) && !/["\\]/.test(name);
}

function columnsNamed(name: string, endpoint: Endpoint): SessionColumn[] {
  return outputColumns(endpoint).fields
    .filter(({ key, field }) => key === name && field.type !== "map");
}

function placeOf({ name, type, field }: SessionColumn): AttributePlace {
  const column = identifier(name);
  if (type !== "VARCHAR[]") {
    return scalar(isTime(field) ? `epoch_ms(${column})::VARCHAR` : `${column}::VARCHAR`);
  }
  const texts = `list_filter(${column}, lambda x: x <> '')`;
  return {
    text: `${texts}[1]`,
    isOneOf: (values) => `list_has_any(${texts}, [${values.map(literal).join(", ")}])`,
  };
}

function tagPlace({ name }: SessionColumn, tag: string): AttributePlace {
  return scalar(`${identifier(name)}[${literal(tag)}]`);
}

function scalar(value: string): AttributePlace {
  const text = `nullif(${value}, '')`;
  return { text, isOneOf: (values) => `${text} IN (${values.map(literal).join(", ")})` };
}

/** SQL that is true for sessions whose first place with a text has one of some values. */
export function hasOneOf(places: readonly AttributePlace[], values: readonly string[]): string {
  const cases = places.map(({ text, isOneOf }) =>
    `WHEN ${text} IS NOT NULL THEN ${isOneOf(values)}`
  );
  return `(CASE ${cases.join(" ")} ELSE false END)`;
}
