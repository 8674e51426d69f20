import type { AliasedField, FieldSlot, RecordSchema } from "./record_schema.ts";

/** Where the value under a name of a record goes. */
export interface RenamingStep {
  /** Index of the object: 0 is the session, behind it come its groups. */
  readonly object: number;
  /** The name there. */
  readonly name: string;
  /** The field that it is read as; absent if it goes where it came from. */
  readonly field?: FieldSlot;
  /** Whether the name is an alias that is not used as one, and so nobody's. */
  readonly isUnused: boolean;
}

/** How the records that have certain names in a certain order become sessions. */
export interface Renaming {
  /** One a name of the record. */
  readonly steps: readonly RenamingStep[];
  /** A session with all its names and no values: to copy it is much cheaper than to add them. */
  readonly session: Readonly<Record<string, unknown>>;
  /** The groups that values go to; those without a model are in the record already. */
  readonly groups: readonly {
    readonly name: string;
    readonly model?: Readonly<Record<string, unknown>>;
  }[];
  /** The fields that go to a group of the record, which may have them already. */
  readonly intoOwnGroups: readonly AliasedField[];
}

/**
 * Works out where the values of a record go.
 *
 * @param names The names of the record, in order.
 * @param unused The aliases that are not to be used: their values cannot be read as their fields, or
 * these are there already.
 */
export function renamingOf(
  names: readonly string[],
  unused: readonly string[],
  { aliased, names: slots }: RecordSchema,
): Renaming {
  const own = new Set(names);
  const isUsable = (alias: string) =>
    own.has(alias) && slots.get(alias)?.kind === "alias" && !unused.includes(alias);
  const fields = new Map<string, AliasedField>();
  for (const field of aliased) {
    if (field.group === undefined && own.has(field.name)) continue;
    const alias = field.aliases.find(isUsable);
    if (alias !== undefined) fields.set(alias, field);
  }
  const groups = Map.groupBy(
    names.flatMap((name) => fields.get(name) ?? []).filter(({ group }) => group !== undefined),
    ({ group }) => group!,
  );
  const groupNames = [...groups.keys()];
  return {
    steps: names.map((name): RenamingStep => {
      const field = fields.get(name);
      if (!field) return { object: 0, name, isUnused: slots.get(name)?.kind === "alias" };
      const object = field.group === undefined ? 0 : 1 + groupNames.indexOf(field.group);
      return { object, name: field.name, field: field.slot, isUnused: false };
    }),
    session: withoutValues(names.map((name) => {
      const field = fields.get(name);
      return field === undefined ? name : field.group ?? field.name;
    })),
    groups: [...groups].map(([name, members]) => ({
      name,
      ...!own.has(name) && { model: withoutValues(members.map(({ name }) => name)) },
    })),
    intoOwnGroups: [...fields.values()].filter(({ group }) =>
      group !== undefined && own.has(group)
    ),
  };
}

function withoutValues(names: readonly string[]): Record<string, unknown> {
  return JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`)}}`);
}
