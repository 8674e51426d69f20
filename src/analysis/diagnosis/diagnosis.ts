import type { Since } from "./since/change_point.ts";
import type { Where } from "./observations.ts";

/** A group of sessions in which there are more bad ones than expected. */
export interface Cause {
  /** What the sessions have in common; empty for all sessions. */
  readonly where: Where;
  /** Sessions in the window, without those of the causes before it. */
  readonly n: number;
  /** Bad ones of them. */
  readonly bad: number;
  /** Bad ones at the rate of the quiet baseline. */
  readonly expectedBad: number;
  /** `bad` over `expectedBad`. */
  readonly ratio: number;
  /** Low end of the ratio's 95 % interval (of two Poisson rates, by Wilson's interval). */
  readonly low: number;
  /** High end of it; `Infinity` where the baseline does not bound it. */
  readonly high: number;
  /** Probability that chance makes any group of the search at least as conspicuous, 0 to 1. */
  readonly pAdjusted: number;
  /** Share of all bad sessions beyond the expected ones that are in this group, 0 to 1. */
  readonly explains: number;
  /** Groups that may be the cause instead, for all that these sessions say. */
  readonly inseparableFrom: readonly Alternative[];
  /** When it began and ended. */
  readonly since: Since;
}

/** A group that cannot be told from a cause, since nearly the same sessions are in both. */
export interface Alternative {
  /** What its sessions have in common. */
  readonly where: Where;
  /** Sessions in the window that are only in the cause; more of them would separate the two. */
  readonly onlyInCause: number;
  /** Sessions in the window that are only in the alternative; more of them would, too. */
  readonly onlyInAlternative: number;
}

/** What was seen overall. */
export interface Overall {
  /** Sessions in the window. */
  readonly n: number;
  /** Bad ones of them. */
  readonly bad: number;
  /** Bad ones at the rate of the quiet baseline. */
  readonly expectedBad: number;
}

/** What is broken, or what could have been seen if something were. */
export type Diagnosis =
  & { readonly overall: Overall }
  & (
    | {
      readonly verdict: "incident";
      /** Best first. */
      readonly causes: readonly Cause[];
      /** Share of the bad sessions beyond the expected ones that no cause explains, 0 to 1. */
      readonly unexplained: number;
    }
    | {
      readonly verdict: "nothing_stands_out";
      /** Would have been noticed in 80 of 100 cases. */
      readonly smallestDetectable: Detectable;
    }
    | {
      readonly verdict: "too_few_sessions";
      /** Sessions in the window that would do; `null` without a window or a baseline to go by. */
      readonly sessionsNeeded: number | null;
    }
  );

/** Ratios of the rate of bad sessions over the expected one. */
export interface Detectable {
  /** Of all sessions. */
  readonly ratioOfAll: number;
  /** Of a group that holds a tenth of the sessions. */
  readonly ratioOfTenth: number;
}
