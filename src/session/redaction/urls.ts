import type { Found } from "./found.ts";

// A query goes on over what is not allowed in one, since nobody who writes it into a text checks that.
const URL_TEXT =
  /(?<scheme>[a-z][a-z\d+.-]{0,30}:)?\/\/(?<rest>[^\s"<>`|^{}?#]+(?:[?#][^\s"]*)?)/gi;
const QUERY = /[?#][\w.%[\]-]{1,100}=[^\s"]*/g;
const QUERY_OF_HOST =
  /(?<=(?<![\w.-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,20}(?::\d{1,5})?\/[^\s"'<>?#]{0,300})[?#][^\s"?#][^\s"]*/gi;
const CREDENTIALS = /(?<![^\s"'<>(=,;[])[^\s"'<>:@/]{1,200}:[^\s"'<>@/]{1,200}@(?=[\w[])/g;
const CONTACT = /\b(mailto|tel|sms|smsto|sips?|xmpp|callto|skype|facetime):(?!\/\/)[^\s"'<>]+/gi;

/**
 * Cuts the credentials, the query and the fragment off every URL in a text, with a scheme or without,
 * and replaces those that are somebody's address, such as `mailto:`.
 */
export function cutUrls(text: string, found: Found): string {
  return text
    .replace(URL_TEXT, (...match) => {
      const { scheme = "", rest } = match.at(-1);
      return `${scheme}//${cutRest(rest, found)}`;
    })
    .replace(CONTACT, (whole, scheme) => `${scheme}:${found.hide(whole.slice(scheme.length + 1))}`)
    .replace(QUERY, (query) => cutQuery(query, found))
    .replace(QUERY_OF_HOST, (query) => cutQuery(query, found))
    .replace(CREDENTIALS, (credentials) => {
      found.learn(credentials.slice(0, -1));
      return "";
    });
}

function cutQuery(query: string, found: Found): string {
  found.learnPairs(query.slice(1));
  return "";
}

/** What follows the slashes of a URL, from its host to the end of its path. */
function cutRest(rest: string, found: Found): string {
  const at = endOfCredentials(rest);
  if (at > 0) found.learn(rest.slice(0, at));
  const place = rest.slice(at < 0 ? 0 : at + 1);
  const end = place.search(/[?#]|;[\w-]+=/);
  if (end < 0) return place;
  found.learnPairs(place.slice(end + 1));
  return place.slice(0, end);
}

/** Where the `@` stands that ends the credentials; −1 if there are none. */
function endOfCredentials(rest: string): number {
  const authorityEnd = rest.search(/[/?#]/);
  const authority = authorityEnd < 0 ? rest : rest.slice(0, authorityEnd);
  const at = authority.lastIndexOf("@");
  if (at >= 0) return at;
  // A port is a number: what else follows a colon is a password with a slash in it.
  const isHost = /^(?:\[[^\]]*\]|[^:]*)(?::\d*)?$/.test(authority);
  return isHost ? -1 : rest.indexOf("@");
}
