import type { NumberFormat } from "../format/numbers.ts";
import { percent, type Scale } from "../scale/scale.ts";

/** The named values of a scale, above the rows that share it. What they say is in the rows as well. */
export function Axis({ scale, write }: { scale: Scale; write: NumberFormat }) {
  return (
    <div class="axis" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <span key={tick} style={{ left: percent(scale.at(tick)) }}>{write(tick)}</span>
      ))}
    </div>
  );
}
