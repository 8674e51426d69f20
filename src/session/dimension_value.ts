import type { Endpoint } from "../../gen/endpoint.ts";
import { dimensionFact } from "../query/name/parameter_fact.ts";
import { perEndpoint } from "../query/per_endpoint.ts";
import { isObject } from "./decode/json/is_object.ts";
import { OTHER_FIELDS, splitPath } from "./decode/record_schema.ts";
import type { Session } from "./session.ts";

/** Where the sessions of an endpoint have the values of its dimensions. */
const places = perEndpoint(({ dimensions, fields }) => ({
  /** The fields, by dimension. */
  byDimension: new Map(
    Object.entries(dimensions).map(([name, { paths }]) => [name, paths.map(splitPath)]),
  ),
  /** The fields that hold tags. */
  tags: fields.filter(({ type }) => type === "map").map(({ path }) => path),
}));

/**
 * The values of a dimension of a session, wherever the record has them: where the spec says, in the
 * tag that carries the dimension, or under the dimension's own name at the root or in any group,
 * tags included, which is where an account's own dimensions are. The first place that has a value
 * counts.
 *
 * @param name Name of a dimension, of the catalogue or of the account, or of a custom tag.
 * @returns As texts; several only where the record has a list, none if the record has no value.
 */
export function dimensionValues(
  session: Session,
  name: string,
  endpoint: Endpoint,
): readonly string[] {
  const { byDimension, tags } = places(endpoint);
  for (const { group, name: field } of byDimension.get(name) ?? []) {
    const values = valuesIn(group === undefined ? session : session[group], field);
    if (values.length > 0) return values;
  }
  const tag = dimensionFact(name, endpoint)?.tag;
  for (const group of tag === undefined ? [] : tags) {
    const values = valuesIn(session[group], tag!);
    if (values.length > 0) return values;
  }
  const atRoot = valuesIn(session, name);
  if (atRoot.length > 0) return atRoot;
  for (const [group, place] of Object.entries(session)) {
    // What did not fit its field is not its value.
    const values = group === OTHER_FIELDS ? [] : valuesIn(place, name);
    if (values.length > 0) return values;
  }
  return [];
}

/** The values of a custom tag of a session, as texts; none if the session does not carry the tag. */
export function tagValues(session: Session, name: string, endpoint: Endpoint): readonly string[] {
  // The last group is that of custom tags, which may share a name with one of Conviva's.
  for (const group of places(endpoint).tags.toReversed()) {
    const values = valuesIn(session[group], name);
    if (values.length > 0) return values;
  }
  return [];
}

/** Names of the custom tags of a session. */
export function tagNames(session: Session, endpoint: Endpoint): readonly string[] {
  const custom = session[places(endpoint).tags.at(-1) ?? ""];
  return isObject(custom) ? Object.keys(custom) : [];
}

/** The value of a dimension of a session, the first if it has several; see `dimensionValues()`. */
export function dimensionValue(
  session: Session,
  name: string,
  endpoint: Endpoint,
): string | undefined {
  return dimensionValues(session, name, endpoint)[0];
}

function valuesIn(place: unknown, name: string): readonly string[] {
  if (!isObject(place) || !Object.hasOwn(place, name)) return [];
  const value = place[name];
  return (Array.isArray(value) ? value : [value]).flatMap((member) =>
    typeof member === "object" || member === undefined || member === "" ? [] : [String(member)]
  );
}
