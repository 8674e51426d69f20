import { windowEvidence } from "./window_evidence.ts";

/** Power at which a ratio counts as detectable, in standard deviations: 80 %. */
const POWER = 0.8416;

/** A ratio that is looked for in vain beyond it is none that data could show. */
const HIGHEST_RATIO = 1e6;

/**
 * The smallest ratio at which a group of sessions would have been noticed in 80 of 100 cases.
 *
 * @param expectedBad Bad sessions of the group in the window when nothing is wrong.
 * @param currentShare Share of its sessions that are in the window.
 * @param evidence Evidence that has to be reached.
 */
export function smallestDetectableRatio(
  expectedBad: number,
  currentShare: number,
  evidence: number,
): number {
  const baselineBad = expectedBad * (1 - currentShare) / currentShare;
  const isNoticed = (ratio: number): boolean => {
    const bad = ratio * expectedBad - POWER * Math.sqrt(ratio * expectedBad);
    return bad > 0 && windowEvidence(bad, bad + baselineBad, currentShare) >= evidence;
  };
  let [low, high] = [1, 2];
  while (!isNoticed(high)) {
    if (high > HIGHEST_RATIO) return Infinity;
    [low, high] = [high, 2 * high];
  }
  while (high - low > 1e-4 * low) {
    const middle = (low + high) / 2;
    if (isNoticed(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** How many times as many sessions would show a ratio in all of them, 1 if these do. */
export function growthToDetect(
  ratio: number,
  expectedBad: number,
  currentShare: number,
  evidence: number,
): number {
  let growth = 1;
  while (smallestDetectableRatio(growth * expectedBad, currentShare, evidence) > ratio) {
    growth *= 1.1;
  }
  return growth;
}
