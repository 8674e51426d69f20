import type { Endpoint } from "../../../gen/endpoint.ts";
import { SessionTableBuilder } from "../../analysis/table/session_table_builder.ts";
import type { SessionTable } from "../../analysis/table/session_table.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { OTHER_FIELDS } from "../../session/decode/record_schema.ts";
import { placeOf } from "../columns/other_fields.ts";
import { isTime, outputColumns } from "../columns/output_columns.ts";
import { rowsOf } from "../database/connection.ts";
import { identifier, literal } from "../database/sql_text.ts";
import { readColumns, type StoredRows, withAllColumns } from "../database/stored_columns.ts";
import { readRows } from "../database/stored_rows.ts";
import { attributePlaces, isWrittenAlike, tagColumns } from "./attribute_sql.ts";
import { matcher } from "../output_filters.ts";
import { codeSql, dictionariesOf } from "./dictionaries.ts";
import { filterSql } from "./filter_sql.ts";

/** What is read into a table. */
export interface TableOrder {
  readonly endpoint: Endpoint;
  /** What the sessions match. */
  readonly filters: Filters;
  /** The dimensions and tags that are wanted; absent for all. */
  readonly attributes?: readonly string[];
}

/** What a table needs of each session, whatever is wanted of it. */
const needed = perEndpoint((endpoint) => ({
  fields: outputColumns(endpoint).fields.filter(({ field }) =>
    field.measure !== undefined || (field.type === "boolean" && field.outcome !== undefined) ||
    field.path === endpoint.key.start || field.path === endpoint.key.end
  ),
  /** Dimensions that tell whether a session was live. */
  live: Object.entries(endpoint.dimensions).flatMap(([name, { live }]) => live ? [name] : []),
  carriers: new Set(Object.values(endpoint.dimensions).flatMap(({ tag }) => tag ?? [])),
}));

/**
 * Reads rows into a table, column by column: no session is made of them but where the values of an
 * attribute stand in places that no column has.
 */
export async function readTable(
  stored: StoredRows,
  { endpoint, filters, attributes }: TableOrder,
  signal: AbortSignal,
): Promise<SessionTable> {
  const isWanted = matcher(filters, endpoint);
  const builder = new SessionTableBuilder(endpoint, attributes && { attributes });
  const names = await attributeNames(stored, attributes, endpoint);
  const filtered = Object.keys(filters.dimensions);
  const others = await lookIntoOthers(stored, [...new Set([...names, ...filtered])], endpoint);
  const isInOthers = (name: string) => others.names.has(name);
  const isAlike = [...names, ...filtered].every((name) => isWrittenAlike(name, endpoint));
  const bySession = isAlike ? others.unread : "true";
  const { fields, live } = needed(endpoint);
  const places = names.flatMap((name) => {
    const texts = attributePlaces(name, isInOthers(name), endpoint).map(({ text }) => text);
    if (texts.length === 0) return [];
    // Whether a session was live, any of its values may tell.
    const columns = live.includes(name) ? texts : [`coalesce(${texts.join(", ")})`];
    return columns.map((sql) => ({ name, sql }));
  });
  const where = `NOT (${bySession}) AND (${filterSql(filters, isInOthers, endpoint)})`;
  const dictionaries = await dictionariesOf(
    stored.connection,
    places.map(({ sql }) => sql),
    `FROM ${withAllColumns(stored, endpoint)} WHERE ${where}`,
  );
  const selected = Object.fromEntries([
    ...fields.map(({ name, type, field }) => [
      `field ${field.path}`,
      isTime(field)
        ? `epoch_ms(${identifier(name)})::DOUBLE`
        : type === "BOOLEAN"
        ? identifier(name)
        : `${identifier(name)}::DOUBLE`,
    ]),
    ...places.map(({ sql }, at) => {
      const dictionary = dictionaries[at];
      return [`place ${at}`, dictionary ? codeSql(sql, dictionary) : sql];
    }),
  ]);
  for await (const batch of readColumns(stored, { selected, where, endpoint }, signal)) {
    builder.addColumns({
      length: batch.length,
      fields: Object.fromEntries(
        fields.map(({ field: { path } }) => [path, batch.column(`field ${path}`)]),
      ),
      attributes: places.map(({ name }, at) => {
        const values = batch.column(`place ${at}`);
        const dictionary = dictionaries[at];
        return [
          name,
          dictionary
            ? Array.from(values, (code) => code === null ? null : dictionary[code as number])
            : values,
        ];
      }),
    });
  }
  if (bySession !== "false") {
    const { connection, rows } = stored;
    const rest = { rows, where: `(${stored.where}) AND (${bySession})`, endpoint };
    for await (const session of readRows(connection, rest, signal)) {
      if (isWanted(session)) builder.add(session);
    }
  }
  return builder.build();
}

