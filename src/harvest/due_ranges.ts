import type { TimeWindow } from "../query/time/time_window.ts";
import type { CoverageGap } from "../session/coverage/coverage.ts";
import { isOpen } from "../session/coverage/gaps.ts";
import { type AskedWindow, EVIDENCE_RULE, type LedgerEntry } from "./ledger/ledger.ts";
import { clip, isNotEmpty, subtractWindows } from "./time_spans.ts";

/** What decides whether a window is asked again. */
export interface DueRule {
  /** The present in Unix milliseconds. */
  readonly nowMs: number;
  /** How long after its end a window gains sessions: as long as a session may last. */
  readonly settleMs: number;
  /**
   * Whether to leave a window alone until its age has doubled since it was asked. So a window is
   * asked a handful of times until it has settled, however often the question comes up.
   */
  readonly isPatient: boolean;
}

/** The parts of a range to ask: never asked, short of sessions, or too young when asked. */
export function dueRanges(
  range: TimeWindow,
  { windows, gaps }: LedgerEntry,
  rule: DueRule,
): TimeWindow[] {
  const done = windows.filter((window) => !isDue(window, rule));
  const short = gaps.filter((gap) => isShort(gap, rule));
  const taken: TimeWindow[] = [];
  let at = 0;
  for (const window of done) {
    while (at < short.length && short[at]!.endMs <= window.startMs) at++;
    const inWindow: TimeWindow[] = [];
    for (let next = at; next < short.length && short[next]!.startMs < window.endMs; next++) {
      inWindow.push(short[next]!);
    }
    taken.push(...(inWindow.length === 0 ? [window] : subtractWindows(window, inWindow)));
  }
  return subtractWindows(range, taken.map((window) => clip(window, range)).filter(isNotEmpty));
}

function isDue(window: AskedWindow, { nowMs, settleMs, isPatient }: DueRule) {
  const { endMs, askedAtMs } = window;
  const ageMs = askedAtMs - endMs;
  // Nobody knows a window before it has ended, whatever a clock said.
  if (ageMs < 0 || isOutdated(window)) return true;
  if (ageMs >= settleMs) return false;
  return !isPatient || nowMs - endMs >= 2 * ageMs;
}

function isShort(gap: CoverageGap, { isPatient }: DueRule) {
  // Asking at once again would bring a full response again; a failure may have passed.
  return isOpen(gap) || !isPatient;
}

/** Whether a window was taken for done on less evidence than is asked for now. */
export function isOutdated({ rule }: AskedWindow): boolean {
  return rule < EVIDENCE_RULE;
}

/** How many windows lie outside of the ranges that are due; both are in order of time. */
export function countSkipped(
  windows: readonly AskedWindow[],
  due: readonly TimeWindow[],
): number {
  let at = 0;
  return windows.filter((window) => {
    while (at < due.length && due[at]!.endMs <= window.startMs) at++;
    return at === due.length || due[at]!.startMs >= window.endMs;
  }).length;
}
