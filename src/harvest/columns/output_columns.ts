import { type FieldFact, FIELDS } from "../../../gen/facts.ts";

/** A column of the output, and the field of a session that fills it. */
export interface SessionColumn {
  /** Name of the column. */
  readonly name: string;
  /** The object in a session that has the field; absent if the session itself has it. */
  readonly group?: string;
  /** Name of the field there. */
  readonly key: string;
  /** The field. */
  readonly field: FieldFact;
  /** Type of the column in DuckDB. */
  readonly type: string;
}

/** The column of fields that the spec does not know, as a JSON object. */
export const OTHER_FIELDS = "other_fields";

const TYPES: Readonly<Record<FieldFact["type"], string>> = {
  string: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  strings: "VARCHAR[]",
  map: "MAP(VARCHAR, VARCHAR)",
};

/**
 * The columns of fields, in their order. A field in a group is named without it,
 * `network_info.isp` is `isp`; if two fields would share a name, those in groups are named with
 * their group, `network_info_isp`.
 */
export function columnsOf(fields: readonly FieldFact[]): SessionColumn[] {
  const uses = new Map<string, number>([[OTHER_FIELDS, 1]]);
  for (const { path } of fields) uses.set(last(path), (uses.get(last(path)) ?? 0) + 1);
  return fields.map((field) => {
    const [group, key] = field.path.includes(".")
      ? [field.path.slice(0, field.path.lastIndexOf(".")), last(field.path)]
      : [undefined, field.path];
    const isShared = uses.get(key)! > 1 && group !== undefined;
    return {
      name: isShared ? field.path.replaceAll(".", "_") : key,
      ...(group !== undefined && { group }),
      key,
      field,
      type: field.unit === "epoch_ms" ? "TIMESTAMP WITH TIME ZONE" : TYPES[field.type],
    };
  });
}

function last(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** The columns of the spec's fields. */
export const SESSION_COLUMNS: readonly SessionColumn[] = columnsOf(FIELDS);

/** Names and types of all columns of an output, in order. */
export const OUTPUT_COLUMNS: readonly { readonly name: string; readonly type: string }[] = [
  ...SESSION_COLUMNS.map(({ name, type }) => ({ name, type })),
  { name: OTHER_FIELDS, type: "JSON" },
];
