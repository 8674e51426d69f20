import type { Correction, QueryFinding } from "../../errors.ts";
import { checkDimensions } from "./check_dimensions.ts";
import { checkLimit } from "./check_limit.ts";
import type { CheckQueryOptions } from "./check_options.ts";
import { checkSize } from "./check_size.ts";
import { checkParameter } from "./check_parameter.ts";
import { checkRange, isTimeParameter, NO_RANGE, NO_START } from "./check_range.ts";
import { checkTags } from "./check_tags.ts";
import { CheckedQuery } from "./checked_query.ts";
import {
  correctionOf,
  LIBRARY_PARAMETERS,
  longestRange,
  meantLast,
} from "../finding/correction.ts";
import { finding, type Report } from "../finding/finding.ts";
import { meantName } from "../name/meant_name.ts";
import { dimensionFact, parameterFact } from "../name/parameter_fact.ts";
import { readEntries } from "../filter/read_entries.ts";
import { queryError } from "../finding/script_dialect.ts";
import type { SessionsQuery } from "../sessions_query.ts";

/**
 * Checks a query against every rule of the API that can be known before it is asked. Any value is
 * taken, since callers in JavaScript and assistants are not held to the types. What was checked for
 * many requests to the endpoint already is returned as it is.
 *
 * @throws QueryError with all that is wrong, in the order of the query.
 */
export function checkQuery<AccountDimension extends string = never>(
  query: SessionsQuery<AccountDimension> | CheckedQuery,
  options: CheckQueryOptions,
): CheckedQuery {
  if (options.requests === "many" && CheckedQuery.isOf(options.endpoint, query)) return query;
  const { checked, findings } = examine(query, options);
  if (checked) return checked;
  const wrong = new Set(findings.map(({ parameter }) => parameter));
  const times = (readEntries(query) ?? []).filter(([name]) =>
    isTimeParameter(name, options.endpoint) && name !== "last" && !wrong.has(name)
  );
  const tried = findings.map((finding) => withTriedCorrection(finding, times, options));
  const isTime = (name: string) => isTimeParameter(name, options.endpoint);
  // Who mistyped the name of the range has given one.
  const isRangeMeant = tried.some(({ parameter, correction }) =>
    !isTime(parameter) && Object.keys(correction ?? {}).some(isTime)
  );
  throw queryError(
    isRangeMeant ? tried.filter(({ received }) => received !== NO_RANGE) : tried,
  );
}

/** Applies every rule. */
function examine(
  query: unknown,
  options: CheckQueryOptions,
): { checked?: CheckedQuery; findings: readonly QueryFinding[] } {
  const findings: QueryFinding[] = [];
  const report: Report = (...found) => findings.push(finding(...found));
  if (CheckedQuery.is(query)) {
    report("query", { absent: "a checked query" }, {
      problem: "a query is checked for pages() and sessions() of one endpoint",
      allowed: "the query that was checked",
    });
    return { findings };
  }
  const entries = readEntries(query);
  if (!entries) {
    report("query", { value: query }, {
      problem: "a query must be a plain object",
      allowed: "an object of parameters",
      correction: query === undefined || query === null
        ? longestRange(options.endpoint)
        : meantLast(query),
    });
    return { findings };
  }
  const { endpoint } = options;
  if (!checkSize("query", entries, "parameters", endpoint, report)) return { findings };
  const times: [string, unknown][] = [];
  const parameters: [string, string | boolean][] = [];
  let limit: number | undefined;
  let tags = {};
  let dimensions = {};
  for (const [name, value] of entries) {
    if (isTimeParameter(name, endpoint)) times.push([name, value]);
    else if (name === "tags") tags = checkTags(value, endpoint, report);
    else if (name === "dimensions") dimensions = checkDimensions(value, options, report);
    else {
      const fact = parameterFact(name, endpoint);
      if (fact?.role === "limit") limit = checkLimit(name, value, options, report);
      else if (fact) {
        const checked = checkParameter(name, value, fact, report);
        if (checked !== undefined) parameters.push([name, checked]);
      } else reportUnknown(name, value, options, report);
    }
  }
  const range = checkRange(times, options, report);
  if (!range || findings.length > 0) return { findings: inOrder(findings, entries) };
  const oldestMs = options.nowMs - endpoint.limits.maxAgeMs;
  const checked = new CheckedQuery(endpoint, {
    range,
    ...range.startMs < oldestMs && { cutOff: { startMs: range.startMs, endMs: oldestMs } },
    limit,
    filters: { parameters: Object.fromEntries(parameters), tags, dimensions },
  });
  return { checked, findings };
}

type Times = readonly (readonly [name: string, value: unknown])[];

/**
 * The finding with its correction only if that would be taken. Of a correction that has a mistake in
 * its turn (`limits: "5"`), the correction of that is offered.
 *
 * @param times The times of the query that are right.
 */
function withTriedCorrection(
  finding: QueryFinding,
  times: Times,
  options: CheckQueryOptions,
): QueryFinding {
  const { correction, ...rest } = finding;
  if (!correction) return finding;
  const tried = findingsWith(correction, times, options);
  if (tried.length === 0) return finding;
  const again = tried.length === 1 ? tried[0]!.correction : undefined;
  const isRight = again && findingsWith(again, times, options).length === 0;
  return isRight ? { ...rest, correction: again } : rest;
}

/** What would be wrong if a correction were used, with the times of the query that it leaves. */
function findingsWith(
  correction: Correction,
  times: Times,
  options: CheckQueryOptions,
): readonly QueryFinding[] {
  const names = Object.keys(correction);
  const range = !names.some((name) => isTimeParameter(name, options.endpoint))
    ? longestRange(options.endpoint)
    : names.includes("last")
    ? {}
    : Object.fromEntries(times);
  // A start that has a mistake of its own gets its own correction.
  return examine({ ...range, ...correction }, options).findings
    .filter(({ received }) => received !== NO_START);
}

function reportUnknown(
  name: string,
  value: unknown,
  { endpoint, accountDimensions = [] }: CheckQueryOptions,
  report: Report,
): void {
  const isTag = name.startsWith(endpoint.tagPrefix);
  const isOwn = accountDimensions !== "any" && accountDimensions.includes(name);
  const isDimension = isOwn || dimensionFact(name, endpoint) !== undefined;
  const own = accountDimensions === "any" ? [] : accountDimensions;
  const meant = isTag || isDimension
    ? name
    : meantName(name, endpoint, [...LIBRARY_PARAMETERS, ...own]);
  report(name, { value }, {
    problem: isTag
      ? "a custom tag stands under `tags`, without the prefix"
      : isDimension
      ? "a dimension stands under `dimensions`"
      : `there is no such parameter${meant ? `; did you mean '${meant}'?` : ""}`,
    allowed: "a parameter of the API, a time range, `tags` or `dimensions`",
    correction: meant === undefined ? undefined : correctionOf(meant, value, endpoint),
  });
}

/** Puts the findings in the order of the parameters in the query. */
function inOrder(
  findings: readonly QueryFinding[],
  entries: readonly (readonly [name: string, value: unknown])[],
): QueryFinding[] {
  const names = entries.map(([name]) => name);
  const rank = ({ parameter }: QueryFinding) =>
    (names.indexOf(parameter) + 1 || names.indexOf(parameter.split(".")[0]!) + 1) || Infinity;
  return [...findings].sort((a, b) => rank(a) === rank(b) ? 0 : rank(a) - rank(b));
}
