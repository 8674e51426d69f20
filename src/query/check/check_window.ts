import type { LimitFacts } from "../../../gen/endpoint.ts";
import type { Correction } from "../../errors.ts";
import type { CheckQueryOptions } from "./check_options.ts";
import { formatDuration } from "../time/duration.ts";
import type { Mistake, Report } from "../finding/finding.ts";
import { formatTime, formatWindow } from "../time/format_time.ts";
import type { TimeWindow } from "../time/time_window.ts";
import { HOUR_MS } from "../time/units.ts";

/**
 * Checks that a range can be asked for, and reports every rule that it breaks. A correction is the
 * range that was meant, or as much of it as the API has.
 *
 * @param parameter The parameter that the findings name.
 */
export function checkWindow(
  window: TimeWindow,
  parameter: string,
  options: CheckQueryOptions,
  report: Report,
): boolean {
  const broken = brokenRules(window, options);
  const correction = correctRange(window, options);
  for (const rule of broken) {
    report(parameter, { absent: describeWindow(window) }, { ...rule, correction });
  }
  return broken.length === 0;
}

type BrokenRule = Omit<Mistake, "correction">;

function brokenRules(
  range: TimeWindow,
  { nowMs, requests, endpoint: { limits } }: CheckQueryOptions,
): BrokenRule[] {
  const { startMs, endMs } = range;
  const rules: BrokenRule[] = [];
  if (startMs > nowMs || (startMs === nowMs && endMs > nowMs)) {
    rules.push({
      problem: "the range lies in the future",
      allowed: `a range that starts before ${formatTime(nowMs)}, which is now`,
    });
  }
  if (startMs >= endMs) {
    // An end that is now was most likely not given; then it is the start that is wrong.
    if (startMs === nowMs || endMs !== nowMs) {
      rules.push({
        problem: "the start must lie before the end",
        allowed: "a start before the end",
      });
    }
    return rules;
  }
  const isSingle = requests === "one";
  const oldestMs = nowMs - limits.maxAgeMs;
  if (isSingle ? startMs < oldestMs : endMs <= oldestMs) {
    const reach = formatDuration(limits.maxAgeMs);
    rules.push({
      problem: `the API reaches back ${reach}, and the ${isSingle ? "start" : "range"} is older`,
      allowed: `${isSingle ? "a start" : "a range"} after ${formatTime(oldestMs)}`,
    });
  }
  if (isSingle && startMs < nowMs && endMs > nowMs) {
    rules.push({
      problem: "the end lies in the future",
      allowed: `an end until ${formatTime(nowMs)}, which is now`,
    });
  }
  return isSingle && endMs - startMs > limits.maxWindowMs
    ? [...rules, tooWide(range, limits)]
    : rules;
}

function tooWide({ startMs, endMs }: TimeWindow, limits: LimitFacts): BrokenRule {
  const widthMs = endMs - startMs;
  const longest = formatDuration(limits.maxWindowMs);
  return {
    problem: `a range of ${formatDuration(widthMs)} takes ` +
      `${Math.ceil(widthMs / limits.maxWindowMs)} windows of at most ${longest}, and one request ` +
      `asks for one; sessions() asks for all of them`,
    allowed: `a range of at most ${longest}`,
    wayOut: "windows",
  };
}

/**
 * The range that was meant, with its ends in order, as far as it can be reached; `undefined` if
 * nothing of it can, or not in one request.
 */
function correctRange(
  received: TimeWindow,
  { nowMs, requests, endpoint: { limits } }: CheckQueryOptions,
): Correction | undefined {
  const [earlierMs, laterMs] = [received.startMs, received.endMs].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const oldestMs = nowMs - limits.maxAgeMs;
  // The oldest time of all would be too old as soon as it is typed.
  const oldestHourMs = (Math.floor(oldestMs / HOUR_MS) + 1) * HOUR_MS;
  const startMs = earlierMs < oldestMs ? oldestHourMs : earlierMs;
  const endMs = Math.min(laterMs, nowMs);
  const isTooWide = requests === "one" && endMs - startMs > limits.maxWindowMs;
  return startMs >= endMs || isTooWide
    ? undefined
    : { start: formatTime(startMs), end: formatTime(endMs) };
}

function describeWindow(window: TimeWindow): string {
  // A time that is beyond what a `Date` can hold has no text.
  const isShowable = [window.startMs, window.endMs].every((ms) => Math.abs(ms) <= 8.64e15);
  return isShowable ? formatWindow(window) : `${window.startMs} to ${window.endMs}`;
}
