/** Control characters that JSON lets pass, among them the one that begins a terminal's commands. */
const LEFT_ALONE = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Writes JSON on one line that a terminal shows and does not obey; it reads as the same value. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value)
    .replace(
      LEFT_ALONE,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
