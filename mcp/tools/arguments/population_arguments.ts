import type { CheckedQuery, SessionsQuery } from "../../../src/mod.ts";
import { checkQuery, parseFilterText, queryError } from "../../../src/view/mod.ts";
import { z } from "zod";
import { MAX_FILTERS, MAX_TEXT_LENGTH } from "../../bounds.ts";
import type { ToolContext } from "../tool_context.ts";
import { gatherMistakes } from "./gather_mistakes.ts";
import { presentMs, RANGE_SHAPE, type RangeArguments, readRange } from "./range_arguments.ts";

/**
 * Filters as texts, `cdn=Akamai`: the definitions of the tools that answer questions would be half as
 * long again with filters as a search has them, which these take as well.
 */
export function filterTexts(description: string) {
  return z.array(z.string().max(MAX_TEXT_LENGTH)).max(MAX_FILTERS).describe(description).optional();
}

/** Arguments that say which sessions a question is about. */
export const POPULATION_SHAPE = {
  ...RANGE_SHAPE,
  filters: filterTexts("e.g. cdn=A, tag_plan=B"),
};

/** Sessions that a question is about, as the arguments have them. */
export type PopulationArguments = RangeArguments & { readonly filters?: readonly string[] };

/** Sessions that a question is about. */
export interface Population {
  readonly checked: CheckedQuery;
  /** The same for the client, its range fixed. */
  readonly query: SessionsQuery<string>;
}

/** Stands in for a range that cannot be read, so that the rest can be checked. */
const ANY_RANGE = { last: "1m" };

/**
 * Reads which sessions a question is about, and asks nothing but, for a name that the catalogue does
 * not have, the account's own dimensions.
 *
 * @throws QueryError with all that is wrong.
 */
export async function readPopulation(
  args: PopulationArguments,
  signal: AbortSignal,
  context: Pick<ToolContext, "endpoint" | "accountDimensions" | "now">,
): Promise<Population> {
  const nowMs = presentMs(context.now());
  const mistakes = gatherMistakes();
  const range = await mistakes.of(() => readRange(args, nowMs));
  const filters = await mistakes.of(() => readFilterTexts(args.filters ?? [], context));
  const checked = await mistakes.of(() =>
    checkPopulation({ ...range ?? ANY_RANGE, ...filters }, nowMs, signal, context)
  );
  if (mistakes.findings.length > 0 || !checked) throw queryError(mistakes.findings);
  const { startMs, endMs } = checked.range;
  return { checked, query: { ...filters, start: startMs, end: endMs } };
}

/**
 * Reads filters, as part of a query.
 *
 * @throws QueryError if one cannot be read.
 */
export function readFilterTexts(
  texts: readonly string[],
  { endpoint }: Pick<ToolContext, "endpoint">,
): SessionsQuery<string> {
  const { query, findings } = parseFilterText(texts, [], endpoint);
  if (findings.length > 0) throw queryError(findings);
  return query;
}

/**
 * Checks a query by all rules, names of dimensions by those that the account has.
 *
 * @throws QueryError with all that is wrong.
 */
export async function checkPopulation(
  query: SessionsQuery<string>,
  nowMs: number,
  signal: AbortSignal,
  { endpoint, accountDimensions }: Pick<ToolContext, "endpoint" | "accountDimensions">,
): Promise<CheckedQuery> {
  const isKnown = Object.keys(query.dimensions ?? {})
    .every((name) => Object.hasOwn(endpoint.dimensions, name));
  const own = isKnown ? [] : (await accountDimensions(signal))?.map(({ name }) => name) ?? "any";
  return checkQuery(query, { nowMs, endpoint, requests: "many", accountDimensions: own });
}
