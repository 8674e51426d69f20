const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const IPV4 = String.raw`(?<![\w.])(?:${OCTET}\.){3}${OCTET}(?![\w.])`;
const HEX = String.raw`[\da-f]{1,4}`;
// Either all eight groups, or a `::`, so that the time of a day is not taken for one.
const IPV6 = String
  .raw`(?<![\w:])(?:(?:${HEX}:){7}${HEX}|(?:${HEX}:){1,6}(?::${HEX}){1,6})(?![\w:])`;
const IP = new RegExp(`${IPV4}|${IPV6}`, "gi");

const EMAIL_CHARACTER = String.raw`[^\s@/:<>"]`;
const LOCAL_PART_AT_END = new RegExp(`(?<!${EMAIL_CHARACTER})${EMAIL_CHARACTER}+$`);
const DOMAIN_AT_START = new RegExp(String.raw`^${EMAIL_CHARACTER}+\.[a-z]{2,}`, "i");

/** Replaces the e-mail and IP addresses in a text. */
export function replacePiiValues(text: string, replacement: (found: string) => string): string {
  const withoutIps = /[.:]/.test(text) ? text.replace(IP, (found) => replacement(found)) : text;
  return withoutIps.includes("@") ? replaceEmails(withoutIps, replacement) : withoutIps;
}

/**
 * Looks around each `@`: one expression for a whole address would look for an `@` from every
 * character, for seconds if a tag holds a long token.
 */
function replaceEmails(text: string, replacement: (found: string) => string): string {
  const [first, ...others] = text.split("@");
  let replaced = "";
  let before = first!;
  for (const after of others) {
    const localPart = LOCAL_PART_AT_END.exec(before)?.[0];
    const domain = DOMAIN_AT_START.exec(after)?.[0];
    if (localPart && domain) {
      replaced += before.slice(0, -localPart.length) + replacement(`${localPart}@${domain}`);
      before = after.slice(domain.length);
    } else {
      replaced += `${before}@`;
      before = after;
    }
  }
  return replaced + before;
}
