import type { DimensionFact, Endpoint } from "../../gen/endpoint.ts";
import type { DimensionValues, Entity } from "../catalogue/entity.ts";

/**
 * A part of a session's record, as members of JSON objects: most of a record is the same in many
 * sessions, and joining texts takes a fraction of the time of writing objects out.
 */
export interface RecordPart {
  /** Members at the root. */
  readonly root: string;
  /** Members of the groups, for example of `network_info`. */
  readonly groups: Readonly<Record<string, string>>;
  /** Members of the required tags. */
  readonly requiredTags: string;
}

interface Place {
  readonly group?: string;
  readonly key: string;
  readonly isList: boolean;
}

/** Where an endpoint's sessions have what. */
export class Placement {
  readonly #facts: ReadonlyMap<string, DimensionFact>;
  readonly #lists: ReadonlySet<string>;
  readonly #parts = new WeakMap<Entity, RecordPart>();

  constructor({ dimensions, fields }: Pick<Endpoint, "dimensions" | "fields">) {
    this.#facts = new Map(Object.entries(dimensions));
    this.#lists = new Set(
      fields.filter((field) => field.type === "strings").map(({ path }) => path),
    );
  }

  /** The part of an entity, put together once. */
  partOf(entity: Entity): RecordPart {
    let part = this.#parts.get(entity);
    if (!part) this.#parts.set(entity, part = this.place(entity.values));
    return part;
  }

  /** Puts values where the spec says that a session has them. */
  place(values: DimensionValues): RecordPart {
    const root: Record<string, unknown> = {};
    const groups: Record<string, Record<string, unknown>> = {};
    const requiredTags: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      for (const { group, key, isList } of this.#placesOf(name)) {
        const target = group === undefined ? root : (groups[group] ??= {});
        target[key] = isList ? [value] : value;
      }
      const tag = this.#facts.get(name)?.tag;
      if (tag !== undefined) requiredTags[tag] = value;
    }
    return {
      root: members(root),
      groups: Object.fromEntries(
        Object.entries(groups).map(([name, group]) => [name, members(group)]),
      ),
      requiredTags: members(requiredTags),
    };
  }

  /** A dimension that the spec gives no place appears at the root, as a field the spec has not. */
  #placesOf(name: string): Place[] {
    const { paths = [], tag } = this.#facts.get(name) ?? {};
    if (paths.length === 0 && tag === undefined) return [{ key: name, isList: false }];
    return paths.map((path) => {
      const [group, key] = path.split(".");
      const isList = this.#lists.has(path);
      return key === undefined ? { key: group!, isList } : { group, key, isList };
    });
  }
}

/** An object as JSON, without its braces. */
export function members(object: object): string {
  return JSON.stringify(object).slice(1, -1);
}

/** Joins the members of two objects. */
export function joined(a: string, b: string): string {
  return a === "" ? b : b === "" ? a : `${a},${b}`;
}
