import { METRICS } from "../../../src/analysis/metrics/metrics.ts";
import type { Problem, ProblemMetric } from "../../../src/explain/answers.ts";
import { numberFormat } from "../format/numbers.ts";

/** What can be wrong, as the sessions that it is wrong with. */
const BAD_SESSIONS: Readonly<Record<ProblemMetric, string>> = {
  vsf: METRICS.vsf.title,
  ebvs: METRICS.ebvs.title,
  vpf: METRICS.vpf.title,
  slow_start: "Slow video starts",
  rebuffering: "Sessions that rebuffer",
};

/** What is wrong, with the limit that makes a session bad where no flag says so. */
export function problemTitle({ metric, threshold }: Pick<Problem, "metric" | "threshold">): string {
  if (!threshold) return BAD_SESSIONS[metric];
  const { value, unit } = threshold;
  return `${BAD_SESSIONS[metric]} (more than ${numberFormat(unit, [value])(value)})`;
}
