import { type CheckedQuery, checkQuery, DIMENSIONS, type SessionsQuery } from "../../src/mod.ts";
import type { ToolContext } from "./tool_context.ts";

/** A query that keeps every rule. */
export interface CheckedSearch {
  readonly checked: CheckedQuery;
  /** The same for the client, its range fixed. */
  readonly query: SessionsQuery<string>;
  /** Names of the account's own dimensions, as far as they had to be known; `any` if nobody knows. */
  readonly own: readonly string[] | "any";
}

/**
 * Checks a query before anything is asked. The account's own dimensions are asked for only if the
 * query has a name that the catalogue does not.
 *
 * @throws QueryError with all that is wrong.
 */
export async function checkedQuery(
  query: Readonly<Record<string, unknown>>,
  context: Pick<ToolContext, "accountDimensions"> & { nowMs: number; signal: AbortSignal },
): Promise<CheckedSearch> {
  const own = await ownDimensions(Object.keys(query.dimensions ?? {}), context);
  const checked = checkQuery(query as SessionsQuery<string>, {
    nowMs: context.nowMs,
    window: "any",
    accountDimensions: own,
  });
  const { range } = checked;
  const { last: _, ...rest } = query as SessionsQuery<string>;
  return { checked, query: { ...rest, start: range.startMs, end: range.endMs }, own };
}

async function ownDimensions(
  names: readonly string[],
  { accountDimensions, signal }: Pick<ToolContext, "accountDimensions"> & { signal: AbortSignal },
): Promise<readonly string[] | "any"> {
  if (names.every((name) => Object.hasOwn(DIMENSIONS, name))) return [];
  return (await accountDimensions(signal))?.map(({ name }) => name) ?? "any";
}
