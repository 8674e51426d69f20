import type { ProblemMetric } from "../../src/explain/mod.ts";
import { closest, describe, queryError } from "../../src/view/mod.ts";

/** What can be wrong, and what else it is called. */
const METRICS: Readonly<Record<ProblemMetric, readonly string[]>> = {
  vsf: ["video_start_failures", "start_failure"],
  ebvs: ["exits_before_video_start", "exit"],
  vpf: ["video_playback_failures", "playback_failure"],
  slow_start: ["video_start_time", "startup_time", "slow"],
  rebuffering: ["rebuffering_ratio", "cirr", "stalls", "buffering"],
};

const NAMES = Object.keys(METRICS) as ProblemMetric[];

/**
 * Reads the names of metrics that may be wrong.
 *
 * @returns `undefined` for all of them.
 * @throws QueryError with each that is none, and the one that was meant.
 */
export function readProblemMetrics(
  names: readonly string[] | undefined,
): readonly ProblemMetric[] | undefined {
  if (names === undefined) return undefined;
  const read = names.map((name) => NAMES.find((metric) => metric === name));
  const findings = names.filter((_, index) => read[index] === undefined).map((name) => {
    const meant = meantMetric(name);
    return {
      parameter: "metrics",
      received: describe(name),
      problem: `there is no such metric to diagnose${meant ? `; did you mean '${meant}'?` : ""}`,
      allowed: NAMES.join(", "),
      ...meant && { correction: { metrics: [meant] } },
    };
  });
  if (findings.length > 0) throw queryError(findings);
  return read.filter((metric) => metric !== undefined);
}

function meantMetric(name: string): ProblemMetric | undefined {
  const metric = closest(name, NAMES);
  if (metric !== undefined) return metric as ProblemMetric;
  const synonym = closest(name, Object.values(METRICS).flat());
  return NAMES.find((metric) => synonym !== undefined && METRICS[metric].includes(synonym));
}
