import type { Endpoint } from "../../../gen/endpoint.ts";
import { queryError } from "../../query/finding/script_dialect.ts";

/** What stands in a query of the spec: values, maps of values, and lists of values that OR. */
type QueryValue = string | number | boolean | readonly string[] | undefined;

/**
 * Writes the query of the spec as text: maps as parameters of their own, lists as repeated keys,
 * names and values encoded, `undefined` left out.
 *
 * @throws QueryError if a tag lacks the prefix, or a dimension has the name of another parameter.
 */
export function serializeQuery(query: Record<string, unknown>, endpoint: Endpoint): string {
  const parts: string[] = [];
  const add = (name: string, value: QueryValue) => {
    for (const one of [value].flat()) {
      if (one !== undefined) {
        parts.push(`${encode(name)}=${encode(String(one))}`);
      }
    }
  };
  for (const [name, value] of Object.entries(query)) {
    if (name !== "tags" && name !== "dimensions") add(name, value as QueryValue);
    else {
      for (const [key, member] of Object.entries(value ?? {})) {
        checkKey(name, key, endpoint);
        add(key, member as QueryValue);
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
