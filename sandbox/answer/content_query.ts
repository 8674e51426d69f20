import type { ParameterFact } from "../../gen/endpoint.ts";
import { ENDPOINT } from "../endpoint.ts";
import { HttpProblem } from "../http/http_problem.ts";
import type { RefusalOptions } from "../http/refusals.ts";
import type { AccountOptions } from "../sandbox_options.ts";
import { parseTimeRange } from "./time_range.ts";
import { ACCOUNT_DIMENSIONS } from "../universe/attributes.ts";
import type { WireFilters } from "../universe/attribute_predicate.ts";
import type { TimeSpan } from "./window_semantics.ts";

/** A request to the sessions endpoint that keeps every rule. */
export interface ContentQuery {
  readonly window: TimeSpan;
  readonly limit: number;
  readonly filters: WireFilters;
}

/**
 * Reads the query of the sessions endpoint.
 *
 * @throws HttpProblem with 400 that names everything that is wrong.
 */
export function parseContentQuery(
  query: URLSearchParams,
  nowMs: number,
  options: RefusalOptions & AccountOptions = {},
): ContentQuery {
  const problems: string[] = [];
  const window = parseTimeRange(query, nowMs, options, problems);
  const limit = parseLimit(query.getAll("limit"), problems);
  const filters: Record<string, readonly string[]> = {};
  for (const name of new Set(query.keys())) {
    const role = roleOf(name);
    if (role === undefined || options.lackedDimensions?.includes(name)) {
      problems.push(`Unknown parameter '${name}'`);
    } else if (role === "filter") filters[name] = parseFilter(name, query.getAll(name), problems);
  }
  if (problems.length > 0 || !window) throw new HttpProblem(400, problems.join("; "));
  return { window, limit, filters };
}

/** The number of filters that a query is charged for: its `key=value` pairs but time and limit. */
export function countFilters(query: URLSearchParams): number {
  return [...query.keys()].filter((name) => roleOf(name) === "filter").length;
}

function roleOf(name: string): ParameterFact["role"] | undefined {
  if (Object.hasOwn(ENDPOINT.parameters, name)) return ENDPOINT.parameters[name]!.role;
  const isFilter = (name.startsWith(ENDPOINT.tagPrefix) && name !== ENDPOINT.tagPrefix) ||
    Object.hasOwn(ENDPOINT.dimensions, name) || Object.hasOwn(ACCOUNT_DIMENSIONS, name);
  return isFilter ? "filter" : undefined;
}

function parseFilter(name: string, values: string[], problems: string[]): string[] {
  const fact: ParameterFact | undefined = Object.hasOwn(ENDPOINT.parameters, name)
    ? ENDPOINT.parameters[name as keyof typeof ENDPOINT.parameters]
    : undefined;
  for (const value of values) {
    if (fact?.type === "boolean" && value !== "true" && value !== "false") {
      problems.push(`'${name}' must be true or false: received '${value}'`);
    } else if (value === "") problems.push(`'${name}' must not be empty`);
  }
  return values;
}

function parseLimit(values: readonly string[], problems: string[]): number {
  const { minSessions, maxSessions, defaultSessions } = ENDPOINT.limits;
  if (values.length === 0) return defaultSessions;
  const limit = Number(values[0]);
  const isInteger = values.length === 1 && /^\d+$/.test(values[0]!);
  if (!isInteger || limit < minSessions || limit > maxSessions) {
    problems.push(
      `'limit' must be one integer from ${minSessions} to ${maxSessions}: received '${values}'`,
    );
  }
  return limit;
}
