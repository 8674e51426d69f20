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

/** A time without spans that is longer than so many of them is not drawn. */
const LONGEST_GAP = 12;

/** Parts with a gap between them, of which more could not be told apart. */
const MOST_PARTS = 8;

/** The parts of time that are drawn beside each other: what is usual is apart from what is now. */
export function partsOf(spans: readonly TrendSpan[]): readonly (readonly TrendSpan[])[] {
  const isSameKind = (one: TrendSpan, next: TrendSpan) => one.isBaseline === next.isBaseline;
  const parts = runsWhere(
    spans,
    (one, next) =>
      isSameKind(one, next) &&
      next.startMs - one.endMs <= LONGEST_GAP * (one.endMs - one.startMs),
  );
  return parts.length <= MOST_PARTS ? parts : runsWhere(spans, isSameKind);
}

/** The runs of spans that have a value and follow each other, over which a line may be drawn. */
export function runsOf(spans: readonly TrendSpan[]): readonly (readonly TrendSpan[])[] {
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

/** Most of the width that goes to what is usual: it is there to compare with. */
const MOST_FOR_BASELINE = 0.45;

/** The parts of the width, by their time; the baseline is pressed together if it is much longer. */
export function sharesOf(parts: readonly (readonly TrendSpan[])[]): readonly number[] {
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
