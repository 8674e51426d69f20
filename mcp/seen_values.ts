import { dimensionValues, type Session } from "../src/mod.ts";

/** Values kept of a dimension; more would be no help to anybody. */
const MAX_VALUES = 500;

/** Sessions looked at of a page: enough to know the frequent values, and soon done. */
const MAX_SESSIONS = 200;

/** Values of dimensions that came by lately, since the API has no list of them. */
export interface SeenValues {
  /** Takes note of the values in sessions, or in a part of them if they are many. */
  record(sessions: readonly Session[]): void;
  /** Values of a dimension with the number of sessions that had them, most frequent first. */
  of(dimension: string): readonly SeenValue[];
}

/** A value that a dimension had. */
export interface SeenValue {
  readonly value: string;
  readonly sessions: number;
}

/**
 * Starts to collect values.
 *
 * @param dimensions What to take note of.
 * @param redact Takes out of a session what identifies its viewer.
 */
export function createSeenValues(
  dimensions: readonly string[],
  redact: (session: Session) => Session,
): SeenValues {
  const seen = new Map(dimensions.map((name) => [name, new Map<string, number>()]));
  const known = new WeakSet<Session>();
  return {
    record(sessions) {
      const step = Math.ceil(sessions.length / MAX_SESSIONS);
      for (let index = 0; index < sessions.length; index += step) {
        const session = sessions[index]!;
        // An answer that was kept brings the same sessions again.
        if (known.has(session)) continue;
        known.add(session);
        const redacted = redact(session);
        for (const [dimension, counts] of seen) {
          for (const value of dimensionValues(redacted, dimension)) count(counts, value);
        }
      }
    },
    of: (dimension) =>
      [...seen.get(dimension) ?? []]
        .map(([value, sessions]) => ({ value, sessions }))
        .sort((a, b) => b.sessions - a.sessions || (a.value < b.value ? -1 : 1)),
  };
}

/** Counts a value and moves it behind all others, of which the oldest is given up. */
function count(counts: Map<string, number>, value: string): void {
  const before = counts.get(value) ?? 0;
  counts.delete(value);
  counts.set(value, before + 1);
  if (counts.size > MAX_VALUES) counts.delete(counts.keys().next().value!);
}
