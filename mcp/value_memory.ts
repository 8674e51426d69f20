import type { Endpoint, Session } from "../src/mod.ts";
import { type SeenValues, seenValues } from "../src/view/mod.ts";

/** Sessions kept; enough to know the frequent values of a dimension. */
const MAX_SESSIONS = 600;

/** Sessions taken of a page, so that one page does not push out all others. */
const MAX_OF_A_PAGE = 200;

/** Values of dimensions and tags that came by lately, as they may be shown. */
export interface ValueMemory extends SeenValues {
  /** Keeps sessions, or a part of them if they are many; the values are read when asked for. */
  record(sessions: readonly Session[]): void;
}

/**
 * Starts to remember values.
 *
 * @param redact Takes out of a session what identifies its viewer, and knows those of before.
 * @param endpoint Where the sessions are from.
 */
export function createValueMemory(
  redact: (session: Session) => Session,
  endpoint: Endpoint,
): ValueMemory {
  // A set, since an answer that was kept brings the same sessions again.
  const sessions = new Set<Session>();
  return {
    ...seenValues({ [Symbol.iterator]: () => sessions.values().map(redact) }, endpoint),
    record(page) {
      const step = Math.ceil(page.length / MAX_OF_A_PAGE);
      for (let index = 0; index < page.length; index += step) sessions.add(page[index]!);
      for (const oldest of sessions) {
        if (sessions.size <= MAX_SESSIONS) break;
        sessions.delete(oldest);
      }
    },
  };
}
