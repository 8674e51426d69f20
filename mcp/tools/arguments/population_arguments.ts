import type { CheckedQuery, SessionsQuery } from "../../../src/mod.ts";
import { checkQuery, queryError } from "../../../src/view/mod.ts";
import type { ToolContext } from "../tool_context.ts";
import { checkFilterTexts, filterTexts, readFilterTexts } from "./filter_texts.ts";
import { gatherMistakes } from "./gather_mistakes.ts";
import { presentMs, RANGE_SHAPE, type RangeArguments, readRange } from "./range_arguments.ts";

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
  const { endpoint } = context;
  const texts = args.filters ?? [];
  const mistakes = gatherMistakes();
  const range = await mistakes.of(() => readRange(args, presentMs(context.now())));
  const filters = await mistakes.of(() => readFilterTexts(texts, "filters", endpoint));
  const query = { ...range ?? ANY_RANGE, ...filters };
  const checked = await mistakes.of(() =>
    checkFilterTexts(texts, "filters", endpoint, () => checkPopulation(query, signal, context))
  );
  if (mistakes.findings.length > 0 || !checked) throw queryError(mistakes.findings);
  const { startMs, endMs } = checked.range;
  return { checked, query: { ...filters, start: startMs, end: endMs } };
}

/**
 * Checks a query by all rules, names of dimensions by those that the account has.
 *
 * @throws QueryError with all that is wrong.
 */
export async function checkPopulation(
  query: SessionsQuery<string>,
  signal: AbortSignal,
  { endpoint, accountDimensions, now }: Pick<
    ToolContext,
    "endpoint" | "accountDimensions" | "now"
  >,
): Promise<CheckedQuery> {
  const isKnown = Object.keys(query.dimensions ?? {})
    .every((name) => Object.hasOwn(endpoint.dimensions, name));
  const own = isKnown ? [] : (await accountDimensions(signal))?.map(({ name }) => name) ?? "any";
  return checkQuery(query, {
    nowMs: presentMs(now()),
    endpoint,
    requests: "many",
    accountDimensions: own,
  });
}
