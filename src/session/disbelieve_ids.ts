import type { CoverageNotice } from "./coverage.ts";
import { OTHER_FIELDS } from "./record_schema.ts";
import type { Session } from "./session.ts";
import { idsKey, sessionDigest } from "./session_key.ts";

/** In fewer sessions it may be chance. */
const LEAST_SESSIONS = 10;

/**
 * Looks whether the ids of a page tell its sessions apart. If most of them have the ids of another
 * that is not the same record, `session_id` is something else: it is moved to the session's other
 * fields, so that the sessions are known by all that they say, and not lost as duplicates.
 */
export function disbelieveIds(sessions: Session[]): CoverageNotice[] {
  if (sessions.length < LEAST_SESSIONS) return [];
  if (hasMany(sessions, endOf) || hasMany(sessions, idsKey)) return [];
  const records = new Map(
    sessions.filter(hasId).map((session) => [sessionDigest(session), session]),
  );
  const keys = new Set([...records.values()].map(idsKey));
  const repeats = records.size - keys.size;
  const others = sessions.length - sessions.filter(hasId).length;
  if (records.size + others < LEAST_SESSIONS || repeats * 2 <= records.size + others) return [];
  for (const [at, session] of sessions.entries()) {
    if (hasId(session)) sessions[at] = withoutId(session);
  }
  return [{
    kind: "ids",
    subject: "session_id",
    message:
      `Most sessions of an answer (${repeats} of ${records.size + others}) have the ids of ` +
      "others that they differ from, so that session_id does not tell them apart; it is kept in " +
      `${OTHER_FIELDS}, and sessions count as one only if they agree in everything`,
  }];
}

/** Whether more than half of the sessions are told apart by their ids: nearly always. */
function hasMany(
  sessions: readonly Session[],
  part: (session: Session) => string | number,
): boolean {
  const parts = new Set<string | number>();
  let others = 0;
  for (const session of sessions) {
    if (hasId(session)) parts.add(part(session));
    else others++;
    if ((parts.size + others) * 2 > sessions.length) return true;
  }
  return false;
}

/**
 * The end of a session's id. Different ends are different ids, and to hash the ids as a whole takes a
 * good part of the time that a page takes.
 */
function endOf({ session_id }: Session): number {
  const id = session_id!;
  let end = 0;
  for (let at = Math.max(0, id.length - 8); at < id.length; at++) {
    end = Math.imul(end, 31) + id.charCodeAt(at) | 0;
  }
  return end;
}

function hasId({ session_id }: Session): boolean {
  return session_id !== undefined && session_id !== null && session_id !== "";
}

function withoutId(session: Session): Session {
  const { [OTHER_FIELDS]: others, session_id: id } = session as Record<string, unknown>;
  const kept = typeof others === "object" && others !== null && !Array.isArray(others)
    ? others
    : others === undefined || others === null
    ? {}
    : { [OTHER_FIELDS]: others };
  return {
    ...session,
    session_id: null as never,
    [OTHER_FIELDS]: { ...kept, session_id: id },
  };
}
