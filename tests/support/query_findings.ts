import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import { QueryError, type QueryFinding } from "../../src/errors.ts";
import type { CheckQueryOptions } from "../../src/query/check/check_options.ts";
import { checkQuery } from "../../src/query/check/check_query.ts";
import type { SessionsQuery } from "../../src/query/sessions_query.ts";

/** When the checks take place. */
export const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
export const HOUR_MS = 3_600_000;
/** A moment some time after the checks, or before. */
export const at = (ms: number) => new Date(NOW_MS + ms);

/** Checks any value as if it were a query. */
export function check(query: unknown, options: Partial<CheckQueryOptions> = {}) {
  return checkQuery(query as SessionsQuery, {
    endpoint: CONTENT,
    nowMs: NOW_MS,
    requests: "one",
    ...options,
  });
}

/** The findings about a query, none if it is right. */
export function findingsOf(
  query: unknown,
  options?: Partial<CheckQueryOptions>,
): readonly QueryFinding[] {
  try {
    check(query, options);
    return [];
  } catch (error) {
    assertEquals(error instanceof QueryError, true, String(error));
    return (error as QueryError).findings;
  }
}

/** Parameter and example of the only finding. */
export function onlyFinding(query: unknown, options?: Partial<CheckQueryOptions>) {
  const findings = findingsOf(query, options);
  assertEquals(findings.length, 1, JSON.stringify(findings));
  return findings[0]!;
}
