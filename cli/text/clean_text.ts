/**
 * Control characters, the marks that reorder text, and those that nobody sees. In a terminal they
 * could repaint the screen, set its title or make a value read as another; and session data comes
 * from anybody's device. U+200D stays, since it holds emoji together.
 */
const UNSAFE =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Makes text safe for a terminal, on one line: control characters become visible. */
export function cleanText(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    if (character === "\n" || character === "\r" || character === "\t") return " ";
    // The pictures of the control characters follow each other in Unicode.
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
  });
}

/** Makes text of several lines safe for a terminal. */
export function cleanLines(text: string): string {
  return text.split("\n").map(cleanText).join("\n");
}
