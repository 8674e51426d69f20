import { HOUR_MS } from "../../query/time/units.ts";

/** How many sessions a stretch of the axis brought. */
export interface RateObservation {
  /** Offset of the middle of the stretch. */
  readonly atMs: number;
  /** Length of the stretch. */
  readonly widthMs: number;
  /** Sessions that entered in it. */
  readonly sessions: number;
}

/** How many sessions are expected at an offset. */
export interface Rate {
  /** Sessions that enter per millisecond. */
  readonly perMs: number;
  /** Variance of the true rate's logarithm: near 0 for a sure forecast, above 1 for a guess. */
  readonly logVariance: number;
}

/** The trend of one moment says little about that of some hours later. */
const TREND_MEMORY_MS = 4 * HOUR_MS;
/**
 * Spread of the trend where none is known, as the relative change of the rate per millisecond: that
 * of a daily curve whose evening has four times the sessions of its night.
 */
const TREND_SIGMA = 0.12 / HOUR_MS;
/** Wandering of the trend: with the memory above, it comes to the spread. */
const TREND_NOISE = (2 * TREND_SIGMA ** 2) / TREND_MEMORY_MS;
/** Wandering of the rate beside the trend: 1.5 % in an hour. */
const LEVEL_NOISE = 0.015 ** 2 / HOUR_MS;
/** Deviations, in standard deviations, from which on an observation counts as an outlier. */
const OUTLIER_SIGMAS = 4;
/** Outliers in a row, all to one side, that are no burst any more but a new level. */
const OUTLIERS_OF_NEW_LEVEL = 4;

/** Logarithm of the rate and its trend, with the covariance of both. */
interface State {
  atMs: number;
  level: number;
  trend: number;
  levelVariance: number;
  covariance: number;
  trendVariance: number;
}

/**
 * Learns the rate at which sessions enter and how it changes, and forecasts it.
 *
 * A Kalman filter over the logarithm of the rate, with a damped linear trend: it follows a daily
 * curve from few windows, and averages over many where they are short. An observation far off is a
 * burst and is passed over, unless several in a row say the same, or they last as long as all that
 * was followed before. Source: A. C. Harvey,
 * "Forecasting, Structural Time Series Models and the Kalman Filter", 1989, sections 2.3 and 3.2.
 *
 * @param observations In order of their offsets, at least one.
 */
export function fitRate(observations: readonly RateObservation[]): (atMs: number) => Rate {
  const [first, ...others] = observations;
  let state = initialState(first!);
  let followedMs = first!.widthMs;
  let run = { side: 0, length: 0, widthMs: 0 };
  for (const observation of others) {
    state = advance(state, observation.atMs);
    const { level, variance } = measured(observation);
    const deviation = level - state.level;
    const sigma = Math.sqrt(state.levelVariance + variance);
    const side = Math.abs(deviation) > OUTLIER_SIGMAS * sigma ? Math.sign(deviation) : 0;
    if (side !== run.side) run = { side, length: 0, widthMs: 0 };
    run.length++;
    run.widthMs += observation.widthMs;
    if (side !== 0) {
      if (run.length < OUTLIERS_OF_NEW_LEVEL && run.widthMs < followedMs) continue;
      state.levelVariance += deviation ** 2;
    }
    followedMs += observation.widthMs;
    state = update(state, deviation, variance);
  }
  return (atMs) => {
    const { level, levelVariance } = advance(state, atMs);
    return { perMs: Math.exp(level), logVariance: levelVariance };
  };
}

function initialState(observation: RateObservation): State {
  const { level, variance } = measured(observation);
  return {
    atMs: observation.atMs,
    level,
    trend: 0,
    levelVariance: variance,
    covariance: 0,
    trendVariance: TREND_SIGMA ** 2,
  };
}

/** The logarithm of a Poisson number; half a session more keeps zero finite. */
function measured({ sessions, widthMs }: RateObservation) {
  return { level: Math.log((sessions + 0.5) / widthMs), variance: 1 / (sessions + 0.5) };
}

function advance(state: State, atMs: number): State {
  // Stretches that were split are observed after others that lie further; time does not go back.
  const stepMs = Math.max(0, atMs - state.atMs);
  const decay = Math.exp(-stepMs / TREND_MEMORY_MS);
  const effectMs = TREND_MEMORY_MS * (1 - decay);
  const { level, trend, levelVariance, covariance, trendVariance } = state;
  return {
    atMs: Math.max(atMs, state.atMs),
    level: level + trend * effectMs,
    trend: trend * decay,
    levelVariance: levelVariance + 2 * effectMs * covariance + effectMs ** 2 * trendVariance +
      LEVEL_NOISE * stepMs + (TREND_NOISE * effectMs ** 2 * stepMs) / 3,
    covariance: decay * (covariance + effectMs * trendVariance) +
      (TREND_NOISE * effectMs * stepMs) / 2,
    trendVariance: decay ** 2 * trendVariance + TREND_NOISE * stepMs,
  };
}

function update(state: State, deviation: number, variance: number): State {
  const { levelVariance, covariance, trendVariance } = state;
  const total = levelVariance + variance;
  const levelGain = levelVariance / total;
  const trendGain = covariance / total;
  return {
    atMs: state.atMs,
    level: state.level + levelGain * deviation,
    trend: state.trend + trendGain * deviation,
    levelVariance: (1 - levelGain) * levelVariance,
    covariance: (1 - levelGain) * covariance,
    trendVariance: trendVariance - trendGain * covariance,
  };
}
