import { QueryError } from "../errors.ts";
import { finding } from "../query/finding/finding.ts";
import { queryError } from "../query/finding/script_dialect.ts";
import { meantName } from "../query/name/meant_name.ts";
import { dimensionFact } from "../query/name/parameter_fact.ts";
import type { TableSource } from "./table_source.ts";

/**
 * The dimensions and tags that names stand for, before anything is asked. A tag may be written with
 * the API's prefix; it has to be if its name is nearly that of a dimension.
 *
 * @returns The names as tables have them: those of tags without a prefix.
 * @throws QueryError if a name is none, and a dimension was most likely meant.
 */
export function attributeNames(source: TableSource, by: readonly string[]): string[] {
  const { endpoint } = source;
  const isPrefixed = (name: string) => name.startsWith(endpoint.tagPrefix);
  const meant = by.map((name) =>
    isPrefixed(name) || isDimension(source, name) ? name : meantName(name, endpoint) ?? name
  );
  const findings = by.flatMap((name, at) =>
    dimensionFact(meant[at]!, endpoint) === undefined || meant[at] === name ? [] : [
      finding("by", { value: name }, {
        problem: `there is no such dimension; did you mean '${meant[at]}'?`,
        allowed: `a dimension, or a tag with '${endpoint.tagPrefix}' before its name`,
        correction: { by: meant },
      }),
    ]
  );
  if (findings.length > 0) throw queryError(findings);
  return by.map((name) => isPrefixed(name) ? name.slice(endpoint.tagPrefix.length) : name);
}

/** Whether a name is that of a dimension of the catalogue or of the account. */
function isDimension(source: TableSource, name: string): boolean {
  try {
    source.check({ last: "1m", dimensions: { [name]: "any" } });
    return true;
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}
