import type { Since } from "../../../src/analysis/diagnosis/mod.ts";
import { useTimes } from "../display.ts";
import { percent } from "../scale/scale.ts";
import type { Place } from "./trend_paths.ts";

/** The time in which it is so, and the time in which it may have begun. */
export function Incident({ incident, at }: { incident: Since; at: Place }) {
  const times = useTimes();
  const { startMs, lowMs, highMs, endMs } = incident;
  const start = at(startMs);
  const end = endMs === null ? 1 : at(endMs);
  return (
    <>
      <div class="incident" style={{ left: percent(start), width: percent(end - start) }} />
      <div
        class="incident-start"
        style={{ left: percent(at(lowMs)), width: percent(at(highMs) - at(lowMs)) }}
      />
      <div class="incident-line" style={{ left: percent(start) }}>
        <span class={start > 0.6 ? "before" : ""}>since {times.clock(startMs)}</span>
      </div>
    </>
  );
}
