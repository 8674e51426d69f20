import { basicAuthorization, type Credentials } from "../credentials.ts";

const EXCERPT_LENGTH = 300;

/** Takes the credentials and queries out of text from outside, which may echo what it was sent. */
export type Scrub = (text: string) => string;

/** An id this short would be found in ordinary words. */
const SHORTEST_TO_FIND = 4;

/** The query of a URL, as a gateway echoes it: in it stands what somebody filters by. */
const QUERY = /\?[^\s"'<>?&]*&[^\s"'<>]*/g;

/** Makes a function that takes these credentials out of a text, however they are written there. */
export function createScrubber(credentials: Credentials): Scrub {
  const token = basicAuthorization(credentials).slice("Basic ".length).replace(/=+$/, "");
  const { clientId, clientSecret } = credentials;
  const secrets = [token, clientSecret, clientId].filter((s) => s.length >= SHORTEST_TO_FIND);
  // In one pass, so that what is put in is not taken for a secret in its turn.
  const anySecret = new RegExp(secrets.map(anySpelling).join("|"), "gi");
  return (text) => text.replace(anySecret, "[redacted]").replace(QUERY, "?…");
}

/** The beginning of a body, without credentials and queries, for an error. */
export function bodyExcerpt(body: string, scrub: Scrub): string {
  return scrub(body).slice(0, EXCERPT_LENGTH);
}

/** A pattern of a text as it is, or with any of its characters escaped as in JSON or in a URL. */
function anySpelling(text: string): string {
  return [...text].map((character) => {
    const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
    const json = units.map((unit) => `\\\\+u${unit.toString(16).padStart(4, "0")}`).join("");
    const url = [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
    return `(?:\\\\*${escapeRegExp(character)}|${json}|${url})`;
  }).join("");
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|\/]/g, "\\$&");
}
