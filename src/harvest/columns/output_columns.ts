import type { FieldFact } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { type FieldColumn, fieldColumns } from "../../session/column_names.ts";
import { OTHER_FIELDS } from "../../session/decode/record_schema.ts";

/** The column of a session's ids as `idsKey()` makes them; readers of `sessions` do not see it. */
export const IDS_COLUMN = "harvest_ids";

/** A column of a database. */
export interface Column {
  /** Its name. */
  readonly name: string;
  /** Its type in DuckDB. */
  readonly type: string;
}

/** The column of a field. */
export interface SessionColumn extends FieldColumn, Column {}

/** The columns of an output. */
export interface OutputColumns {
  /** Those of fields, in the spec's order. */
  readonly fields: readonly SessionColumn[];
  /** All, in order: those of fields, `other_fields` and the ids. */
  readonly all: readonly Column[];
  /** The name of the one that says when a session started. */
  readonly start: string;
  /** The name of the one that says when it ended. */
  readonly end: string;
}

const TYPES: Readonly<Record<FieldFact["type"], string>> = {
  string: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  strings: "VARCHAR[]",
  map: "MAP(VARCHAR, VARCHAR)",
};

/** The columns of an output of an endpoint. */
export const outputColumns = perEndpoint((endpoint): OutputColumns => {
  const fields = fieldColumns(endpoint).map((column): SessionColumn => ({
    ...column,
    type: isTime(column.field) ? "TIMESTAMP WITH TIME ZONE" : TYPES[column.field.type],
  }));
  const nameOf = (path: string) => fields.find(({ field }) => field.path === path)!.name;
  return {
    fields,
    all: [
      ...fields.map(({ name, type }) => ({ name, type })),
      { name: OTHER_FIELDS, type: "JSON" },
      { name: IDS_COLUMN, type: "VARCHAR" },
    ],
    start: nameOf(endpoint.key.start),
    end: nameOf(endpoint.key.end),
  };
});

/** Whether a field holds times, which are Unix milliseconds in a session. */
export function isTime({ unit }: FieldFact): boolean {
  return unit === "epoch_ms";
}
