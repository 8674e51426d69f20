/** Control characters, the marks that reorder text, and those that nobody sees. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** As much of a text as anybody reads in a place for a name. */
const MOST_CHARACTERS = 160;

/**
 * The text of somebody else as it can be shown: what would reorder the words around it, or hide in
 * them, is spelled by its number.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(UNSEEN, (character) => {
    const number = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    return `\u27e8U+${number}\u27e9`;
  });
}

/** The same, cut to what a name needs. */
export function shortText(text: string): string {
  if (text.length <= MOST_CHARACTERS) return visibleText(text);
  return `${visibleText(text.slice(0, MOST_CHARACTERS))}…`;
}
