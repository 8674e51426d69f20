import type { Endpoint } from "../../../gen/endpoint.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { GapReason } from "../../session/coverage/coverage.ts";
import type { Session } from "../../session/session.ts";
import { sessionKey } from "../../session/session_key.ts";
import { type SessionSpan, sessionSpan } from "../axis/selection.ts";
import { WIDEST_ROUNDING_MS } from "../answer/rounding_watch.ts";
import { OVERLAP_MS } from "../answer/window_edges.ts";

/** An API may round a window's edges outwards, or they are widened in case that it rounds inwards. */
const TOLERANCE_MS = WIDEST_ROUNDING_MS + OVERLAP_MS;
/** More windows than this are not asked again: their API is out of order. */
const MAX_WINDOWS = 64;

/** A window that came short, to be asked again. */
export interface ShortWindow {
  readonly window: TimeWindow;
  readonly reason: GapReason;
  /** Keys of the sessions that were delivered and may come again with it. */
  readonly keys: Set<string>;
}

/** The windows of a collection that came short for a reason that may pass. */
export class ShortWindows {
  readonly #windows: ShortWindow[] = [];

  /** Whether there are none. */
  get isEmpty(): boolean {
    return this.#windows.length === 0;
  }

  /** The windows. */
  get windows(): readonly ShortWindow[] {
    return this.#windows;
  }

  /** Notes a window. */
  add(window: ShortWindow): void {
    if (this.#windows.length < MAX_WINDOWS) this.#windows.push(window);
  }

  /** Takes the next of the windows; what is delivered from then on counts for the others. */
  take(): ShortWindow | undefined {
    return this.#windows.shift();
  }
}

/** Notes sessions that were delivered with those of the windows that they may come again with. */
export function noteDelivered(
  sessions: readonly Session[],
  windows: readonly Pick<ShortWindow, "window" | "keys">[],
  endpoint: Endpoint,
): void {
  if (windows.length === 0) return;
  const { maxWindowMs } = endpoint.limits;
  for (const session of sessions) {
    const span = sessionSpan(session, endpoint);
    for (const { window, keys } of windows) {
      if (mayCome(span, window, maxWindowMs)) keys.add(sessionKey(session, endpoint));
    }
  }
}

function mayCome(
  span: SessionSpan,
  { startMs, endMs }: TimeWindow,
  maxWindowMs: number,
): boolean {
  const fromMs = span.startMs ?? (span.endMs ?? startMs) - maxWindowMs;
  const toMs = span.endMs ?? (span.startMs ?? endMs) + maxWindowMs;
  return fromMs <= endMs + TOLERANCE_MS && toMs >= startMs - TOLERANCE_MS;
}
