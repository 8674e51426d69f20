import { type DimensionFact, DIMENSIONS, FIELDS } from "../../gen/facts.ts";

/** Values of dimensions, by their names in the spec. */
export type DimensionValues = Readonly<Record<string, string | undefined>>;

/** A part of a session's record. */
export interface RecordPart {
  /** Fields at the root. */
  readonly root: Record<string, unknown>;
  /** Fields of the groups, for example of `network_info`. */
  readonly groups: Record<string, Record<string, unknown>>;
  readonly requiredTags: Record<string, string>;
}

interface Place {
  readonly group?: string;
  readonly key: string;
  readonly isList: boolean;
}

const FACTS = Object.entries<DimensionFact>(DIMENSIONS);
const LISTS = new Set(FIELDS.filter((field) => field.type === "strings").map(({ path }) => path));
const PLACES = new Map(FACTS.map(([name, { paths, tag }]) => [name, placesOf(name, paths, tag)]));
const TAGS = new Map(FACTS.map(([name, { tag }]) => [name, tag]));

/** Puts values where the spec says that a session has them. */
export function place(values: DimensionValues): RecordPart {
  const part: RecordPart = { root: {}, groups: {}, requiredTags: {} };
  for (const name in values) {
    const value = values[name];
    if (value === undefined) continue;
    for (const { group, key, isList } of PLACES.get(name)!) {
      const target = group === undefined ? part.root : (part.groups[group] ??= {});
      target[key] = isList ? [value] : value;
    }
    const tag = TAGS.get(name);
    if (tag !== undefined) part.requiredTags[tag] = value;
  }
  return part;
}

/** A dimension that the spec gives no place appears at the root, as a field the spec has not. */
function placesOf(name: string, paths: readonly string[], tag: string | undefined): Place[] {
  if (paths.length === 0 && tag === undefined) return [{ key: name, isList: false }];
  return paths.map((path) => {
    const [group, key] = path.split(".");
    const isList = LISTS.has(path);
    return key === undefined ? { key: group!, isList } : { group, key, isList };
  });
}
