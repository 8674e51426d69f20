import type { TimeWindow } from "../../../src/query/time/time_window.ts";
import { useTimes } from "../display.ts";
import { timeTicks } from "../format/times.ts";
import { percent } from "../scale/scale.ts";

/** Round times below a picture of a window; those at its ends stay within it. */
export function TimeTicks({ window, most }: { window: TimeWindow; most: number }) {
  const times = useTimes();
  return (
    <div class="time-ticks" aria-hidden="true">
      {timeTicks(window, times, most).map(({ ms, label }) => {
        const place = (ms - window.startMs) / (window.endMs - window.startMs);
        return (
          <span
            key={ms}
            class={place < 0.04 ? "first" : place > 0.96 ? "last" : ""}
            style={{ left: percent(place) }}
          >
            {label}
          </span>
        );
      })}
    </div>
  );
}
