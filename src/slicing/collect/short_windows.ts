import { LIMITS } from "../../../gen/facts.ts";
import type { TimeWindow } from "../../query/time_window.ts";
import type { GapReason } from "../../session/coverage.ts";
import type { Session } from "../../session/session.ts";
import { sessionKey } from "../../session/session_key.ts";
import { sessionSpan } from "../axis/selection.ts";

/** An API that counts in seconds may round a window's edges outwards. */
const TOLERANCE_MS = 1000;
/** More windows than this are not asked again: their API is out of order. */
const MAX_WINDOWS = 64;

/** A window that came short, to be asked again. */
export interface ShortWindow {
  readonly window: TimeWindow;
  readonly reason: GapReason;
  /** Keys of the sessions that were delivered and may come again with it. */
  readonly keys: ReadonlySet<string>;
}

/** The windows of a collection that came short for a reason that may pass. */
export class ShortWindows {
  readonly #windows: (ShortWindow & { readonly keys: Set<string> })[] = [];

  /** Whether there are none. */
  get isEmpty(): boolean {
    return this.#windows.length === 0;
  }

  /** Notes a window, and the keys of sessions that its neighbours or itself have brought. */
  add(window: TimeWindow, reason: GapReason, keys: Iterable<string>): void {
    if (this.#windows.length >= MAX_WINDOWS) return;
    this.#windows.push({ window, reason, keys: new Set(keys) });
  }

  /** Notes sessions that were delivered, if they may come again with one of the windows. */
  deliver(sessions: readonly Session[]): void {
    for (const { window, keys } of this.#windows) {
      for (const session of sessions) if (mayCome(session, window)) keys.add(sessionKey(session));
    }
  }

  /** Takes the next of the windows; what is delivered from then on counts for the others. */
  take(): ShortWindow | undefined {
    return this.#windows.shift();
  }
}

function mayCome(session: Session, { startMs, endMs }: TimeWindow): boolean {
  const span = sessionSpan(session);
  const fromMs = span.startMs ?? (span.endMs ?? startMs) - LIMITS.maxWindowMs;
  const toMs = span.endMs ?? (span.startMs ?? endMs) + LIMITS.maxWindowMs;
  return fromMs <= endMs + TOLERANCE_MS && toMs >= startMs - TOLERANCE_MS;
}
