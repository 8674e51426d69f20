/** Fills an array with bytes that nobody can guess. */
export type RandomBytes = (length: number) => Uint8Array;

/** Bytes of the platform's generator for secrets. */
export const platformBytes: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));

/** The alphabet of base32 (RFC 4648): a letter for each value of five bits. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** A name of so many letters, each with five bits of chance. */
export function randomName(length: number, random: RandomBytes): string {
  return Array.from(random(length), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
