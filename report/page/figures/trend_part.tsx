import type { Since } from "../../../src/analysis/diagnosis/mod.ts";
import type { TimeWindow } from "../../../src/query/time/time_window.ts";
import { useTimes } from "../display.ts";
import type { Times } from "../format/times.ts";
import { percent, type Scale } from "../scale/scale.ts";
import { Incident } from "./incident.tsx";
import { TimeTicks } from "./time_ticks.tsx";
import { bandPath, linePath } from "./trend_paths.ts";
import { runsOf, type TrendSpan } from "./trend_spans.ts";

/** Draws a part of time, beside others. */
export function TrendPart({ spans, scale, share, expected, incident, describe, label }: {
  spans: readonly TrendSpan[];
  scale: Scale;
  share: number;
  expected?: number;
  incident?: Since;
  describe: (span: TrendSpan, times: Times) => string;
  label?: string;
}) {
  const times = useTimes();
  const window = { startMs: spans[0]!.startMs, endMs: spans.at(-1)!.endMs };
  const at = (ms: number) =>
    Math.min(1, Math.max(0, (ms - window.startMs) / (window.endMs - window.startMs)));
  const isBaseline = spans.every((span) => span.isBaseline);
  return (
    <div class="trend-part" style={{ flexGrow: Math.max(0.1, share) }}>
      <div class={`trend-title ${isBaseline ? "faint" : ""}`}>
        {times.day(window.startMs)}
        {isBaseline ? ", baseline" : ""}
      </div>
      <div class="trend-area">
        {incident && !isBaseline && isWithin(incident.startMs, window) && (
          <Incident incident={incident} at={at} />
        )}
        <svg class="lines">
          {scale.ticks.map((tick) => (
            <line
              key={tick}
              class={tick === 0 ? "zero" : "grid"}
              x1="0"
              x2="100%"
              y1={percent(1 - scale.at(tick))}
              y2={percent(1 - scale.at(tick))}
            />
          ))}
          <svg viewBox="0 0 1000 1000" preserveAspectRatio="none">
            {runsOf(spans).map((run) => (
              <g key={run[0]!.startMs} class={isBaseline ? "baseline" : "current"}>
                <path class="band" d={bandPath(run, at, scale)} />
                <path class="line" d={linePath(run, at, scale)} />
              </g>
            ))}
          </svg>
          {expected !== undefined && (
            <line
              class="expected"
              x1="0"
              x2="100%"
              y1={percent(1 - scale.at(expected))}
              y2={percent(1 - scale.at(expected))}
            />
          )}
          {spans.map((span) => (
            <rect
              key={span.startMs}
              class="span"
              x={percent(at(span.startMs))}
              width={percent(at(span.endMs) - at(span.startMs))}
              y="0"
              height="100%"
            >
              <title>{describe(span, times)}</title>
            </rect>
          ))}
        </svg>
        {label && expected !== undefined && (
          <span class="expected-label" style={{ bottom: percent(scale.at(expected)) }}>
            {label}
          </span>
        )}
      </div>
      <TimeTicks window={window} most={Math.max(1, Math.round(8 * share))} />
    </div>
  );
}

function isWithin(ms: number, { startMs, endMs }: TimeWindow): boolean {
  return ms >= startMs && ms < endMs;
}
