import type { Expectation } from "../expected/expectation.ts";
import { windowEvidence } from "./window_evidence.ts";

/**
 * How conspicuous a cluster is by itself; a baseline that varies more than by chance makes it that much
 * less so (a quasi-likelihood).
 */
export function evidenceOf({ exposure, bad, history, priorBad, dispersion }: Expectation): number {
  const share = exposure / (exposure + history.exposure + priorBad);
  return windowEvidence(bad, bad + history.bad + priorBad, share) / dispersion;
}
