import type { Found } from "./found.ts";

const CHARACTER = String.raw`[^\s@/:<>"]`;
const LOCAL_PART_AT_END = new RegExp(`(?<!${CHARACTER})${CHARACTER}+$`);
const DOMAIN_AT_START = new RegExp(
  String.raw`^(?:${CHARACTER}+\.\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]|\[[^\]\s]+\])`,
  "u",
);

/**
 * Replaces the e-mail addresses in a text. It looks around each `@`: one expression for a whole address
 * would look for an `@` from every character, for seconds if a tag holds a long token.
 */
export function hideEmails(text: string, found: Found): string {
  const [first, ...others] = text.split("@");
  let replaced = "";
  let before = first!;
  for (const after of others) {
    const localPart = LOCAL_PART_AT_END.exec(before)?.[0];
    const domain = DOMAIN_AT_START.exec(after)?.[0];
    if (localPart && domain) {
      replaced += before.slice(0, -localPart.length) + found.hide(`${localPart}@${domain}`);
      before = after.slice(domain.length);
    } else {
      replaced += `${before}@`;
      before = after;
    }
  }
  return replaced + before;
}
