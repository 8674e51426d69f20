import {
  type CheckedQuery,
  type Endpoint,
  QueryError,
  type QueryFinding,
} from "../../../src/mod.ts";
import type { ToolContext } from "../tool_context.ts";

/** Names of dimensions that are listed to a reader. */
const MAX_NAMES = 20;

/**
 * The filters of a query whose dimensions the account does not list, with what it has; none if the
 * API does not say. A list may be short, so that this explains a failure and prevents no question.
 */
export async function lackedDimensions(
  { filters }: CheckedQuery,
  { accountDimensions, endpoint }: Pick<ToolContext, "accountDimensions" | "endpoint">,
  signal: AbortSignal,
): Promise<readonly QueryFinding[]> {
  const asked = Object.entries(filters.dimensions);
  if (asked.length === 0) return [];
  const listed = (await accountDimensions(signal))?.map(({ name }) => name) ?? [];
  if (listed.length === 0) return [];
  return asked.filter(([name]) => !listed.includes(name)).map(([name, values]) => ({
    parameter: `dimensions.${name}`,
    received: JSON.stringify(values),
    problem: "the account does not have this dimension",
    allowed: nearestFirst(name, listed, endpoint),
  }));
}

/** Names that share a word with another first, then the account's own; as many as are read. */
function nearestFirst(
  name: string,
  listed: readonly string[],
  { dimensions }: Pick<Endpoint, "dimensions">,
): string {
  const words = new Set(name.split("_"));
  const rank = (one: string) =>
    one.split("_").some((word) => words.has(word)) ? 0 : Object.hasOwn(dimensions, one) ? 2 : 1;
  const shown = listed.toSorted((a, b) => rank(a) - rank(b)).slice(0, MAX_NAMES);
  const more = listed.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more: see list_session_dimensions` : "");
}

/** A refusal of the API, with the dimensions that the account lacks; other errors as they are. */
export async function withLackedDimensions(
  error: unknown,
  checked: CheckedQuery,
  context: ToolContext,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof QueryError) || error.request.status === undefined) return error;
  const lacked = await lackedDimensions(checked, context, signal);
  return new QueryError(error.message, [...lacked, ...error.findings], error.request);
}
