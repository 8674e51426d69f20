import { createRedactor, type Endpoint, type Redactor, type Session } from "../src/mod.ts";
import { OptionError } from "./options.ts";

/** The environment variable with the key of the pseudonyms. */
export const PSEUDONYM_KEY_VARIABLE = "CONVIVA_PSEUDONYM_KEY";

/** What sessions go through before they are shown, and all that callers hear on its way out. */
export interface Redaction {
  /** A session as a caller may see it, made once. */
  session(session: Session): Session;
  /** An answer, its texts and data as they are written: whatever else the API says stops here. */
  outgoing<Value>(value: Value): Value;
}

/**
 * Makes the redaction of what callers hear.
 *
 * @param key Key of the pseudonyms; by default a new one.
 * @param endpoint Where the sessions are from.
 * @throws OptionError if the key is too short.
 */
export function createRedaction(
  { revealViewers, key, endpoint }: {
    readonly revealViewers: boolean;
    readonly key?: string;
    readonly endpoint: Endpoint;
  },
): Redaction {
  if (revealViewers) {
    return { session: (session) => session, outgoing: (value) => value };
  }
  const redactor = redactorOf(key, endpoint);
  const redacted = new WeakMap<Session, Session>();
  return {
    session(session) {
      let known = redacted.get(session);
      if (!known) redacted.set(session, known = redactor.session(session));
      return known;
    },
    outgoing: <Value>(value: Value) => rewritten(value, redactor) as Value,
  };
}

function redactorOf(key: string | undefined, endpoint: Endpoint): Redactor {
  try {
    return createRedactor({ key }, endpoint);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new OptionError(`${PSEUDONYM_KEY_VARIABLE} cannot be used: ${error.message}`);
  }
}

/** All texts of an answer; its names are ours. */
function rewritten(value: unknown, redactor: Redactor): unknown {
  if (typeof value === "string") return redactor.written(value);
  if (Array.isArray(value)) return value.map((member) => rewritten(member, redactor));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, rewritten(member, redactor)]),
  );
}
