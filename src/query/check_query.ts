import { DIMENSIONS, LIMITS, TAG_PREFIX } from "../../gen/facts.ts";
import { QueryError, type QueryFinding } from "../errors/query_error.ts";
import { checkDimensions, closestName } from "./check_dimensions.ts";
import { checkLimit } from "./check_limit.ts";
import type { CheckQueryOptions } from "./check_options.ts";
import { checkParameter } from "./check_parameter.ts";
import { checkRange, isTimeParameter } from "./check_range.ts";
import { checkTags } from "./check_tags.ts";
import type { CheckedQuery } from "./checked_query.ts";
import { closest } from "./closest.ts";
import { correctionOf, LONGEST_RANGE } from "./correction.ts";
import { finding, type Report } from "./finding.ts";
import { parameterFact } from "./parameter_fact.ts";
import { readEntries } from "./read_entries.ts";
import type { SessionsQuery } from "./sessions_query.ts";

/** Parameters of the library beside the API's own. */
const LIBRARY_PARAMETERS = ["last", "start", "end", "tags", "dimensions"];

/**
 * Checks a query against every rule of the API that can be known before it is asked. Any value is
 * taken, since callers in JavaScript and assistants are not held to the types.
 *
 * @throws QueryError with all that is wrong, in the order of the query.
 */
export function checkQuery<AccountDimension extends string = never>(
  query: SessionsQuery<AccountDimension>,
  options: CheckQueryOptions,
): CheckedQuery {
  const findings: QueryFinding[] = [];
  const report: Report = (...found) => findings.push(finding(...found));
  const entries = readEntries(query);
  if (!entries) {
    report("query", { value: query }, {
      problem: "a query must be a plain object",
      allowed: "an object of parameters",
      correction: LONGEST_RANGE,
    });
    throw QueryError.of(findings);
  }
  const { accountDimensions = [] } = options;
  const times: [string, unknown][] = [];
  const parameters: [string, string | boolean][] = [];
  let limit: number | undefined;
  let tags = {};
  let dimensions = {};
  for (const [name, value] of entries) {
    if (isTimeParameter(name)) times.push([name, value]);
    else if (name === "tags") tags = checkTags(value, report);
    else if (name === "dimensions") dimensions = checkDimensions(value, accountDimensions, report);
    else {
      const fact = parameterFact(name);
      if (fact?.role === "limit") limit = checkLimit(value, options, report);
      else if (fact) {
        const checked = checkParameter(name, value, fact, report);
        if (checked !== undefined) parameters.push([name, checked]);
      } else reportUnknown(name, value, accountDimensions, report);
    }
  }
  const range = checkRange(times, options, report);
  if (!range || findings.length > 0) throw QueryError.of(inOrder(findings, entries));
  return {
    range,
    limit,
    filters: { parameters: Object.fromEntries(parameters), tags, dimensions },
  };
}

function reportUnknown(
  name: string,
  value: unknown,
  accountDimensions: NonNullable<CheckQueryOptions["accountDimensions"]>,
  report: Report,
): void {
  const isTag = name.startsWith(TAG_PREFIX);
  const isOwn = accountDimensions !== "any" && accountDimensions.includes(name);
  const isDimension = isOwn || Object.hasOwn(DIMENSIONS, name);
  const meant = closest(name, LIBRARY_PARAMETERS) ?? closestName(name, accountDimensions);
  report(name, { value }, {
    problem: isTag
      ? "a custom tag stands under `tags`, without the prefix"
      : isDimension
      ? "a dimension stands under `dimensions`"
      : `there is no such parameter${meant ? `; did you mean '${meant}'?` : ""}`,
    allowed: "a parameter of the API, a time range, `tags` or `dimensions`",
    correction: isTag || isDimension
      ? correctionOf(name, value)
      : meant && !LIBRARY_PARAMETERS.includes(meant)
      ? correctionOf(meant, value)
      : { limit: LIMITS.defaultSessions },
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
