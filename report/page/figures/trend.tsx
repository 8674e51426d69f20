import type { Since } from "../../../src/analysis/diagnosis/mod.ts";
import { useTimes } from "../display.ts";
import {
  countFormat,
  intervalText,
  numberFormat,
  tickFormat,
  type Unit,
} from "../format/numbers.ts";
import type { Times } from "../format/times.ts";
import { percent, type Scale, zeroScale } from "../scale/scale.ts";
import { Common } from "../text/foreign.tsx";
import { TimeTicks } from "./time_ticks.tsx";

/** A value over a span of time. */
export interface TrendSpan {
  readonly startMs: number;
  readonly endMs: number;
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether it tells what is usual. */
  readonly isBaseline?: boolean;
}

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

/** Spans that follow each other without a gap. */
function TrendPart({ spans, scale, share, expected, incident, describe, label }: {
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
        {incident && !isBaseline && incident.startMs < window.endMs && (
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

/** The time in which it is so, and the time in which it may have begun. */
function Incident({ incident, at }: { incident: Since; at: (ms: number) => number }) {
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

function TrendTable({ caption, unit, spans }: Pick<TrendProps, "caption" | "unit" | "spans">) {
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

/** Most of the width that goes to what is usual: it is there to compare with. */
const MOST_FOR_BASELINE = 0.45;

/** The parts of the width, by their time; the baseline is pressed together if it is much longer. */
function sharesOf(parts: readonly (readonly TrendSpan[])[]): readonly number[] {
  const sum = (lengths: readonly number[]) => lengths.reduce((total, one) => total + one, 0);
  const isBaseline = (part: readonly TrendSpan[]) => part[0]!.isBaseline === true;
  const baselineMs = sum(parts.filter(isBaseline).map(lengthOf));
  const totalMs = sum(parts.map(lengthOf));
  const ofBaseline = baselineMs === totalMs ? 1 : Math.min(baselineMs / totalMs, MOST_FOR_BASELINE);
  return parts.map((part) =>
    isBaseline(part)
      ? ofBaseline * lengthOf(part) / baselineMs
      : (1 - ofBaseline) * lengthOf(part) / (totalMs - baselineMs)
  );
}

function lengthOf(spans: readonly TrendSpan[]): number {
  return spans.at(-1)!.endMs - spans[0]!.startMs;
}

/** A time without spans that is longer than so many of them is not drawn. */
const LONGEST_GAP = 12;

/** The parts of time that are drawn beside each other. */
function partsOf(spans: readonly TrendSpan[]): readonly (readonly TrendSpan[])[] {
  return runsWhere(
    spans,
    (one, next) =>
      next.startMs - one.endMs <= LONGEST_GAP * (one.endMs - one.startMs) &&
      one.isBaseline === next.isBaseline,
  );
}

/** The runs of spans that have a value and follow each other, over which a line may be drawn. */
function runsOf(spans: readonly TrendSpan[]): readonly (readonly TrendSpan[])[] {
  const told = spans.filter(({ value }) => value !== null);
  return runsWhere(told, (one, next) => next.startMs <= one.endMs);
}

function runsWhere(
  spans: readonly TrendSpan[],
  belong: (one: TrendSpan, next: TrendSpan) => boolean,
): TrendSpan[][] {
  const runs: TrendSpan[][] = [];
  for (const span of spans) {
    const run = runs.at(-1);
    if (run && belong(run.at(-1)!, span)) run.push(span);
    else runs.push([span]);
  }
  return runs;
}

type Place = (ms: number) => number;

function linePath(spans: readonly TrendSpan[], at: Place, scale: Scale): string {
  return pathOf(spans.map((span) => point(span, span.value!, at, scale)));
}

function bandPath(spans: readonly TrendSpan[], at: Place, scale: Scale): string {
  const lows = spans.map((span) => point(span, span.low ?? 0, at, scale));
  const highs = spans.map((span) => point(span, span.high ?? span.value!, at, scale));
  return `${pathOf([...highs, ...lows.reverse()])}Z`;
}

/** A line of no length is drawn as a dot. */
function pathOf(points: readonly string[]): string {
  return points.length === 1 ? `M${points[0]}h0` : `M${points.join("L")}`;
}

function point({ startMs, endMs }: TrendSpan, value: number, at: Place, scale: Scale): string {
  const x = 1000 * at((startMs + endMs) / 2);
  return `${x.toFixed(1)},${(1000 * (1 - scale.at(value))).toFixed(1)}`;
}
