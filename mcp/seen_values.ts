import { dimensionValues, type Endpoint, type Session, type SpecFields } from "../src/mod.ts";
import { tagValues } from "../src/view/mod.ts";

/** Sessions kept; enough to know the frequent values of a dimension. */
const MAX_SESSIONS = 600;

/** Sessions taken of a page, so that one page does not push out all others. */
const MAX_OF_A_PAGE = 200;

/** Values of dimensions that came by lately, since the API has no list of them. */
export interface SeenValues {
  /** Keeps sessions, or a part of them if they are many; the values are read when asked for. */
  record(sessions: readonly Session[]): void;
  /** Values of a dimension with the number of sessions that had them, most frequent first. */
  of(dimension: string): readonly SeenValue[];
  /** Values of a custom tag, likewise. */
  ofTag(name: string): readonly SeenValue[];
  /** Names of custom tags, most frequent first. */
  tags(): readonly string[];
}

/** A value that a dimension had. */
export interface SeenValue {
  readonly value: string;
  readonly sessions: number;
}

/**
 * Starts to collect values.
 *
 * @param redact Takes out of a session what identifies its viewer, and knows those of before.
 * @param endpoint Where the sessions are from.
 */
export function createSeenValues(
  redact: (session: Session) => Session,
  endpoint: Endpoint,
): SeenValues {
  // A set, since an answer that was kept brings the same sessions again.
  const sessions = new Set<Session>();
  const frequent = (read: (session: Session) => readonly string[]): SeenValue[] => {
    const counts = new Map<string, number>();
    for (const session of sessions) {
      for (const value of read(redact(session))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .map(([value, count]) => ({ value, sessions: count }))
      .sort((a, b) => b.sessions - a.sessions || (a.value < b.value ? -1 : 1));
  };
  return {
    record(page) {
      const step = Math.ceil(page.length / MAX_OF_A_PAGE);
      for (let index = 0; index < page.length; index += step) sessions.add(page[index]!);
      for (const oldest of sessions) {
        if (sessions.size <= MAX_SESSIONS) break;
        sessions.delete(oldest);
      }
    },
    of: (dimension) => frequent((session) => dimensionValues(session, dimension, endpoint)),
    ofTag: (name) => frequent((session) => tagValues(session, name, endpoint)),
    tags: () =>
      frequent(({ custom_tags }: SpecFields) => Object.keys(custom_tags ?? {}))
        .map(({ value }) => value),
  };
}
