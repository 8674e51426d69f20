import type { Change } from "../../../src/analysis/comparison/compare.ts";
import { percent, type Scale } from "../scale/scale.ts";
import { GridLines, IntervalLine } from "./interval_mark.tsx";

/** Draws a value before, hollow, and now, filled, with what lies between, and the interval of each. */
export function Dumbbell({ change, scale, hasGrid }: {
  change: Pick<Change, "current" | "baseline" | "verdict">;
  scale: Scale;
  hasGrid: boolean;
}) {
  const { current, baseline, verdict } = change;
  const [now, before] = [percent(scale.at(current.value)), percent(scale.at(baseline.value))];
  return (
    <svg class={`mark dumbbell ${verdict}`} aria-hidden="true">
      <GridLines scale={hasGrid ? scale : { ...scale, ticks: [0] }} />
      <line class="between" x1={before} x2={now} y1="22" y2="22" />
      <IntervalLine marked={baseline} scale={scale} y={28} look="before" />
      <IntervalLine marked={current} scale={scale} y={16} look="now" />
      <circle class="dot before" cx={before} cy="22" r="4.5" />
      <circle class="dot now" cx={now} cy="22" r="4.5" />
    </svg>
  );
}
