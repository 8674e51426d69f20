/**
 * Tokens of a text: its UTF-8 bytes by four, the usual estimate. Models differ, and a budget needs
 * no more.
 */
export function tokens(text: string): number {
  return Math.ceil(byteLength(text) / 4);
}

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
