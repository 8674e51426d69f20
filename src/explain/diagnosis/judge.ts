import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Cause, Diagnosis, Where } from "../../analysis/diagnosis/mod.ts";
import { wilsonInterval } from "../../analysis/statistics/wilson.ts";
import type { Steps } from "../../analysis/steps.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { Problem, ProblemCause, Unremarkable } from "../answers.ts";
import type { Explaining } from "./attributes.ts";
import { causeQuery } from "./cause_query.ts";
import type { Collected } from "./collect/collected.ts";
import { count, type Counted } from "./observe.ts";
import { holdAgainst } from "./hold_against.ts";
import type { Problematic } from "./problem.ts";
import { trendOf } from "./trend.ts";

/** What is judged, and how. */
export interface Judgement {
  readonly collected: Collected;
  readonly explaining: Explaining;
  readonly range: TimeWindow;
  readonly baseline: readonly TimeWindow[];
  readonly filters: Filters;
  readonly endpoint: Endpoint;
  /** Metrics that are judged together: each pays for all. */
  readonly metrics: number;
  readonly random: () => number;
}

/** Probability of a false alarm where nothing is wrong with any of the metrics. */
const FALSE_ALARM = 0.05;

/** Judges one metric. */
export function* judge(
  problem: Problematic,
  judgement: Judgement,
): Steps<Problem | Unremarkable> {
  const { collected, explaining, range, baseline, metrics, random } = judgement;
  const counted = count(problem, collected);
  const isSampled = collected.failures.has(problem.metric);
  const startMs = isSampled ? collected.spreadMs : collected.atMs;
  const { found, against } = yield* holdAgainst(
    {
      length: collected.table.length,
      attributes: explaining.attributes,
      ...counted,
      startMs,
      isSampled,
    },
    { range, baseline, falseAlarm: FALSE_ALARM / metrics, random },
  );
  const { n, bad, expectedBad } = found.overall;
  const about = {
    metric: problem.metric,
    ...problem.limit !== undefined &&
      { threshold: { value: problem.limit, unit: problem.unit! } },
    n,
  };
  if (found.verdict !== "incident") {
    return unremarkable(about, found, usualRate(counted, startMs, range));
  }
  const [first] = found.causes;
  return {
    ...about,
    value: bad / n,
    ...wilsonInterval(bad, n),
    expected: expectedBad / n,
    since: first!.since,
    heldAgainst: against,
    causes: found.causes.map((cause) => causeOf(cause, problem, n, judgement)),
    unexplained: found.unexplained,
    trend: trendOf(counted, startMs, range, baseline),
  };
}

function unremarkable(
  about: Pick<Unremarkable, "metric" | "threshold" | "n">,
  found: Exclude<Diagnosis, { verdict: "incident" }>,
  usual: number,
): Unremarkable {
  const { n, bad, expectedBad } = found.overall;
  return {
    ...about,
    verdict: found.verdict,
    ...n === 0
      ? { value: null, low: null, high: null }
      : { value: bad / n, ...wilsonInterval(bad, n) },
    expected: hasBaseline(found) && n > 0 ? expectedBad / n : null,
    ...found.verdict === "nothing_stands_out"
      ? { smallestDetectable: found.smallestDetectable }
      : { sessionsNeeded: sessionsNeeded(found, usual) },
  };
}

/** Whether there was anything to go by. */
function hasBaseline(found: Exclude<Diagnosis, { verdict: "incident" }>): boolean {
  return found.verdict !== "too_few_sessions" || found.sessionsNeeded !== null;
}

/** The rate of bad sessions in the baseline, without any prior but half a bad session. */
function usualRate({ sessions, bad }: Counted, atMs: Float64Array, range: TimeWindow): number {
  let [allSessions, allBad] = [1, 0.5];
  for (let row = 0; row < atMs.length; row++) {
    if (atMs[row]! >= range.startMs && atMs[row]! < range.endMs) continue;
    allSessions += sessions[row]!;
    allBad += bad[row]!;
  }
  return allBad / allSessions;
}

/** A baseline with hardly a bad session lets expect more than it has; as many will not come. */
function sessionsNeeded(
  { sessionsNeeded: needed, overall: { n, expectedBad } }:
    & Pick<Diagnosis, "overall">
    & { readonly sessionsNeeded: number | null },
  usual: number,
): number | null {
  return needed === null ? null : Math.ceil(needed * Math.max(1, expectedBad / n / usual));
}

function causeOf(
  cause: Cause,
  problem: Problematic,
  allSessions: number,
  judgement: Judgement,
): ProblemCause {
  const { where, n, bad, expectedBad, ratio, low, high, explains, since, inseparableFrom } = cause;
  const [alternative] = inseparableFrom;
  return {
    where,
    n,
    bad,
    expectedBad,
    ratio,
    low,
    high: Number.isFinite(high) ? high : null,
    pAdjusted: Math.min(1, cause.pAdjusted * judgement.metrics),
    explains,
    share: n / allSessions,
    since,
    inseparableFrom: [
      ...twinsOf(where, judgement.explaining),
      ...inseparableFrom.map((one) => one.where),
    ],
    ...alternative && {
      separatedBy: {
        onlyInCause: alternative.onlyInCause,
        onlyInAlternative: alternative.onlyInAlternative,
      },
    },
    query: causeQuery(problem, where, judgement),
  };
}

/** The same group in the words of attributes that part the sessions in the same way. */
function twinsOf(where: Where, { twins }: Explaining): Where[] {
  return Object.entries(where).flatMap(([name, value]) =>
    (twins.get(name) ?? []).flatMap((twin) => {
      const other = twin.valueFor(value);
      if (other === null) return [];
      const { [name]: _, ...rest } = where;
      return [{ ...rest, [twin.name]: other }];
    })
  );
}