/** The attributes to read: those wanted and those that tell whether a session was live, or all. */
async function attributeNames(
  stored: StoredRows,
  attributes: readonly string[] | undefined,
  endpoint: Endpoint,
): Promise<string[]> {
  const { live, carriers } = needed(endpoint);
  if (attributes) return [...new Set([...attributes, ...live])];
  const tags = new Set<string>();
  for (const { name } of tagColumns(endpoint)) {
    const found = await rowsOf<{ tag: string }>(
      stored.connection,
      `SELECT DISTINCT unnest(map_keys(${identifier(name)})) AS tag
         FROM ${withAllColumns(stored, endpoint)}`,
    );
    for (const { tag } of found) if (!carriers.has(tag)) tags.add(tag);
  }
  return [...new Set([...Object.keys(endpoint.dimensions), ...tags])];
}

/** What of attributes stands where the spec knows no field. */
interface Others {
  /** Those that are at the root of sessions. */
  readonly names: ReadonlySet<string>;
  /** SQL that is true for rows that have some of them elsewhere. */
  readonly unread: string;
}

/** A list or an object is a value of the column. */
const NESTED = `regexp_matches(${OTHER_FIELDS}, ':\\s*[\\[{]')`;

/** Attributes up to this many are looked for by name, which is faster than listing all names. */
const FEW = 8;

async function lookIntoOthers(
  stored: StoredRows,
  attributes: readonly string[],
  endpoint: Endpoint,
): Promise<Others> {
  const rows = withAllColumns(stored, endpoint);
  const isNamed = attributes.length <= FEW
    ? attributes.map((name) => `contains(${OTHER_FIELDS}, ${literal(jsonName(name))})`).join(" OR ")
    : "true";
  const from = `FROM ${rows} WHERE ${OTHER_FIELDS} IS NOT NULL AND (${isNamed || "false"})`;
  const keys = await rowsOf<{ key: string }>(
    stored.connection,
    `SELECT DISTINCT unnest(json_keys(${OTHER_FIELDS})) AS key ${from}`,
  );
  const [nested] = await rowsOf<{ any: boolean | null }>(
    stored.connection,
    `SELECT bool_or(${NESTED}) AS any ${from}`,
  );
  const wanted = new Set(attributes);
  const names = new Set<string>();
  const elsewhere: string[] = [];
  for (const { key } of keys) {
    const { group, name } = placeOf(key, endpoint);
    if (group === OTHER_FIELDS || !wanted.has(name)) continue;
    if (group === undefined && name === key) names.add(name);
    else elsewhere.push(`contains(${OTHER_FIELDS}, ${literal(jsonName(key))})`);
  }
  return {
    names,
    unread: [...nested?.any ? [`(${isNamed || "false"}) AND ${NESTED}`] : [], ...elsewhere]
      .map((condition) => `coalesce(${condition}, false)`).join(" OR ") || "false",
  };
}

/** A name as JSON has it, without its quotes. */
function jsonName(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}
