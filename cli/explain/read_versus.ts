import type { CompareWith } from "../../src/explain/mod.ts";
import type { Endpoint } from "../../src/mod.ts";
import { parseFilterText, queryError } from "../../src/view/mod.ts";

/**
 * Reads the filters that sessions are compared with.
 *
 * @returns `undefined` if there are none.
 * @throws QueryError if they cannot be read.
 */
export function readVersus(
  filters: readonly string[] | undefined,
  endpoint: Endpoint,
): CompareWith["versus"] {
  if (filters === undefined) return undefined;
  const { query, findings } = parseFilterText(filters, [], endpoint);
  if (findings.length > 0) throw queryError(findings);
  return query;
}
