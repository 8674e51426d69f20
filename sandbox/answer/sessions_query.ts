import type { Endpoint, ParameterFact } from "../../gen/endpoint.ts";
import { HttpProblem } from "../http/http_problem.ts";
import type { RefusalOptions } from "../http/refusals.ts";
import type { AccountOptions } from "../sandbox_options.ts";
import { parseTimeRange } from "./time_range.ts";
import { ACCOUNT_DIMENSIONS } from "../universe/attributes/attributes.ts";
import type { WireFilters } from "../universe/attributes/attribute_predicate.ts";
import type { TimeSpan } from "./window_semantics.ts";

/** A request to the sessions endpoint that keeps every rule. */
export interface SessionsQuery {
  readonly window: TimeSpan;
  readonly limit: number;
  readonly filters: WireFilters;
}

/**
 * Reads the query of the sessions endpoint.
 *
 * @throws HttpProblem with 400 that names everything that is wrong.
 */
export function parseSessionsQuery(
  query: URLSearchParams,
  endpoint: Endpoint,
  nowMs: number,
  options: RefusalOptions & AccountOptions = {},
): SessionsQuery {
  const problems: string[] = [];
  const window = parseTimeRange(query, endpoint, nowMs, options, problems);
  const limit = parseLimit(query, endpoint, problems);
  const filters: Record<string, readonly string[]> = {};
  for (const name of new Set(query.keys())) {
    const role = roleOf(name, endpoint);
    if (role === undefined || options.lackedDimensions?.includes(name)) {
      problems.push(`Unknown parameter '${name}'`);
    } else if (role === "filter") {
      filters[name] = query.getAll(name);
      problems.push(...filterProblems(name, filters[name], endpoint));
    }
  }
  if (problems.length > 0 || !window) throw new HttpProblem(400, problems.join("; "));
  return { window, limit, filters };
}

/** The number of filters that a query is charged for: its `key=value` pairs but time and limit. */
export function countFilters(query: URLSearchParams, endpoint: Endpoint): number {
  return [...query.keys()].filter((name) => roleOf(name, endpoint) === "filter").length;
}

function roleOf(
  name: string,
  { parameters, dimensions, tagPrefix }: Endpoint,
): ParameterFact["role"] | undefined {
  if (Object.hasOwn(parameters, name)) return parameters[name]!.role;
  const isFilter = (name.startsWith(tagPrefix) && name !== tagPrefix) ||
    Object.hasOwn(dimensions, name) || Object.hasOwn(ACCOUNT_DIMENSIONS, name);
  return isFilter ? "filter" : undefined;
}

function filterProblems(
  name: string,
  values: readonly string[],
  { parameters }: Endpoint,
): string[] {
  const isFlag = Object.hasOwn(parameters, name) && parameters[name]!.type === "boolean";
  return values.flatMap((value) => {
    if (isFlag && value !== "true" && value !== "false") {
      return [`'${name}' must be true or false: received '${value}'`];
    }
    return value === "" ? [`'${name}' must not be empty`] : [];
  });
}

function parseLimit(
  query: URLSearchParams,
  { parameters, limits }: Endpoint,
  problems: string[],
): number {
  const { minSessions, maxSessions, defaultSessions } = limits;
  const name = Object.keys(parameters).find((name) => parameters[name]!.role === "limit")!;
  const values = query.getAll(name);
  if (values.length === 0) return defaultSessions;
  const limit = Number(values[0]);
  const isInteger = values.length === 1 && /^\d+$/.test(values[0]!);
  if (!isInteger || limit < minSessions || limit > maxSessions) {
    problems.push(
      `'${name}' must be one integer from ${minSessions} to ${maxSessions}: received '${values}'`,
    );
  }
  return limit;
}
