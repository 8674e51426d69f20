import type { FieldNames } from "./field_names.ts";

/** A session as it is being changed. */
export type JsonRecord = Record<string, unknown>;

/** Changes a session; the seed, a number of 32 bits, chooses between variants. */
export type Edit = (record: JsonRecord, seed: number, names: FieldNames) => void;

/** Marks a text that is written without quotes; a private character that no session has. */
const BARE = "\uf8ff";
const BARE_TEXT = new RegExp(`"${BARE}([^"]*)"`, "g");

/**
 * The first of 64 private characters that stand for the bytes 0x80 to 0xbf: none of these begins a
 * character of UTF-8, and the last byte of each private character is the one that it stands for.
 */
const FIRST_LONE_BYTE = 0xf780;
const LONE_BYTES = /[\uf780-\uf7bf]/;

/** A value that is written as it is, whether or not it is JSON. */
export function bare(token: string): string {
  return BARE + token;
}

/** Six bytes that are no UTF-8, other ones for each key of 32 bits. */
export function undecodable(key: number): string {
  const shifts = [0, 6, 12, 18, 24, 30];
  return String.fromCharCode(...shifts.map((shift) => FIRST_LONE_BYTE + (key >>> shift & 63)));
}

/** Writes the values of {@linkcode bare} in a JSON text. */
export function withBareValues(json: string): string {
  return json.includes(BARE) ? json.replace(BARE_TEXT, "$1") : json;
}

/** Encodes a text, with the bytes of {@linkcode undecodable} in it. */
export function encoded(text: string): string | Uint8Array<ArrayBuffer> {
  if (!LONE_BYTES.test(text)) return text;
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const standsForLast = bytes[at] === 0xef && bytes[at + 1] === 0x9e && bytes[at + 2]! <= 0xbf;
    if (standsForLast) at += 2;
    bytes[length++] = bytes[at]!;
  }
  return bytes.subarray(0, length);
}

/** The group of a session, made if it has none. */
export function group(record: JsonRecord, name: string): JsonRecord {
  return (record[name] ??= {}) as JsonRecord;
}
