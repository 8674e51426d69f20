import type { Comparison } from "../analysis/comparison/compare.ts";
import type { Detectable, Since, Where } from "../analysis/diagnosis/mod.ts";
import type { Threshold } from "../analysis/metrics/thresholds.ts";
import type { Summary } from "../analysis/summary/summarize.ts";
import type { Filters } from "../query/check/checked_query.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import type { Coverage } from "../session/coverage/coverage.ts";
import type { SeenFor } from "./seen_alike.ts";

/** What an answer rests on: enough to compute each of its figures again. */
export interface Provenance {
  /** What was asked, in the order it was asked. */
  readonly pulls: readonly Pulled[];
}

/** Sessions that were asked for, and what came. */
export interface Pulled {
  /** What they are for. */
  readonly purpose: "current" | "baseline" | "failures";
  /** The windows that were asked, in order of time. One, unless the range was thinned. */
  readonly windows: readonly TimeWindow[];
  /** What the sessions match. */
  readonly filters: Filters;
  /**
   * Of an earlier range: how long sessions of the current one were seen for. Those of this pull that
   * would not have been seen yet are left out; see `SeenFor`. Absent if none is.
   */
  readonly seen?: SeenFor;
  /** Sessions that came. */
  readonly sessions: number;
  /** Requests that it took; 0 from an output. */
  readonly requests: number;
  /** What came of it, and what did not. */
  readonly coverage: Coverage;
}

/** What sessions say, in all and by groups: the answer of `summarize`. */
export interface SummaryAnswer extends Summary {
  /** What the groups are by. */
  readonly by: readonly string[];
  /** Length of the buckets of time, if there are some. */
  readonly everyMs?: number;
  /** The zone in which the buckets begin: an IANA name. */
  readonly timeZone: string;
  /** What a good session keeps, if the caller said. */
  readonly good?: readonly Threshold[];
  /** How the figures were made. */
  readonly provenance: Provenance;
}

/** How two pulls of sessions differ: the answer of `compare`. */
export interface ComparisonAnswer extends Comparison {
  /** What the groups are by. */
  readonly by: readonly string[];
  /** What a good session keeps, if the caller said. */
  readonly good?: readonly Threshold[];
  /** How the figures were made. */
  readonly provenance: Provenance;
}

/** What can be wrong with sessions: a failure, or a play that is slower or stalls more than a limit. */
export type ProblemMetric = "vsf" | "ebvs" | "vpf" | "slow_start" | "rebuffering";

/** A group of sessions in which more went wrong than expected. */
export interface ProblemCause {
  /** What the sessions have in common; empty for all sessions. */
  readonly where: Where;
  /** Sessions of it in the range that tell whether they are bad. */
  readonly n: number;
  /** Bad ones of them. */
  readonly bad: number;
  /** Bad ones that the baseline lets expect. */
  readonly expectedBad: number;
  /** `bad` over `expectedBad`. */
  readonly ratio: number;
  /** Lower bound of the ratio, at 95 %. */
  readonly low: number;
  /** Upper bound; `null` where the baseline does not bound it. */
  readonly high: number | null;
  /** Probability that chance makes any group of the search as conspicuous. */
  readonly pAdjusted: number;
  /** Part of the bad sessions beyond the expected ones that it explains, 0 to 1. */
  readonly explains: number;
  /** Part of all sessions of the range that are in it, 0 to 1. */
  readonly share: number;
  /** Since when it is so. */
  readonly since: Since;
  /** Groups that may be the cause instead, for all that the sessions say: what separates them. */
  readonly inseparableFrom: readonly Where[];
  /** Sessions that tell it from the first of these; more of them would separate the two. */
  readonly separatedBy?: { readonly onlyInCause: number; readonly onlyInAlternative: number };
  /** The query whose sessions are the bad ones of this cause. */
  readonly query: SessionsQuery<string>;
}

