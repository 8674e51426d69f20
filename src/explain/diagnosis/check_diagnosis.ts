import type { Endpoint } from "../../../gen/endpoint.ts";
import type { QueryFinding } from "../../errors.ts";
import type { CheckedQuery } from "../../query/check/checked_query.ts";
import { finding } from "../../query/finding/finding.ts";
import { queryError } from "../../query/finding/script_dialect.ts";
import { closest } from "../../query/name/closest.ts";
import { dimensionFact } from "../../query/name/parameter_fact.ts";
import { PROBLEM_RULES } from "./problem.ts";

const METRICS: readonly string[] = PROBLEM_RULES.map(({ metric }) => metric);

/** What may be wrong with what a diagnosis is asked. */
interface Choices {
  readonly metrics?: readonly string[];
  readonly by?: readonly string[];
  readonly slowStartMs?: number;
  readonly rebufferingRatio?: number;
  readonly maxRequests?: number;
}

/**
 * Checks how sessions are to be diagnosed, before anything is asked.
 *
 * @throws QueryError with all that is wrong.
 */
export function checkDiagnosis(
  choices: Choices,
  { limit }: Pick<CheckedQuery, "limit">,
  endpoint: Endpoint,
): void {
  const findings = [
    ...limit === undefined ? [] : [
      finding("limit", { value: limit }, {
        problem: "a diagnosis decides itself how many sessions it needs",
        allowed: "no limit; maxRequests bounds what it asks",
      }),
    ],
    ...checkNames(choices, endpoint),
    ...checkNumbers(choices),
  ];
  if (findings.length > 0) throw queryError(findings);
}

function* checkNames(
  { metrics, by = [] }: Choices,
  endpoint: Endpoint,
): Generator<QueryFinding> {
  for (const metric of metrics ?? []) {
    if (METRICS.includes(metric)) continue;
    const meant = closest(metric, METRICS);
    yield finding("metrics", { value: metric }, {
      problem: "this is nothing that can be diagnosed",
      allowed: METRICS.join(", "),
      ...meant && { correction: { metrics: [meant] } },
    });
  }
  if (metrics?.length === 0) {
    yield finding("metrics", { value: metrics }, {
      problem: "something has to be diagnosed",
      allowed: METRICS.join(", "),
    });
  }
  for (const name of by) {
    if (!dimensionFact(name, endpoint)?.outcome) continue;
    yield finding("by", { value: name }, {
      problem: "it says how a session went, and explains nothing",
      allowed: "dimensions and tags that a session has whatever comes of it",
    });
  }
}

function* checkNumbers(
  { slowStartMs, rebufferingRatio, maxRequests }: Choices,
): Generator<QueryFinding> {
  if (slowStartMs !== undefined && !(slowStartMs >= 0 && slowStartMs < Infinity)) {
    yield finding("slowStartMs", { value: slowStartMs }, {
      problem: "this is no time to start",
      allowed: "milliseconds, 0 or more",
    });
  }
  if (rebufferingRatio !== undefined && !(rebufferingRatio >= 0 && rebufferingRatio < 1)) {
    yield finding("rebufferingRatio", { value: rebufferingRatio }, {
      problem: "this is no part of the viewing",
      allowed: "0 to 1",
    });
  }
  if (maxRequests !== undefined && !(Number.isSafeInteger(maxRequests) && maxRequests > 0)) {
    yield finding("maxRequests", { value: maxRequests }, {
      problem: "this must be a positive whole number",
      allowed: "1 or more",
    });
  }
}
