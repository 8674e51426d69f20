import { sha256 } from "@noble/hashes/sha2.js";
import type { Endpoint } from "../../gen/endpoint.ts";
import { isObject } from "./decode/json/is_object.ts";
import { OTHER_FIELDS, recordSchema } from "./decode/record_schema.ts";
import type { Session } from "./session.ts";

/** 128 bits: two of some million sessions are not the same by chance. */
const DIGEST_BYTES = 16;

/**
 * What tells one session from another: its ids and the second of its start, where it is known.
 *
 * The ids alone are not known to be unique: an id may be the viewer's or the device's, or the same for
 * all whose id is unknown, and a session that was taken for another would be lost without a word. A
 * session is never told in two ways by its start, but for one that came in whole seconds once.
 *
 * A harvest's output stores the ids of each session as `idsKey()` makes them.
 */
export function sessionKey(session: Session, endpoint: Endpoint): string {
  const startMs = session[endpoint.key.start];
  const ids = idsKey(session, endpoint);
  return typeof startMs === "number" && sessionId(session, endpoint) !== undefined
    ? `${Math.floor(startMs / 1000)}${ids}`
    : ids;
}

/**
 * The ids of a session: the client's with its own, since the latter is not known to be unique alone.
 * A session without a session id, or with an empty one, is known by a digest of all that it says, so
 * that it is still recognized when overlapping windows bring it twice, and the sessions of a client
 * are not taken for one.
 */
export function idsKey(session: Session, endpoint: Endpoint): string {
  const id = sessionId(session, endpoint);
  if (id === undefined) return `d${sessionDigest(session, endpoint)}`;
  const client = session[endpoint.key.client];
  // The length makes the join unambiguous, whatever the ids hold.
  return typeof client === "string" && client !== ""
    ? `c${client.length}:${client}${id}`
    : `s${id}`;
}

/** The id of a session; `undefined` if it has none, or an empty one. */
export function sessionId(session: Session, { key }: Endpoint): string | undefined {
  const id = session[key.session];
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** A digest of all that a session says, in whatever order it says it. */
export function sessionDigest(session: Session, endpoint: Endpoint): string {
  const text = JSON.stringify(fieldsInOrder(session, recordSchema(endpoint).groups));
  const digest = sha256(new TextEncoder().encode(text));
  return Array.from(digest.subarray(0, DIGEST_BYTES), (byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** The values of a session by path, as a harvest stores them: without those that are `null`. */
function fieldsInOrder(
  session: Session,
  groups: ReadonlySet<string>,
): [path: string, value: unknown][] {
  const fields: [string, unknown][] = [];
  const add = (path: string, value: unknown) => {
    if (value !== null && value !== undefined) fields.push([wellFormed(path), inOrder(value)]);
  };
  for (const [name, value] of Object.entries(session)) {
    const isPlace = isObject(value) && (name === OTHER_FIELDS || groups.has(name));
    if (!isPlace) add(name, value);
    else {
      const prefix = name === OTHER_FIELDS ? "" : `${name}.`;
      for (const [member, inner] of Object.entries(value)) add(prefix + member, inner);
    }
  }
  return fields.sort(byName);
}

/** A value with the names of every object in order. */
export function inOrder(value: unknown): unknown {
  if (typeof value === "string") return wellFormed(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]): [string, unknown] => [wellFormed(name), inOrder(member)])
      .sort(byName),
  );
}

/** Halves of surrogate pairs are no characters, and cannot be stored. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
