import type { Endpoint, FieldFact } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { NameLayouts } from "./name_layout.ts";

/** How a field's value is read: by its type, where its unit or its meaning does not say more. */
export type FieldKind = FieldFact["type"] | "time" | "id";

/** A field, as the decoder needs it. */
export interface FieldSlot {
  readonly kind: FieldKind;
  readonly path: string;
  /** The names that it may have in a record, or in its group. */
  readonly names: readonly string[];
  /** Least value of a number that is known. */
  readonly minimum: number;
}

/** What stands under a name in a record: a field, a group of fields, or an alias of a field. */
export type Slot =
  | FieldSlot
  | { readonly kind: "group"; readonly path: string; readonly members: Slots }
  | { readonly kind: "alias"; readonly field: FieldSlot };

/** The names of an object in a record. */
export type Slots = ReadonlyMap<string, Slot>;

/** A field that may arrive under other names. */
export interface AliasedField {
  readonly slot: FieldSlot;
  /** The other names. */
  readonly aliases: readonly string[];
  /** The group that the field belongs to; `undefined` for one of the record itself. */
  readonly group: string | undefined;
  /** The field's name in its group. */
  readonly name: string;
}

/** Where a record keeps what did not fit its fields, by path. */
export const OTHER_FIELDS = "other_fields";

/** What the records of an endpoint look like. */
export interface RecordSchema {
  /** The names of a record: fields, groups and aliases, as the spec has them. */
  readonly names: Slots;
  /** What is known of the order in which they come. */
  readonly layouts: NameLayouts<Slot>;
  /** The names of groups of fields. */
  readonly groups: ReadonlySet<string>;
  /** The fields that may arrive under other names. */
  readonly aliased: readonly AliasedField[];
}

/** What the records of an endpoint look like, by its spec. */
export const recordSchema = perEndpoint((endpoint): RecordSchema => {
  const names = namesOf(endpoint);
  return {
    names,
    layouts: new NameLayouts(names),
    groups: new Set([...names].flatMap(([name, { kind }]) => kind === "group" ? [name] : [])),
    aliased: endpoint.fields
      .filter(({ aliases }) => aliases.length > 0)
      .map((field) => ({
        slot: slotOf(field, endpoint),
        aliases: field.aliases,
        ...splitPath(field.path),
      })),
  };
});

function slotOf(
  { type, unit, path, aliases, minimum = -Infinity }: FieldFact,
  { key }: Endpoint,
): FieldSlot {
  const isId = path === key.client || path === key.session;
  return {
    kind: unit === "epoch_ms" ? "time" : isId ? "id" : type,
    path,
    names: [splitPath(path).name, ...aliases],
    minimum,
  };
}

/** Splits the path of a field into its group, if it has one, and its name there. */
export function splitPath(path: string): { group: string | undefined; name: string } {
  const dot = path.indexOf(".");
  return dot < 0
    ? { group: undefined, name: path }
    : { group: path.slice(0, dot), name: path.slice(dot + 1) };
}

function namesOf(endpoint: Endpoint): Slots {
  const { fields } = endpoint;
  const record = new Map<string, Slot>();
  const groups = new Map<string, Map<string, Slot>>();
  for (const field of fields) {
    const { path } = field;
    const { group, name } = splitPath(path);
    const slots = group === undefined ? record : groups.get(group) ?? new Map<string, Slot>();
    slots.set(name, slotOf(field, endpoint));
    if (group === undefined) continue;
    groups.set(group, slots as Map<string, Slot>);
    record.set(group, { kind: "group", path: group, members: slots });
  }
  for (const field of fields) {
    // A name that the spec has for a field is that field, whatever else it is an alias of.
    for (const alias of field.aliases.filter((alias) => !record.has(alias))) {
      record.set(alias, { kind: "alias", field: slotOf(field, endpoint) });
    }
  }
  return record;
}
