import type { RateBudget } from "../../src/mod.ts";
import { durationText } from "../text/duration_text.ts";
import { count } from "../text/words.ts";
import type { Progress } from "./progress.ts";

/** Under this part done, the speed so far says little about the rest. */
const LEAST_FRACTION = 0.01;

/** Says how far a pull is, in parts, the most important first. */
export function progressParts(
  { phase, windows, sessions, requests, fraction }: Progress,
  budget: RateBudget,
  elapsedMs: number,
  nowMs: number,
): string[] {
  const used = Math.round(100 * budget.usedCost / budget.maxCost);
  const pausedMs = budget.pausedUntilMs - nowMs;
  const restMs = elapsedMs * (1 - fraction) / fraction;
  return [
    `${Math.floor(100 * fraction)} %`,
    ...phase ? [phase] : [],
    ...fraction >= LEAST_FRACTION && fraction < 1 ? [`${durationText(restMs)} left`] : [],
    ...pausedMs > 0 ? [`paused for ${durationText(pausedMs)} by the rate limit`] : [],
    count(sessions, "session"),
    ...windows === undefined ? [] : [count(windows, "window")],
    count(requests, "request"),
    `${used} % of rate budget`,
  ];
}
