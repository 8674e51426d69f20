import { type FieldFact, FIELDS } from "../../gen/facts.ts";

/** How a field's value is read: by its type, where its unit does not say more. */
export type FieldKind = FieldFact["type"] | "time";

/** What stands under a name in a record: a field, a group of fields, or an alias of a field. */
export type Slot =
  | { readonly kind: FieldKind; readonly path: string }
  | { readonly kind: "group"; readonly path: string; readonly members: Slots }
  | { readonly kind: "alias"; readonly path: string };

/** The names of an object in a record. */
export type Slots = ReadonlyMap<string, Slot>;

/** A field that may arrive under other names. */
export interface AliasedField {
  readonly field: FieldFact;
  /** The group that the field belongs to; `undefined` for one of the record itself. */
  readonly group: string | undefined;
  /** The field's name in its group. */
  readonly name: string;
}

/** The fields that may arrive under other names. */
export const ALIASED_FIELDS: readonly AliasedField[] = FIELDS
  .filter(({ aliases }) => aliases.length > 0)
  .map((field) => ({ field, ...splitPath(field.path) }));

/** The names of a record: fields, groups and aliases, as the spec has them. */
export const RECORD: Slots = buildRecord();

/** How the value of a field is read. */
export function kindOf({ type, unit }: FieldFact): FieldKind {
  return unit === "epoch_ms" ? "time" : type;
}

/** Splits the path of a field into its group, if it has one, and its name there. */
export function splitPath(path: string): { group: string | undefined; name: string } {
  const dot = path.indexOf(".");
  return dot < 0
    ? { group: undefined, name: path }
    : { group: path.slice(0, dot), name: path.slice(dot + 1) };
}

function buildRecord(): Slots {
  const record = new Map<string, Slot>();
  const groups = new Map<string, Map<string, Slot>>();
  for (const field of FIELDS) {
    const { path } = field;
    const { group, name } = splitPath(path);
    const slots = group === undefined ? record : groups.get(group) ?? new Map<string, Slot>();
    slots.set(name, { kind: kindOf(field), path });
    if (group === undefined) continue;
    groups.set(group, slots as Map<string, Slot>);
    record.set(group, { kind: "group", path: group, members: slots });
  }
  for (const { path, aliases } of FIELDS) {
    // A name that the spec has for a field is that field, whatever else it is an alias of.
    for (const alias of aliases) if (!record.has(alias)) record.set(alias, { kind: "alias", path });
  }
  return record;
}
