/** When a cause began and ended, Unix milliseconds. */
export interface Since {
  /** The most likely start. */
  readonly startMs: number;
  /** The earliest start in the 95 % interval, and in the time before it of which nothing is known. */
  readonly lowMs: number;
  /** The latest start in it. */
  readonly highMs: number;
  /** The end; `null` while it goes on. */
  readonly endMs: number | null;
}

/** Sessions of a short span of time. */
export interface Bucket {
  readonly startMs: number;
  readonly endMs: number;
  readonly sessions: number;
  readonly bad: number;
}

/**
 * A start is in the interval unless the data speak against it by this much log-likelihood. Under the
 * true start, each side's ratio exceeds `e^x` with a probability of at most `e^-x` (Ville 1939), so
 * that both stay below with 95 % (Siegmund, Int. Stat. Rev. 56, 1988).
 */
const INTERVAL_GAIN = -Math.log(1 - Math.sqrt(0.95));

/**
 * Finds the span in which the rate of bad sessions was raised: the most likely one under a binomial
 * model with one rate in it and one outside (Levin and Kline, Statist. Med. 4, 1985). It has ended if
 * the data speak against its going on.
 *
 * @param buckets In order of time.
 */
export function changePoint(buckets: readonly Bucket[]): Since {
  const sessions = sumsOf(buckets, (bucket) => bucket.sessions);
  const bad = sumsOf(buckets, (bucket) => bucket.bad);
  const last = buckets.length;
  const gain = (from: number, to: number): number => {
    const insideSessions = sessions[to]! - sessions[from]!;
    const insideBad = bad[to]! - bad[from]!;
    const outsideSessions = sessions[last]! - insideSessions;
    const outsideBad = bad[last]! - insideBad;
    // The whole of it is a span without a change.
    const isRaised = outsideSessions === 0 ||
      insideBad * outsideSessions > outsideBad * insideSessions;
    if (!isRaised) return -Infinity;
    return logLikelihood(insideBad, insideSessions) + logLikelihood(outsideBad, outsideSessions);
  };
  let best = { from: 0, to: last, gain: gain(0, last) };
  let ongoing = best;
  const bestFrom = new Float64Array(last).fill(-Infinity);
  for (let from = 0; from < last; from++) {
    for (let to = from + 1; to <= last; to++) {
      const found = gain(from, to);
      if (found > bestFrom[from]!) bestFrom[from] = found;
      if (found > best.gain) best = { from, to, gain: found };
      if (to === last && found > ongoing.gain) ongoing = { from, to, gain: found };
    }
  }
  const hasEnded = best.gain - ongoing.gain > INTERVAL_GAIN;
  const { from, to, gain: most } = hasEnded ? best : ongoing;
  const starts = buckets.map((_, start) => start).filter((start) =>
    (hasEnded ? bestFrom[start]! : gain(start, last)) >= most - INTERVAL_GAIN
  );
  return {
    startMs: buckets[from]!.startMs,
    // It may as well have begun after the bucket before, which need not touch.
    lowMs: buckets[starts[0]! - 1]?.endMs ?? buckets[starts[0]!]!.startMs,
    // It may have begun at any time within its bucket.
    highMs: buckets[starts.at(-1)!]!.endMs,
    endMs: to === last ? null : buckets[to - 1]!.endMs,
  };
}

function sumsOf(buckets: readonly Bucket[], countOf: (bucket: Bucket) => number): Float64Array {
  const sums = new Float64Array(buckets.length + 1);
  buckets.forEach((bucket, i) => sums[i + 1] = sums[i]! + countOf(bucket));
  return sums;
}

/** Of a binomial count at its own rate. */
function logLikelihood(bad: number, sessions: number): number {
  const good = sessions - bad;
  return (bad === 0 ? 0 : bad * Math.log(bad / sessions)) +
    (good === 0 ? 0 : good * Math.log(good / sessions));
}
