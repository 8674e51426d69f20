import { useTimes } from "../display.ts";
import { countFormat, intervalText, numberFormat, type Unit } from "../format/numbers.ts";
import type { TrendSpan } from "./trend_spans.ts";

/** The figures of a picture over time, for who wants them or cannot see it. */
export function TrendTable({ caption, unit, spans }: {
  caption: string;
  unit: Unit;
  spans: readonly TrendSpan[];
}) {
  const times = useTimes();
  const write = numberFormat(unit, spans.map(({ value }) => value));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">to</th>
            <th scope="col" class="number">value</th>
            <th scope="col" class="number">95 % interval</th>
            <th scope="col" class="number">sessions</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(({ startMs, endMs, n, value, low, high, isBaseline }) => (
            <tr key={startMs} class={isBaseline ? "faint" : ""}>
              <td>{times.minute(startMs)}</td>
              <td>{times.clock(endMs)}</td>
              <td class="number">{value === null ? "none" : write(value)}</td>
              <td class="number">{value === null ? "" : intervalText(low, high, write)}</td>
              <td class="number">{countFormat(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
