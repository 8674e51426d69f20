import {
  type Endpoint,
  formatOutcome,
  type ParameterFact,
  type QueryError,
} from "../../../src/mod.ts";
import { perEndpoint, queryError } from "../../../src/view/mod.ts";
import { z } from "zod";
import { MAX_FILTERS, MAX_NAME_LENGTH, MAX_TEXT_LENGTH, MAX_VALUES } from "../../bounds.ts";

/** The filters among the parameters of the spec, each an argument of its name. */
const filtersOf = perEndpoint(({ parameters }) =>
  Object.entries(parameters).filter(([, { role }]) => role === "filter")
);

/** The argument that says which values of dimensions and tags sessions must have. */
const FILTERS = z.array(z.strictObject({
  dimension: z.string().max(MAX_NAME_LENGTH).describe("e.g. cdn, tag_plan"),
  values: z.array(z.string().max(MAX_TEXT_LENGTH)).max(MAX_VALUES).describe("Any of these"),
})).max(MAX_FILTERS).describe("All must match").optional();

/** Arguments that say which sessions. */
export function filterShape(endpoint: Endpoint) {
  return {
    ...Object.fromEntries(
      filtersOf(endpoint).map(([name, fact]) =>
        [name, parameterSchema(fact).describe(meaningOf(name, fact, endpoint)).optional()] as const
      ),
    ),
    filters: FILTERS,
    tags: z.array(z.strictObject({
      name: z.string().max(MAX_NAME_LENGTH).describe("Without prefix"),
      value: z.string().max(MAX_TEXT_LENGTH).describe("Exact"),
    })).max(MAX_FILTERS).describe("All must match").optional(),
  };
}

/** What a filter means: of a flag, whose name says it already, its abbreviation will do. */
function meaningOf(name: string, { description }: ParameterFact, { fields }: Endpoint): string {
  const outcome = fields.find(({ path }) => path === name)?.outcome;
  return outcome ? formatOutcome(outcome) : description.replace(/\.$/, "");
}

/** Filters as the arguments have them. */
export interface FilterArguments {
  readonly filters?: readonly { readonly dimension: string; readonly values: readonly string[] }[];
  readonly tags?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * The filters, as part of a query.
 *
 * @throws QueryError if a tag has two values, since the API takes one.
 */
export function readFilters(args: FilterArguments, endpoint: Endpoint): Record<string, unknown> {
  const { filters = [], tags = [] } = args;
  const { tagPrefix } = endpoint;
  const tagOf = (name: string) => withoutPrefix(name, tagPrefix);
  // A map, since a name may be one that every object has.
  const dimensions = new Map<string, string[]>();
  const wanted = new Map<string, string>();
  const want = (name: string, value: string) => {
    if ((wanted.get(name) ?? value) !== value) throw twoValues(name, wanted.get(name)!, value);
    wanted.set(name, value);
  };
  for (const { dimension, values } of filters) {
    const tag = tagOf(dimension);
    if (tag !== undefined) { for (const value of values) want(tag, value); }
    else dimensions.set(dimension, [...dimensions.get(dimension) ?? [], ...values]);
  }
  for (const { name, value } of tags) want(tagOf(name) ?? name, value);
  const parameters = filtersOf(endpoint)
    .map(([name]) => [name, (args as Record<string, unknown>)[name]] as const)
    .filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(parameters),
    ...(dimensions.size > 0 && { dimensions: Object.fromEntries(dimensions) }),
    ...(wanted.size > 0 && { tags: Object.fromEntries(wanted) }),
  };
}

/** The name of a tag of a name with the API's prefix, as lists and columns have it. */
function withoutPrefix(name: string, prefix: string): string | undefined {
  return name.startsWith(prefix) && name.length > prefix.length
    ? name.slice(prefix.length)
    : undefined;
}

function twoValues(name: string, first: string, second: string): QueryError {
  return queryError([{
    parameter: "tags",
    received: `${JSON.stringify(first)} and ${JSON.stringify(second)} for ${JSON.stringify(name)}`,
    problem: "a tag must match one value",
    allowed: "one value for each name",
    wayOut: "one_call_each",
  }]);
}

function parameterSchema({ type }: ParameterFact): z.ZodType {
  switch (type) {
    case "boolean":
      return z.boolean();
    case "integer":
      return z.int();
    case "number":
      return z.number();
    case "string":
      return z.string().max(MAX_TEXT_LENGTH);
  }
}
