import { basicAuthorization, type Credentials } from "./credentials.ts";

const EXCERPT_LENGTH = 300;

/** Takes the credentials out of text from outside, which may echo what it was sent. */
export type Scrub = (text: string) => string;

/** Makes a function that takes these credentials out of a text. */
export function createScrubber(credentials: Credentials): Scrub {
  const secrets = [
    basicAuthorization(credentials).slice("Basic ".length),
    credentials.clientSecret,
    credentials.clientId,
  ];
  // In one pass, so that what is put in is not taken for a secret in its turn.
  const anySecret = new RegExp(secrets.map(escapeRegExp).join("|"), "g");
  return (text) => text.replace(anySecret, "[redacted]");
}

/** The beginning of a body, without credentials, for an error. */
export function bodyExcerpt(body: string, scrub: Scrub): string {
  return scrub(body).slice(0, EXCERPT_LENGTH);
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
