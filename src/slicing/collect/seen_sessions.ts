import type { Session } from "../../session/session.ts";
import { sessionKey } from "../../session/session_key.ts";
import { WIDEST_ROUNDING_MS } from "../answer/rounding_watch.ts";
import { OVERLAP_MS } from "../answer/window_edges.ts";
import { sessionSpan } from "../axis/selection.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";

/** An API may round a window's edges outwards, or they are widened in case that it rounds inwards. */
const TOLERANCE_MS = WIDEST_ROUNDING_MS + OVERLAP_MS;
/** So many of the longest answers are remembered before the first are forgotten. */
const ANSWERS_TO_FORGET = 4;

/**
 * Recognizes sessions that come again, in memory that does not grow with the range.
 *
 * Windows are taken in the order of the axis, so a session cannot come again once the collection
 * has passed both its start and its end, whatever the API selects by. What is remembered are the
 * sessions of the last two windows, and those that were running where the collection is. A session
 * that does not say how far it reaches is taken to reach one longest window further.
 */
export class SeenSessions {
  readonly #axis: TimeAxis;
  /** Offset from which on a session cannot come again, by its key. */
  readonly #untilMs = new Map<string, number>();
  readonly #minKeysToForget: number;
  #forgetAt: number;
  readonly #earlier: ReadonlySet<string>;

  /** Nothing seen yet, but for what has these keys. */
  constructor(axis: TimeAxis, earlier: ReadonlySet<string> = new Set()) {
    this.#axis = axis;
    this.#earlier = earlier;
    this.#minKeysToForget = ANSWERS_TO_FORGET * axis.endpoint.limits.maxSessions;
    this.#forgetAt = this.#minKeysToForget;
  }

  /** Keys of the sessions that may come again with a stretch that was taken last. */
  keysOf({ fromMs }: Stretch): Set<string> {
    const keys = new Set(this.#earlier);
    for (const [key, untilMs] of this.#untilMs) {
      if (untilMs >= fromMs - TOLERANCE_MS) keys.add(key);
    }
    return keys;
  }

  /** Number of sessions remembered. */
  get size(): number {
    return this.#untilMs.size;
  }

  /** Takes the sessions of the next window, and returns those that are new. */
  take(sessions: readonly Session[], stretch: Stretch): Session[] {
    const fresh = sessions.filter((session) => {
      const key = sessionKey(session, this.#axis.endpoint);
      const isNew = !this.#untilMs.has(key) && !this.#earlier.has(key);
      if (isNew) this.#untilMs.set(key, this.#reachMs(session, stretch));
      return isNew;
    });
    if (this.#untilMs.size > this.#forgetAt) this.#forget(stretch);
    return fresh;
  }

  /** Forgetting only when the number has doubled keeps its cost per session constant. */
  #forget({ fromMs }: Stretch): void {
    for (const [key, untilMs] of this.#untilMs) {
      if (untilMs < fromMs - TOLERANCE_MS) this.#untilMs.delete(key);
    }
    this.#forgetAt = Math.max(this.#minKeysToForget, 2 * this.#untilMs.size);
  }

  #reachMs(session: Session, { toMs }: Stretch): number {
    const { endpoint } = this.#axis;
    const { startMs, endMs } = sessionSpan(session, endpoint);
    if (startMs === undefined || endMs === undefined) return toMs + endpoint.limits.maxWindowMs;
    return Math.max(this.#axis.offsetMs(startMs), this.#axis.offsetMs(endMs), toMs);
  }
}
