import { type HashKey, keyedHash } from "./keyed_hash.ts";
import { isHarmlessName, isPiiName } from "./pii_name.ts";
import { replacePiiValues } from "./pii_value.ts";
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

/** Names come from the API, which may send ever new ones and long ones. */
const MAX_NAMES_KEPT = 10_000;
const MAX_LENGTH_OF_NAME_KEPT = 100;

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
  const classify = rememberClasses();
  return {
    pseudonym,
    session(session) {
      const secrets = new Map<string, string>();
      const redaction = { pseudonym, classify, secrets, long: [] };
      collectSecrets(session, redaction);
      return redactMembers(session, false, redaction) as Session;
    },
  };
}

/** What the name of a field or a tag says about its value. */
interface NameClass {
  /** Whether the value identifies a viewer. */
  readonly isPii: boolean;
  /** Whether the value may all the same, or hold something that does. */
  readonly mayHoldPii: boolean;
}

interface Redaction {
  readonly pseudonym: (value: string) => string;
  readonly classify: (name: string) => NameClass;
  /** The session's identifying values and their pseudonyms. */
  readonly secrets: Map<string, string>;
  /** Those of them that are looked for within texts. */
  readonly long: string[];
}

function randomKey(): HashKey {
  return [...crypto.getRandomValues(new Uint32Array(2))] as unknown as HashKey;
}

/** Keeps the answers for names, since every session has much the same ones. */
function rememberClasses(): (name: string) => NameClass {
  const classes = new Map<string, NameClass>();
  return (name) => {
    const known = classes.get(name);
    if (known !== undefined) return known;
    const found = {
      isPii: isPiiName(name),
      mayHoldPii: !isHarmlessName(name) && !/version|build/i.test(name),
    };
    if (classes.size < MAX_NAMES_KEPT && name.length <= MAX_LENGTH_OF_NAME_KEPT) {
      classes.set(name, found);
    }
    return found;
  };
}

function collectSecrets(object: Readonly<Record<string, unknown>>, redaction: Redaction): void {
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (typeof value === "object" && value !== null) {
      collectSecrets(value as Record<string, unknown>, redaction);
    } else if (isIdentifiable(value) && redaction.classify(name).isPii) {
      addSecret(String(value), redaction);
    }
  }
}

function addSecret(secret: string, { pseudonym, secrets, long }: Redaction): void {
  if (secrets.has(secret)) return;
  secrets.set(secret, pseudonym(secret));
  if (secret.length >= MIN_LENGTH_WITHIN_TEXT) long.push(secret);
}

function isIdentifiable(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}

function redactMembers(object: object, isPii: boolean, redaction: Redaction): unknown {
  // To copy all and change a little is several times as fast as to build anew.
  const copy: Record<string, unknown> = { ...object };
  for (const name of Object.keys(copy)) {
    const value = copy[name];
    const nameClass = redaction.classify(name);
    const redacted = redact(value, nameClass, isPii || nameClass.isPii, redaction);
    if (redacted !== value) copy[name] = redacted;
  }
  return copy;
}

function redact(
  value: unknown,
  nameClass: NameClass,
  isPii: boolean,
  redaction: Redaction,
): unknown {
  if (Array.isArray(value)) {
    return value.map((member) => redact(member, nameClass, isPii, redaction));
  }
  if (typeof value === "object" && value !== null) return redactMembers(value, isPii, redaction);
  if (!isIdentifiable(value)) return value;
  const { pseudonym, secrets } = redaction;
  if (isPii) return secrets.get(String(value)) ?? pseudonym(String(value));
  const itsPseudonym = nameClass.mayHoldPii ? secrets.get(String(value)) : undefined;
  if (itsPseudonym !== undefined) return itsPseudonym;
  return typeof value === "string" ? redactText(value, nameClass, redaction) : value;
}

function redactText(text: string, { mayHoldPii }: NameClass, redaction: Redaction): string {
  const { pseudonym, secrets, long } = redaction;
  let redacted = text.includes("://") ? text.replace(URL_TEXT, "$1$2") : text;
  for (const secret of long) {
    if (secret.length > text.length || !redacted.includes(secret)) continue;
    redacted = redacted.replaceAll(secret, secrets.get(secret)!);
  }
  return mayHoldPii ? replacePiiValues(redacted, pseudonym) : redacted;
}
