import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Session } from "../../session/session.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { TimeAxis } from "./time_axis.ts";

/** By which of its moments a session belongs to a window. */
export type Selection = "start" | "end" | "overlap";

/** An API that counts in seconds may round a window's edges outwards. */
const TOLERANCE_MS = 1000;

/**
 * Works out by which of their moments the API selects sessions: a response of a window tells, since
 * only then all starts, or all ends, lie in it. Estimates use it; nothing that must be right does.
 */
export class SelectionGuess {
  #startsOutside = false;
  #endsOutside = false;

  /** The selection that fits all responses so far. */
  get value(): Selection {
    if (!this.#startsOutside) return "start";
    return this.#endsOutside ? "overlap" : "end";
  }

  /** Learns from the sessions that came for a window. */
  learn(spans: readonly SessionSpan[], { startMs, endMs }: TimeWindow): void {
    const isOutside = (timeMs: number | undefined) =>
      timeMs !== undefined && (timeMs < startMs - TOLERANCE_MS || timeMs > endMs + TOLERANCE_MS);
    this.#startsOutside ||= spans.some((span) => isOutside(span.startMs));
    this.#endsOutside ||= spans.some((span) => isOutside(span.endMs));
  }
}

/** Where on the axis a session belongs; `NaN` if it does not say, or belongs to many places. */
export function entryOffsetMs(session: Session, selection: Selection, axis: TimeAxis): number {
  const { startMs, endMs } = sessionSpan(session, axis.endpoint);
  const timeMs = { start: startMs, end: endMs, overlap: undefined }[selection];
  return timeMs === undefined ? NaN : axis.offsetMs(timeMs);
}

/** When a session started and ended, as far as it says so. */
export interface SessionSpan {
  /** Start in Unix milliseconds. */
  readonly startMs: number | undefined;
  /** End in Unix milliseconds. */
  readonly endMs: number | undefined;
}

/** When a session started and ended. */
export function sessionSpan(session: Session, { key }: Endpoint): SessionSpan {
  return {
    startMs: known(session[key.start]),
    endMs: known(session[key.end]),
  };
}

/** Zero is how some records say that they do not know. */
function known(timeMs: unknown): number | undefined {
  return typeof timeMs === "number" && timeMs > 0 ? timeMs : undefined;
}
