import type { Endpoint } from "../../../gen/endpoint.ts";
import type { CoverageNotice } from "../coverage/coverage.ts";
import { OTHER_FIELDS } from "./record_schema.ts";
import type { Session } from "../session.ts";
import { idsKey, sessionDigest, sessionId } from "../session_key.ts";

/** In fewer sessions it may be chance. */
const LEAST_SESSIONS = 10;

/**
 * Looks whether the ids of a page tell its sessions apart. If most of them have the ids of another
 * that is not the same record, the id is something else: it is moved to the session's other
 * fields, so that the sessions are known by all that they say, and not lost as duplicates.
 */
export function disbelieveIds(sessions: Session[], endpoint: Endpoint): CoverageNotice[] {
  const idField = endpoint.key.session;
  const keyOf = (session: Session) => idsKey(session, endpoint);
  const idOf = (session: Session) => sessionId(session, endpoint);
  const endOfId = (session: Session) => endOf(idOf(session)!);
  const hasId = (session: Session) => idOf(session) !== undefined;
  if (sessions.length < LEAST_SESSIONS) return [];
  if (hasMany(sessions, hasId, endOfId) || hasMany(sessions, hasId, keyOf)) return [];
  const records = new Map(
    sessions.filter(hasId).map((session) => [sessionDigest(session, endpoint), session]),
  );
  const keys = new Set([...records.values()].map(keyOf));
  const repeats = records.size - keys.size;
  const others = sessions.length - sessions.filter(hasId).length;
  if (records.size + others < LEAST_SESSIONS || repeats * 2 <= records.size + others) return [];
  for (const [at, session] of sessions.entries()) {
    if (hasId(session)) sessions[at] = withoutId(session, idField);
  }
  return [{
    kind: "ids",
    subject: idField,
    message:
      `Most sessions of an answer (${repeats} of ${records.size + others}) have the ids of ` +
      `others that they differ from, so that ${idField} does not tell them apart; it is kept in ` +
      `${OTHER_FIELDS}, and sessions count as one only if they agree in everything`,
  }];
}

/** Whether more than half of the sessions are told apart by their ids: nearly always. */
function hasMany(
  sessions: readonly Session[],
  hasId: (session: Session) => boolean,
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
function endOf(id: string): number {
  let end = 0;
  for (let at = Math.max(0, id.length - 8); at < id.length; at++) {
    end = Math.imul(end, 31) + id.charCodeAt(at) | 0;
  }
  return end;
}

function withoutId(session: Session, idField: string): Session {
  const { [OTHER_FIELDS]: others, [idField]: id } = session as Record<string, unknown>;
  const kept = typeof others === "object" && others !== null && !Array.isArray(others)
    ? others
    : others === undefined || others === null
    ? {}
    : { [OTHER_FIELDS]: others };
  return {
    ...session,
    [idField]: null,
    [OTHER_FIELDS]: { ...kept, [idField]: id },
  };
}
