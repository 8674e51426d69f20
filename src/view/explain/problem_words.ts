import type { Problem, ProblemMetric, Unremarkable } from "../../explain/answers.ts";
import { own, type OwnPart, words } from "../sentence.ts";
import { figure } from "./figure.ts";

const TITLES: Readonly<Record<ProblemMetric, string>> = {
  vsf: "Video start failures",
  ebvs: "Exits before video start",
  vpf: "Video playback failures",
  slow_start: "Slow starts",
  rebuffering: "Plays with much rebuffering",
};

/** What is counted as bad, in words; with the limit where one makes it so. */
export function problemTitle(
  { metric, threshold }: Pick<Problem | Unremarkable, "metric" | "threshold">,
): OwnPart[] {
  if (threshold === undefined) return [words(TITLES[metric])];
  const limit = figure(threshold.value, threshold.unit);
  return metric === "slow_start"
    ? own`Starts slower than ${limit}`
    : own`Plays with more than ${limit} rebuffering`;
}
