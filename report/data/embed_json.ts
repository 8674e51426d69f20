/**
 * JSON as it can stand in a `script` element of HTML: no text in it can end the element or begin a
 * comment there, nor is a line separator in it. It reads as the same value.
 */
export function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
