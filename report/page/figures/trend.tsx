import type { Since } from "../../../src/analysis/diagnosis/mod.ts";
import {
  countFormat,
  intervalText,
  numberFormat,
  tickFormat,
  type Unit,
} from "../format/numbers.ts";
import type { Times } from "../format/times.ts";
import { percent, zeroScale } from "../scale/scale.ts";
import { Common } from "../text/foreign.tsx";
import { TrendPart } from "./trend_part.tsx";
import { partsOf, sharesOf, type TrendSpan } from "./trend_spans.ts";
import { TrendTable } from "./trend_table.tsx";

/** What a trend shows. */
export interface TrendProps {
  /** What is drawn. */
  readonly caption: string;
  /** What the sessions have in common, of one picture of several. */
  readonly where?: Readonly<Record<string, string | null>>;
  readonly unit: Unit;
  readonly spans: readonly TrendSpan[];
  /** The value that is usual. */
  readonly expected?: number;
  /** When it began and ended. */
  readonly incident?: Since;
  /** The highest value that it must have space for; its own by default. */
  readonly most?: number;
}

/** Draws a value over time with the band of its intervals, from zero. */
export function Trend({ caption, where, unit, spans, expected, incident, most }: TrendProps) {
  const scale = zeroScale(most === undefined ? valuesOf(spans, expected) : [most], 4);
  const writeTick = tickFormat(unit, scale.ticks);
  const parts = partsOf(spans);
  const shares = sharesOf(parts);
  return (
    <figure class="trend">
      <figcaption>{where ? <Common where={where} /> : caption}</figcaption>
      <div
        class={`trend-plot ${expected === undefined ? "" : "has-label"}`}
        role="img"
        aria-label={`${caption}. Its figures are in the table below.`}
      >
        <div class="trend-values" aria-hidden="true">
          {scale.ticks.map((tick) => (
            <span key={tick} style={{ bottom: percent(scale.at(tick)) }}>{writeTick(tick)}</span>
          ))}
        </div>
        <div class="trend-parts" aria-hidden="true">
          {parts.map((part, index) => (
            <TrendPart
              key={part[0]!.startMs}
              spans={part}
              scale={scale}
              share={shares[index]!}
              expected={expected}
              incident={incident}
              describe={(span, times) => spanText(span, unit, times)}
              label={index === parts.length - 1 && expected !== undefined
                ? `usual ${numberFormat(unit, [expected])(expected)}`
                : undefined}
            />
          ))}
        </div>
      </div>
      <details>
        <summary>Figures of this picture</summary>
        <TrendTable caption={caption} unit={unit} spans={spans} />
      </details>
    </figure>
  );
}

function spanText({ startMs, endMs, n, value, low, high }: TrendSpan, unit: Unit, times: Times) {
  const write = numberFormat(unit, [value, high]);
  const what = value === null
    ? "no sessions"
    : `${write(value)} (${intervalText(low, high, write)})`;
  return `${times.clock(startMs)} to ${times.clock(endMs)}: ${what}, n ${countFormat(n)}`;
}

/** The highest values to show; an interval of a handful of sessions must not press the rest flat. */
function valuesOf(spans: readonly TrendSpan[], expected = 0): (number | null)[] {
  const most = Math.max(expected, ...spans.map(({ value }) => value ?? 0));
  return [most * 1.1, ...spans.map(({ high }) => Math.min(high ?? 0, most * 2))];
}
