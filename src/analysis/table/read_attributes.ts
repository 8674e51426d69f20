import type { Endpoint } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { isObject } from "../../session/decode/json/is_object.ts";
import { OTHER_FIELDS, splitPath } from "../../session/decode/record_schema.ts";
import type { Session } from "../../session/session.ts";

/** Takes the value of an attribute; of several values of one, the first counts. */
export type TakeAttribute = (name: string, value: string) => void;

/** What an endpoint says about where sessions have the values of attributes. */
const places = perEndpoint(({ dimensions, fields }) => ({
  dimensions: Object.entries(dimensions).map(([name, { paths, tag }]) => ({
    name,
    paths: paths.map(splitPath),
    tag,
  })),
  tagGroups: fields.filter(({ type }) => type === "map").map(({ path }) => path),
  /** Tags that are dimensions under another name. */
  dimensionTags: new Set(Object.values(dimensions).flatMap(({ tag }) => tag ?? [])),
}));

/**
 * Reads the dimensions and tags of a session, in one walk over it: each has the value that
 * `dimensionValue()` finds.
 *
 * @param wanted Names to read; absent for all dimensions of the catalogue and all tags.
 */
export function readAttributes(
  session: Session,
  endpoint: Endpoint,
  wanted: ReadonlySet<string> | undefined,
  take: TakeAttribute,
): void {
  const { dimensions, tagGroups, dimensionTags } = places(endpoint);
  const offer = (name: string, value: unknown) => {
    const text = textOf(value);
    if (text !== undefined) take(name, text);
  };
  for (const { name, paths, tag } of dimensions) {
    if (wanted && !wanted.has(name)) continue;
    for (const { group, name: field } of paths) {
      const place = group === undefined ? session : session[group];
      if (isObject(place)) offer(name, place[field]);
    }
    if (tag === undefined) continue;
    for (const group of tagGroups) {
      const tags = session[group];
      if (isObject(tags) && Object.hasOwn(tags, tag)) offer(name, tags[tag]);
    }
  }
  const isNamed = (name: string) => wanted?.has(name) ?? Object.hasOwn(endpoint.dimensions, name);
  for (const name in session) {
    if (!isObject(session[name]) && isNamed(name)) offer(name, session[name]);
  }
  for (const group in session) {
    const place: unknown = session[group];
    if (!isObject(place) || group === OTHER_FIELDS) continue;
    const isTags = wanted === undefined && tagGroups.includes(group);
    for (const name in place) {
      if (isNamed(name) || (isTags && !dimensionTags.has(name))) offer(name, place[name]);
    }
  }
}

/** A value as text; the first of a list. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (Array.isArray(value)) {
    for (const member of value) {
      const text = Array.isArray(member) ? undefined : textOf(member);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  return typeof value === "object" || value === undefined ? undefined : String(value);
}
