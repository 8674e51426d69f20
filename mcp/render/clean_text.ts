/**
 * Control characters, and those that change what a reader sees without being seen: marks of
 * direction, joiners of zero width, separators of lines, tags, variation selectors.
 */
const INVISIBLE = new RegExp(
  "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}\\u{115F}\\u{1160}\\u{3164}\\u{FFA0}" +
    "\\u{FE00}-\\u{FE0F}\\u{E0100}-\\u{E01EF}]+",
  "gu",
);

const MAX_LENGTH = 200;

/** What stands around data in the text of an answer. */
export const FENCE = { open: "<session_data>", close: "</session_data>" } as const;

/**
 * Text from a session, as it may stand in an answer: on one line, with nothing invisible, and
 * unable to end the fence around it. It stays data, whatever it says.
 */
export function cleanText(text: string, maxLength = MAX_LENGTH): string {
  const visible = text.replace(INVISIBLE, " ").replace(/ {2,}/g, " ").trim();
  const fenced = visible.replace(/<(?=[\s/]*session_data)/gi, "‹");
  if (fenced.length <= maxLength) return fenced;
  // Not in the middle of a character of two code units.
  return `${fenced.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
