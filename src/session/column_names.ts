import type { Endpoint, FieldFact } from "../../gen/endpoint.ts";
import { perEndpoint } from "../query/per_endpoint.ts";
import { OTHER_FIELDS, splitPath } from "./decode/record_schema.ts";

/** A field of a session as a column of CSV, a table or a database. */
export interface FieldColumn {
  /** Name of the column. */
  readonly name: string;
  /** The object in a session that has the field; `undefined` if the session itself has it. */
  readonly group: string | undefined;
  /** Name of the field there. */
  readonly key: string;
  /** The field. */
  readonly field: FieldFact;
}

/** The columns of an endpoint's fields, in the spec's order. */
export const fieldColumns: (endpoint: Endpoint) => readonly FieldColumn[] = perEndpoint(
  ({ fields }) => columnsOf(fields),
);

/** What the column of a field is called. */
export function columnName({ path }: FieldFact, endpoint: Endpoint): string {
  return fieldColumns(endpoint).find(({ field }) => field.path === path)?.name ?? path;
}

/**
 * The columns of fields, in their order. A field in a group is named without it,
 * `network_info.isp` is `isp`; if two fields would share a name, those in groups are named with
 * their group, `network_info_isp`.
 */
export function columnsOf(fields: readonly FieldFact[]): FieldColumn[] {
  const uses = new Map<string, number>([[OTHER_FIELDS, 1]]);
  for (const { path } of fields) {
    const { name } = splitPath(path);
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return fields.map((field) => {
    const { group, name: key } = splitPath(field.path);
    const isShared = uses.get(key)! > 1 && group !== undefined;
    return { name: isShared ? field.path.replaceAll(".", "_") : key, group, key, field };
  });
}
