import { fitRate, type Rate, type RateObservation } from "./rate_forecast.ts";
import { countUpTo, type WindowShape } from "../axis/window_shape.ts";

/** Enough to average over where windows are short, little enough to fit before every request. */
const MAX_OBSERVATIONS = 400;
/** Fewer sessions would make the observation of a part too noisy to tell a burst. */
const SESSIONS_PER_OBSERVATION = 150;
const MAX_OBSERVATIONS_PER_WINDOW = 8;

/** Observations of fewer are taken together with the next: what is nearly nothing says little. */
const MIN_SESSIONS = 10;

/** What the latest complete windows say about the rate of sessions. */
export class RateHistory {
  #observations: RateObservation[] = [];
  #fitted: ((atMs: number) => Rate) | undefined;
  #farthest: WindowShape | undefined;

  /** Whether there is nothing to forecast from. */
  get isEmpty(): boolean {
    return this.#observations.length === 0;
  }

  /** Sessions that run at the far edge of the farthest window, and where that is. */
  get carried(): { readonly sessions: number; readonly atMs: number } {
    return { sessions: this.#farthest?.leaving ?? 0, atMs: this.#farthest?.toMs ?? 0 };
  }

  /** The rate to expect at an offset; there must have been an observation. */
  forecast(atMs: number): Rate {
    this.#fitted ??= fitRate(joined(this.#observations));
    return this.#fitted(atMs);
  }

  /** Learns from a window of which all sessions came. */
  add(shape: WindowShape): void {
    this.#observations = [...this.#observations, ...observationsOf(shape)]
      .sort((a, b) => a.atMs - b.atMs)
      .slice(-MAX_OBSERVATIONS);
    this.#fitted = undefined;
    if (shape.toMs >= (this.#farthest?.toMs ?? 0)) this.#farthest = shape;
  }
}

/** A window's sessions in parts, so that a burst spoils one part and not the whole. */
function observationsOf({ fromMs, toMs, records, entriesMs, carried }: WindowShape) {
  const entered = records - carried;
  const parts = Math.max(
    1,
    Math.min(MAX_OBSERVATIONS_PER_WINDOW, Math.floor(entered / SESSIONS_PER_OBSERVATION)),
  );
  const widthMs = (toMs - fromMs) / parts;
  // Sessions without a time are spread over the parts as the others are.
  const timed = entriesMs.length - carried;
  const weight = timed > 0 ? entered / timed : 0;
  let before = carried;
  return Array.from({ length: parts }, (_, part): RateObservation => {
    const upTo = part === parts - 1
      ? entriesMs.length
      : countUpTo(entriesMs, fromMs + (part + 1) * widthMs);
    const sessions = (upTo - before) * weight;
    before = upTo;
    return { atMs: fromMs + (part + 0.5) * widthMs, widthMs, sessions };
  });
}

/** Observations with hardly any sessions, joined with those that follow. */
function joined(observations: readonly RateObservation[]): RateObservation[] {
  const results: RateObservation[] = [];
  for (const next of observations) {
    const last = results.at(-1);
    if (!last || last.sessions >= MIN_SESSIONS) results.push(next);
    else {
      const widthMs = last.widthMs + next.widthMs;
      results[results.length - 1] = {
        atMs: (last.atMs * last.widthMs + next.atMs * next.widthMs) / widthMs,
        widthMs,
        sessions: last.sessions + next.sessions,
      };
    }
  }
  return results;
}
