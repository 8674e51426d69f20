import type { Session } from "../session/session.ts";

/** When a session started and ended, as far as it says so. */
export interface SessionSpan {
  /** Start in Unix milliseconds. */
  readonly startMs: number | undefined;
  /** End in Unix milliseconds. */
  readonly endMs: number | undefined;
}

/** When a session started and ended. */
export function sessionSpan(session: Session): SessionSpan {
  return {
    startMs: known(session.session_start_timestamp_ms),
    endMs: known(session.session_end_timestamp_ms),
  };
}

/** Zero is how some records say that they do not know. */
function known(timeMs: number | null | undefined): number | undefined {
  return typeof timeMs === "number" && timeMs > 0 ? timeMs : undefined;
}
