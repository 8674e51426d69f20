import { type HashKey, keyedHash } from "./keyed_hash.ts";
import { isHarmlessName, isPiiName } from "./pii_name.ts";
import { PII_VALUE } from "./pii_value.ts";
import type { Session } from "./session.ts";

/** Hides who watched, but not that two sessions are the same viewer's. */
export interface Redactor {
  /** A copy of a session without what identifies its viewer. */
  session(session: Session): Session;
  /** The pseudonym of a value: the same for the same value as long as the redactor lives. */
  pseudonym(value: string): string;
}

const URL_TEXT = /^([a-z][a-z\d+.-]*:\/\/)(?:[^/?#]*@)?([^?#]*).*$/is;

/** A value shorter than this may be part of a text by chance. */
const MIN_LENGTH_WITHIN_TEXT = 8;

const MAX_NAMES_KEPT = 10_000;

/**
 * Makes a redactor. It replaces, by pseudonyms:
 *
 * - the fields that the spec marks as identifying;
 * - fields and tags whose name speaks of a viewer, a user, an address or a place, at any depth;
 * - e-mail and IP addresses in fields and tags that the spec does not know, but for those that are
 *   named a version or a build, which look like an address too;
 * - the values of the identifying fields wherever else in the session they occur: as the whole of a
 *   field or a tag that the spec does not know, or within any text if they are long enough.
 *
 * It also cuts credentials, query and fragment off URLs, which often carry a viewer's token. The ids
 * of the session and of the player's installation stay, since they are what one asks with.
 *
 * @param key Key of the pseudonyms; by default a new one, so that nobody can find the viewer behind a
 * pseudonym by trying, and pseudonyms of different processes cannot be joined.
 */
export function createRedactor(key: HashKey = randomKey()): Redactor {
  const pseudonym = (value: string) => `anon-${keyedHash(value, key).slice(0, 12)}`;
  const isPii = remember(isPiiName);
  const mayHoldPii = remember((name) => !isHarmlessName(name) && !/version|build/i.test(name));
  return {
    pseudonym,
    session(session) {
      const secrets = new Map<string, string>();
      collectSecrets(session, { pseudonym, isPii, mayHoldPii, secrets });
      return redactMembers(session, false, { pseudonym, isPii, mayHoldPii, secrets }) as Session;
    },
  };
}

interface Redaction {
  readonly pseudonym: (value: string) => string;
  readonly isPii: (name: string) => boolean;
  readonly mayHoldPii: (name: string) => boolean;
  /** The session's identifying values and their pseudonyms. */
  readonly secrets: Map<string, string>;
}

function randomKey(): HashKey {
  return [...crypto.getRandomValues(new Uint32Array(2))] as unknown as HashKey;
}

/** Keeps the answers for names, since every session has much the same ones. */
function remember(answer: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>();
  return (name) => {
    let known = answers.get(name);
    if (known === undefined) {
      known = answer(name);
      if (answers.size < MAX_NAMES_KEPT) answers.set(name, known);
    }
    return known;
  };
}

function collectSecrets(object: object, redaction: Redaction): void {
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === "object" && value !== null) collectSecrets(value, redaction);
    else if (isIdentifiable(value) && redaction.isPii(name)) {
      redaction.secrets.set(String(value), redaction.pseudonym(String(value)));
    }
  }
}

function isIdentifiable(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}

function redactMembers(object: object, isPii: boolean, redaction: Redaction): unknown {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      redact(value, name, isPii || redaction.isPii(name), redaction),
    ]),
  );
}

function redact(value: unknown, name: string, isPii: boolean, redaction: Redaction): unknown {
  if (Array.isArray(value)) return value.map((member) => redact(member, name, isPii, redaction));
  if (typeof value === "object" && value !== null) return redactMembers(value, isPii, redaction);
  if (!isIdentifiable(value)) return value;
  const { mayHoldPii, pseudonym, secrets } = redaction;
  if (isPii) return secrets.get(String(value)) ?? pseudonym(String(value));
  const itsPseudonym = mayHoldPii(name) ? secrets.get(String(value)) : undefined;
  if (itsPseudonym !== undefined) return itsPseudonym;
  return typeof value === "string" ? redactText(value, name, redaction) : value;
}

function redactText(text: string, name: string, redaction: Redaction): string {
  const { pseudonym, mayHoldPii, secrets } = redaction;
  let redacted = text.includes("://") ? text.replace(URL_TEXT, "$1$2") : text;
  for (const [secret, itsPseudonym] of secrets) {
    if (secret.length < MIN_LENGTH_WITHIN_TEXT || secret.length > text.length) continue;
    redacted = redacted.replaceAll(secret, itsPseudonym);
  }
  return mayHoldPii(name) ? redacted.replace(PII_VALUE, (found) => pseudonym(found)) : redacted;
}
