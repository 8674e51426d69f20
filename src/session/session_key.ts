import { type HashKey, keyedHash } from "./keyed_hash.ts";
import type { Session, SpecFields } from "./session.ts";

/** Not a secret: the same record has the same key in every process. */
const DIGEST_KEY: HashKey = [0, 0];

/**
 * What tells one session from another: its client id with its session id, since the latter is not
 * known to be unique alone. A session that has neither is known by a digest of all that it says, so
 * that it is still recognized when overlapping windows bring it twice.
 */
export function sessionKey(session: Session): string {
  const { client_id, session_id }: SpecFields = session;
  // The length makes the join unambiguous, whatever the ids hold.
  if (client_id) return `c${client_id.length}:${client_id}${session_id ?? ""}`;
  if (session_id) return `s${session_id}`;
  const { client_id: _client, session_id: _session, ...rest }: SpecFields = session;
  return `d${keyedHash(canonicalJson(rest), DIGEST_KEY)}`;
}

/** JSON with the names of every object in order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => a < b ? -1 : 1));
  });
}