/** Something that is worse than it was. */
export interface Problem {
  /** What is wrong. */
  readonly metric: ProblemMetric;
  /** What makes a session bad where no flag says so: the limit that it passes, in `unit`. */
  readonly threshold?: { readonly value: number; readonly unit: "ms" | "share" };
  /** Sessions of the range that tell. */
  readonly n: number;
  /** Part of them that is bad, 0 to 1. */
  readonly value: number;
  /** Lower bound of it, at 95 %. */
  readonly low: number;
  /** Upper bound of it. */
  readonly high: number;
  /** Part that the baseline lets expect. */
  readonly expected: number;
  /** The windows of the baseline that this rests on: those of other days alone where the rest has the problem as well. */
  readonly heldAgainst: readonly TimeWindow[];
  /** Since when its first cause holds. */
  readonly since: Since;
  /** What explains it, best first. */
  readonly causes: readonly ProblemCause[];
  /** Part of the bad sessions beyond the expected ones that no cause explains, 0 to 1. */
  readonly unexplained: number;
  /** The metric over the baseline and the range, in order of time. */
  readonly trend: readonly TrendPoint[];
}

/** The part of the bad sessions in a short span of time. */
export interface TrendPoint {
  /** Start of the span, Unix milliseconds. */
  readonly startMs: number;
  /** End of it. */
  readonly endMs: number;
  /** Sessions that tell. */
  readonly n: number;
  /** Bad ones of them. */
  readonly bad: number;
  /** Part that is bad; `null` without sessions. */
  readonly value: number | null;
  /** Lower bound of it, at 95 %; `null` without sessions. */
  readonly low: number | null;
  /** Upper bound of it. */
  readonly high: number | null;
  /** Whether it lies in the baseline. */
  readonly isBaseline: boolean;
}

/** A metric in which nothing stands out, or for which there are too few sessions. */
export interface Unremarkable {
  /** The metric. */
  readonly metric: ProblemMetric;
  /** What makes a session bad where no flag says so. */
  readonly threshold?: { readonly value: number; readonly unit: "ms" | "share" };
  /** What can be said. */
  readonly verdict: "nothing_stands_out" | "too_few_sessions";
  /** Sessions of the range that tell. */
  readonly n: number;
  /** Part of them that is bad; `null` without sessions. */
  readonly value: number | null;
  /** Lower bound of it, at 95 %; `null` without sessions. */
  readonly low: number | null;
  /** Upper bound of it. */
  readonly high: number | null;
  /** Part that the baseline lets expect; `null` where it tells nothing. */
  readonly expected: number | null;
  /** What would have been noticed, of `nothing_stands_out`. */
  readonly smallestDetectable?: Detectable;
  /** Sessions that would do, of `too_few_sessions`; `null` without anything to go by. */
  readonly sessionsNeeded?: number | null;
}

/** What is broken, where, since when, how bad, how sure: the answer of `diagnose`. */
export interface DiagnosisAnswer {
  /** The verdict over all metrics: the gravest that one of them has. */
  readonly verdict: "incident" | "nothing_stands_out" | "too_few_sessions";
  /** The range in question. */
  readonly range: TimeWindow;
  /** The windows that tell what is usual. */
  readonly baseline: readonly TimeWindow[];
  /** What all sessions match. */
  readonly filters: Filters;
  /** What is wrong, gravest first. */
  readonly problems: readonly Problem[];
  /** The metrics in which nothing is. */
  readonly unremarkable: readonly Unremarkable[];
  /** The query that would have enough sessions, of `too_few_sessions`; absent if none within reach does. */
  readonly enough?: SessionsQuery<string>;
  /** What was asked. */
  readonly asked: {
    /** Requests made. */
    readonly requests: number;
    /** Sessions that came. */
    readonly sessions: number;
    /** What was asked and why, in order. */
    readonly plan: readonly PlanStep[];
  };
  /** What came back of all that was asked. */
  readonly coverage: Coverage;
  /** How the figures were made. */
  readonly provenance: Provenance;
}

/** A step of what is asked for a diagnosis. */
export interface PlanStep {
  /** What it is for. */
  readonly purpose: Pulled["purpose"];
  /** The windows. */
  readonly windows: readonly TimeWindow[];
  /** What the sessions match. */
  readonly filters: Filters;
  /** Why it is asked so. */
  readonly reason: "all_of_range" | "thinned_for_budget" | "failures_are_rare";
}
