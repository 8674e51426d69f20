import { percent, type Scale } from "../scale/scale.ts";

/** A value with its interval, on the scale that all rows share. */
export interface Marked {
  /** The value; `null` draws nothing. */
  readonly value: number | null;
  /** Lower bound of its interval; `null` where the sessions do not bound it. */
  readonly low: number | null;
  /** Upper bound of it. */
  readonly high: number | null;
}

/** How a value is drawn. */
export type Look = "strong" | "plain" | "faint";

/** Draws a value as a dot, or as a bar from the zero of its scale, with its interval as a line. */
export function IntervalMark({ marked, scale, look, reference, isBar = false }: {
  marked: Marked;
  scale: Scale;
  look: Look;
  /** A value that the others are read against. */
  reference?: number;
  isBar?: boolean;
}) {
  const { value } = marked;
  return (
    <svg class={`mark ${look}`} aria-hidden="true">
      <GridLines scale={scale} reference={reference} />
      {value !== null && (
        <>
          {isBar && <rect class="bar" x="0" y="13" height="14" width={percent(scale.at(value))} />}
          <IntervalLine marked={marked} scale={scale} y={20} />
          <circle class="dot" cx={percent(scale.at(value))} cy="20" r="4.5" />
        </>
      )}
    </svg>
  );
}

/** The line from one end of an interval to the other, with an arrow where there is no end. */
export function IntervalLine({ marked: { value, low, high }, scale, y, look = "" }: {
  marked: Marked;
  scale: Scale;
  y: number;
  look?: string;
}) {
  if (value === null) return null;
  return (
    <g class={look}>
      <line
        class="interval"
        x1={low === null ? "0" : percent(scale.at(low))}
        x2={high === null ? "100%" : percent(scale.at(high))}
        y1={y}
        y2={y}
      />
      {high === null && (
        <svg x="100%" y={y} class="arrow">
          <path d="M-6-4L0 0L-6 4" />
        </svg>
      )}
    </g>
  );
}

/** Light lines at the named values, and a stronger one at what the others are read against. */
export function GridLines({ scale, reference }: { scale: Scale; reference?: number }) {
  return (
    <>
      {scale.ticks.map((tick) => <Upright key={tick} place={scale.at(tick)} look="grid" />)}
      {reference !== undefined && <Upright place={scale.at(reference)} look="reference" />}
    </>
  );
}

function Upright({ place, look }: { place: number; look: string }) {
  return <line class={look} x1={percent(place)} x2={percent(place)} y1="0" y2="100%" />;
}
