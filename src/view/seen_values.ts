import type { Endpoint } from "../../gen/endpoint.ts";
import { dimensionValues, tagNames, tagValues } from "../session/dimension_value.ts";
import type { Session } from "../session/session.ts";

/** Values of dimensions and tags that sessions had lately, since the API has no list of them. */
export interface SeenValues {
  /** Values of a dimension, most frequent first. */
  of(dimension: string): readonly SeenValue[];
  /** Values of a custom tag, likewise. */
  ofTag(name: string): readonly SeenValue[];
  /** Names of custom tags, likewise. */
  tags(): readonly string[];
}

/** A value that sessions had. */
export interface SeenValue {
  readonly value: string;
  /** How many had it. */
  readonly sessions: number;
}

/** The values of sessions; they are read when they are asked for. */
export function seenValues(sessions: Iterable<Session>, endpoint: Endpoint): SeenValues {
  const frequent = (read: (session: Session) => readonly string[]): SeenValue[] => {
    const counts = new Map<string, number>();
    for (const session of sessions) {
      for (const value of read(session)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .map(([value, count]) => ({ value, sessions: count }))
      .sort((a, b) => b.sessions - a.sessions || (a.value < b.value ? -1 : 1));
  };
  return {
    of: (dimension) => frequent((session) => dimensionValues(session, dimension, endpoint)),
    ofTag: (name) => frequent((session) => tagValues(session, name, endpoint)),
    tags: () => frequent((session) => tagNames(session, endpoint)).map(({ value }) => value),
  };
}
