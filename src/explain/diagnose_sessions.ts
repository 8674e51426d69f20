import { attributeNames } from "./attribute_names.ts";
import { checkDiagnosis } from "./diagnosis/check_diagnosis.ts";
import { explainingAttributes } from "./diagnosis/attributes.ts";
import { baselineWindows } from "./diagnosis/collect/baseline_windows.ts";
import { collect, withSeen } from "./diagnosis/collect/collect.ts";
import { type Collected, collected } from "./diagnosis/collect/collected.ts";
import { defaultLimit } from "./diagnosis/default_limit.ts";
import { longerRange } from "./diagnosis/enough.ts";
import { judge } from "./diagnosis/judge.ts";
import { PROBLEM_RULES, type Problematic, type ProblemRule } from "./diagnosis/problem.ts";
import { seededRandom } from "./diagnosis/collect/seeded_random.ts";
import { refuseOutcomeFilters } from "../analysis/summary/pull.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import type { DiagnosisAnswer, Problem, ProblemMetric, Unremarkable } from "./answers.ts";
import type { AskOptions } from "./ask_options.ts";
import { type CompareWith, rangeWithinReach } from "./compared_query.ts";
import { filtersQuery } from "./filters_query.ts";
import { Pulls } from "./pulls.ts";
import type { TableSource } from "./table_source.ts";
import { inTurns } from "./turns.ts";

/** A fifth of what an account may ask in a minute, and as much as people wait for. */
const MOST_REQUESTS = 60;

/** How sessions are diagnosed. Everything has a default. */
export interface DiagnoseOptions {
  /** What may be wrong. Default: all of it. */
  readonly metrics?: readonly ProblemMetric[];
  /** The dimensions and tags to look at. Default: all that do not go with an outcome. */
  readonly by?: readonly string[];
  /** A play that took longer to start is slow, in milliseconds. Default: slower than 95 % of the baseline. */
  readonly slowStartMs?: number;
  /**
   * A play that rebuffered for a larger part of its viewing is bad, 0 to 1. Default: more than 95 % of
   * the baseline, and at least 0.01.
   */
  readonly rebufferingRatio?: number;
  /** Most requests to make. Default 60. */
  readonly maxRequests?: number;
  /** What tells what is usual. Default: comparable windows before the range. */
  readonly baseline?: CompareWith["baseline"];
  /** Numbers in [0, 1) by which chance is tried out. Default: such as follow from the range. */
  readonly random?: () => number;
}

/**
 * What is broken in the sessions of a query: failed starts, early exits, failed playback, slow starts
 * and stalling, with the groups that explain it, since when, and how sure that is; or that nothing
 * stands out, or that there are too few sessions to tell.
 *
 * The metrics are judged together: each pays for all, so that an alarm where nothing is wrong comes in
 * one of twenty answers at most. The same sessions have the same answer.
 *
 * @param source Where the sessions come from.
 * @param query The range in question and filters.
 *
 * @example Where do videos fail to start?
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { apiTables, diagnoseSessions } from "@conviva-sessions/conviva-sessions/explain";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const { verdict, problems } = await diagnoseSessions(apiTables(client), { last: "20m" }, {
 *   metrics: ["vsf"],
 *   by: ["cdn", "device_os", "geo_country_code"],
 *   baseline: { start: "now-24h", end: "now-23h" },
 * });
 * assertEquals(verdict, "incident");
 * assertEquals(problems[0]?.causes[0]?.where, { cdn: "Polar Edge", device_os: "Android" });
 * ```
 *
 * @throws QueryError before anything is asked if the query or an option is wrong, or if the query
 * filters by an outcome or has a limit. What else the source throws, and the reason of the signal.
 */
export async function diagnoseSessions(
  source: TableSource,
  query: SessionsQuery<string>,
  options: DiagnoseOptions & AskOptions = {},
): Promise<DiagnosisAnswer> {
  const { endpoint } = source;
  const checked = source.check(query);
  const { range, filters } = checked;
  refuseOutcomeFilters({ filters }, endpoint);
  const by = options.by && attributeNames(source, options.by);
  checkDiagnosis({ ...options, ...by && { by } }, checked, endpoint);
  const baseline = options.baseline
    ? [rangeWithinReach(source, options.baseline)]
    : baselineWindows(range, source.oldestMs());
  const rules = PROBLEM_RULES.filter(({ metric }) => options.metrics?.includes(metric) ?? true);
  const pulls = new Pulls(source, options);
  const known = await windowsWith(source, baseline);
  const came = await collect(source, pulls, {
    range,
    baseline: known,
    filters,
    ...by && { attributes: by },
    rules,
    maxRequests: options.maxRequests ?? MOST_REQUESTS,
  });
  pulls.finish();
  const all = collected(came.parts);
  const judgement = {
    collected: all,
    explaining: await inTurns(explainingAttributes(all.table, by), options),
    range,
    baseline: came.baseline,
    filters,
    endpoint,
    metrics: rules.length,
    random: options.random ?? seededRandom(range.startMs / 1000),
  };
  const judged: (Problem | Unremarkable)[] = [];
  for (const rule of rules) {
    const problem = withLimit(rule, all, range, options);
    judged.push(await inTurns(judge(problem, judgement), options));
  }
  const problems = judged.filter(isProblem).sort((one, other) => excess(other) - excess(one));
  const unremarkable = judged.filter((one): one is Unremarkable => !isProblem(one));
  const verdict = problems.length > 0
    ? "incident"
    : unremarkable.some((one) => one.verdict === "nothing_stands_out")
    ? "nothing_stands_out"
    : "too_few_sessions";
  const longer = verdict === "too_few_sessions" &&
    longerRange(range, timesOf(unremarkable), source.oldestMs());
  return {
    verdict,
    range,
    baseline: came.baseline,
    filters,
    problems,
    unremarkable,
    ...longer && { enough: filtersQuery(longer, filters) },
    asked: { requests: pulls.requests, sessions: pulls.sessions, plan: came.plan },
    coverage: pulls.coverage,
    provenance: { pulls: withSeen(pulls.pulled, came.seen) },
  };
}

/** The windows of which the source has anything; an output need not reach back as far as the API. */
async function windowsWith(
  source: TableSource,
  windows: readonly TimeWindow[],
): Promise<TimeWindow[]> {
  const found: TimeWindow[] = [];
  for (const window of windows) if (await source.hasAnyOf(window)) found.push(window);
  return found;
}

function isProblem(judged: Problem | Unremarkable): judged is Problem {
  return "causes" in judged;
}

function excess({ causes }: Problem): number {
  return causes.reduce((sum, { bad, expectedBad }) => sum + bad - expectedBad, 0);
}

/** How many times as many sessions the metric that needs least would have to have. */
function timesOf(unremarkable: readonly Unremarkable[]): number {
  return Math.min(
    ...unremarkable.map(({ n, sessionsNeeded }) =>
      n > 0 && sessionsNeeded ? sessionsNeeded / n : Infinity
    ),
  );
}

function withLimit(
  rule: ProblemRule,
  { table, atMs, sampled }: Collected,
  range: TimeWindow,
  { slowStartMs, rebufferingRatio }: DiagnoseOptions,
): Problematic {
  if (rule.unit === undefined) return rule;
  const given = rule.unit === "ms" ? slowStartMs : rebufferingRatio;
  const baseline = Uint32Array.from({ length: sampled }, (_, row) => row)
    .filter((row) => atMs[row]! < range.startMs || atMs[row]! >= range.endMs);
  const limit = given ?? defaultLimit(rule, table, baseline);
  return limit === undefined ? rule : { ...rule, limit };
}
