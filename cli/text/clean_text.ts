/**
 * Control characters and the marks that reorder text. In a terminal they could repaint the screen,
 * set its title or make a value read as another; and session data comes from anybody's device.
 */
// deno-lint-ignore no-control-regex -- they are what it is about
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

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
