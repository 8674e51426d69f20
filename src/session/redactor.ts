import { FIELDS } from "../../gen/facts.ts";
import { type HashKey, keyedHash } from "./keyed_hash.ts";
import { splitPath } from "./record_schema.ts";
import type { Session } from "./session.ts";

/** Hides who watched, but not that two sessions are the same viewer's. */
export interface Redactor {
  /** A copy of a session without what identifies its viewer. */
  session(session: Session): Session;
  /** The pseudonym of a value: the same for the same value as long as the redactor lives. */
  pseudonym(value: string): string;
}

/** Names of identifying fields, as the spec and the API's older names have them. */
const PII_NAMES: ReadonlySet<string> = new Set(
  FIELDS.filter(({ pii }) => pii).flatMap(({ path, aliases }) => [
    wordsOf(splitPath(path).name),
    ...aliases.map(wordsOf),
  ]),
);

/** Names of the other fields of the spec: what they hold is known to be harmless. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set(
  FIELDS.filter(({ pii }) => !pii).map(({ path }) => splitPath(path).name),
);

/** Words in names beyond the spec that identify a person, a household or a place. */
const PII_WORDS = new RegExp(
  `(^| )(${
    [
      "ip|ipv4|ipv6|ip address|viewer|subscriber|household|login|e?mail|phone|msisdn",
      "user ?id|user ?name|profile id|account id|customer id|first name|last name|full name",
      "latitude|longitude|lat|lon|lng|zip|zip code|postcode|postal code",
    ].join("|")
  })( |$)`,
);

const EMAIL = String.raw`[^\s@/:<>"]+@[^\s@/:<>"]+\.[a-z]{2,}`;
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const IPV4 = String.raw`(?<![\w.])(?:${OCTET}\.){3}${OCTET}(?![\w.])`;
const HEX = String.raw`[\da-f]{1,4}`;
// Either all eight groups, or a `::`, so that the time of a day is not taken for one.
const IPV6 = String
  .raw`(?<![\w:])(?:(?:${HEX}:){7}${HEX}|(?:${HEX}:){1,6}(?::${HEX}){1,6})(?![\w:])`;
const PII_VALUE = new RegExp(`${EMAIL}|${IPV4}|${IPV6}`, "gi");

const URL_TEXT = /^([a-z][a-z\d+.-]*:\/\/)(?:[^/?#]*@)?([^?#]*).*$/is;

/** An id shorter than this may be part of a text by chance. */
const MIN_LENGTH_WITHIN_TEXT = 6;

/**
 * Makes a redactor. It replaces, by pseudonyms:
 *
 * - the fields that the spec marks as identifying;
 * - fields and tags whose name speaks of a viewer, a user, an address or a place, at any depth;
 * - e-mail and IP addresses in fields and tags that the spec does not know, but for those that are
 *   named a version or a build, which look like an address too;
 * - the values of all these wherever else in the session they occur, if they are not very short.
 *
 * It also cuts credentials, query and fragment off URLs, which often carry a viewer's token. The ids
 * of the session and of the player's installation stay, since they are what one asks with.
 *
 * @param key Key of the pseudonyms; by default a new one, so that nobody can find the viewer behind a
 * pseudonym by trying, and pseudonyms of different processes cannot be joined.
 */
export function createRedactor(key: HashKey = randomKey()): Redactor {
  const pseudonym = (value: string) => `anon-${keyedHash(value, key).slice(0, 12)}`;
  return {
    pseudonym,
    session(session) {
      const secrets = new Set<string>();
      collectSecrets(session, secrets);
      return redactMembers(session, false, { pseudonym, secrets }) as Session;
    },
  };
}

interface Redaction {
  readonly pseudonym: (value: string) => string;
  /** The session's identifying values. */
  readonly secrets: ReadonlySet<string>;
}

function randomKey(): HashKey {
  return [...crypto.getRandomValues(new Uint32Array(2))] as unknown as HashKey;
}

function isPiiName(name: string): boolean {
  const words = wordsOf(name);
  return PII_NAMES.has(words) || PII_WORDS.test(words);
}

/** A name as lower-case words: `c3.viewerId` is `c3 viewer id`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, " ")
    .trim();
}

function collectSecrets(value: object, secrets: Set<string>): void {
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === "object" && member !== null) collectSecrets(member, secrets);
    else if (isPiiName(name) && isSecret(member)) secrets.add(String(member));
  }
}

function isSecret(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}

function redactMembers(object: object, isPii: boolean, redaction: Redaction): unknown {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      redact(value, name, isPii || isPiiName(name), redaction),
    ]),
  );
}

function redact(value: unknown, name: string, isPii: boolean, redaction: Redaction): unknown {
  if (Array.isArray(value)) return value.map((member) => redact(member, name, isPii, redaction));
  if (typeof value === "object" && value !== null) return redactMembers(value, isPii, redaction);
  if (!isSecret(value)) return value;
  const text = String(value);
  if (isPii) return redaction.pseudonym(text);
  const redacted = redactText(text, name, redaction);
  return redacted === text ? value : redacted;
}

function redactText(text: string, name: string, { pseudonym, secrets }: Redaction): string {
  let redacted = text.replace(URL_TEXT, "$1$2");
  for (const secret of secrets) {
    if (secret.length < MIN_LENGTH_WITHIN_TEXT) continue;
    redacted = redacted.replaceAll(secret, pseudonym(secret));
  }
  const mayHoldPii = !HARMLESS_NAMES.has(name) && !/version|build/i.test(name);
  return mayHoldPii ? redacted.replace(PII_VALUE, (found) => pseudonym(found)) : redacted;
}
