import type { Endpoint } from "../../../gen/endpoint.ts";
import { queryError } from "../../query/finding/script_dialect.ts";

/** A value, or a list of values of which one must match. */
type QueryValue = string | number | boolean | readonly string[] | undefined;

/** Parameters by the names that they have on the wire. */
type Parameters = Readonly<Record<string, QueryValue>>;

/** The query of an endpoint before it is text. */
export interface EndpointQuery {
  /** The parameters of the spec. */
  readonly parameters?: Parameters;
  /** Custom tags, each with the prefix. */
  readonly tags?: Parameters;
  /** Values of dimensions. */
  readonly dimensions?: Parameters;
}

/**
 * Writes a query as text: lists as repeated keys, names and values encoded, `undefined` left out.
 *
 * @throws QueryError if a tag lacks the prefix, or a dimension has the name of another parameter.
 */
export function serializeQuery(
  { parameters = {}, tags = {}, dimensions = {} }: EndpointQuery,
  endpoint: Endpoint,
): string {
  for (const key of Object.keys(tags)) checkKey("tags", key, endpoint);
  for (const key of Object.keys(dimensions)) checkKey("dimensions", key, endpoint);
  const parts: string[] = [];
  for (const map of [parameters, tags, dimensions]) {
    for (const [name, value] of Object.entries(map)) {
      for (const one of [value].flat()) {
        if (one !== undefined) parts.push(`${encode(name)}=${encode(String(one))}`);
      }
    }
  }
  return parts.join("&");
}

/** Encodes a name or a value; half a surrogate pair becomes U+FFFD, since no URL can hold it. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** A map's key becomes a parameter, so it must not pass for another one. */
function checkKey(
  map: "tags" | "dimensions",
  key: string,
  { tagPrefix, parameters, dimensions }: Endpoint,
): void {
  const isTag = key.startsWith(tagPrefix);
  const problem = map === "tags"
    ? (isTag && key !== tagPrefix ? undefined : `a tag's key must be '${tagPrefix}' and a name`)
    : isTag
    ? "a dimension cannot have the prefix of a tag"
    : Object.hasOwn(parameters, key) || key === ""
    ? "a dimension cannot have the name of another parameter"
    : undefined;
  if (problem === undefined) return;
  throw queryError([{
    parameter: `${map}.${key}`,
    received: `the key '${key}'`,
    problem,
    allowed: map === "tags" ? `'${tagPrefix}name'` : "the name of a dimension",
    correction: map === "tags"
      ? { tags: { [`${tagPrefix}plan`]: "premium" } }
      : { dimensions: { [Object.keys(dimensions)[0]!]: "…" } },
  }]);
}
