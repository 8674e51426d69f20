import { type Diagnosis, diagnosisSteps, type Observations } from "../../analysis/diagnosis/mod.ts";
import type { Steps } from "../../analysis/steps.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import { ofOtherDays } from "./collect/baseline_windows.ts";
import { sinceOver } from "./since_over.ts";

/** A diagnosis, and what it rests on. */
export interface Held {
  /** What was found; its probabilities pay for all that was tried. */
  readonly found: Diagnosis;
  /** The windows that tell what is usual. */
  readonly against: readonly TimeWindow[];
}

/** What is held against what. */
export interface Holding {
  readonly range: TimeWindow;
  readonly baseline: readonly TimeWindow[];
  /** Probability of an alarm where nothing is wrong. */
  readonly falseAlarm: number;
  readonly random: () => number;
}

/**
 * Holds a range against its baseline, and against the part of it that is of other days: an incident that
 * began hours ago is in the hours just before as well, and so would be usual to them. Other days alone
 * say less where it began in the range, so that both are tried, each with its part of the probability of
 * a false alarm (Bonferroni). Of two that find something, the one that explains more tells what is wrong.
 *
 * Other days are left alone where they can add nothing: where what is wrong began in the range, or where
 * the range goes no worse than they did. Leaving out a try can only make a false alarm less likely.
 */
export function* holdAgainst(
  observations: Observations,
  { range, baseline, falseAlarm, random }: Holding,
): Steps<Held> {
  const days = ofOtherDays(range, baseline);
  const hasBoth = days.length > 0 && days.length < baseline.length;
  const tries = hasBoth ? 2 : 1;
  function* diagnoseBy(windows: readonly TimeWindow[]): Steps<Diagnosis> {
    const question = { current: range, baseline: windows, falseAlarm: falseAlarm / tries };
    return payFor(tries, yield* diagnosisSteps(observations, question, random));
  }
  const all = { found: yield* diagnoseBy(baseline), against: baseline };
  if (!hasBoth || !mayBeOlder(all.found, observations, range, days)) return all;
  const byDays = yield* diagnoseBy(days);
  if (excessOf(byDays) <= excessOf(all.found)) return all;
  const justBefore = baseline.filter((window) => !days.includes(window));
  return { found: sinceOver(byDays, observations, [range, ...justBefore], days), against: days };
}

/** A diagnosis that is one of some tries. */
function payFor(tries: number, found: Diagnosis): Diagnosis {
  if (found.verdict !== "incident") return found;
  const causes = found.causes.map((cause) => ({
    ...cause,
    pAdjusted: Math.min(1, cause.pAdjusted * tries),
  }));
  return { ...found, causes };
}

/** Whether what is wrong may have been there before the range. */
function mayBeOlder(
  found: Diagnosis,
  observations: Observations,
  range: TimeWindow,
  days: readonly TimeWindow[],
): boolean {
  return found.verdict === "incident"
    ? found.causes.some(({ since }) => since.highMs <= range.startMs)
    : isWorse(countIn(observations, [range]), countIn(observations, days));
}

interface Counts {
  readonly sessions: number;
  readonly bad: number;
}

function countIn(
  { length, startMs, sessions, bad }: Observations,
  windows: readonly TimeWindow[],
): Counts {
  const counts = { sessions: 0, bad: 0 };
  for (let row = 0; row < length; row++) {
    const atMs = startMs[row]!;
    if (!windows.some((window) => atMs >= window.startMs && atMs < window.endMs)) continue;
    counts.sessions += sessions[row]!;
    counts.bad += bad[row]!;
  }
  return counts;
}

/** Whether there are more bad sessions than at another rate, by more than a standard error. */
function isWorse(now: Counts, then: Counts): boolean {
  const share = now.sessions / (now.sessions + then.sessions);
  const bad = now.bad + then.bad;
  return now.bad - bad * share > Math.sqrt(bad * share * (1 - share));
}

/** Bad sessions that the causes have beyond the expected ones; 0 without any. */
function excessOf(found: Diagnosis): number {
  return found.verdict !== "incident"
    ? 0
    : found.causes.reduce((sum, { bad, expectedBad }) => sum + bad - expectedBad, 0);
}
