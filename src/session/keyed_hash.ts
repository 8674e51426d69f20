const COMPRESSION_ROUNDS = 2;
const FINALIZATION_ROUNDS = 4;

const encoder = new TextEncoder();

/** Kept between hashes, since to make one takes as long as to hash a short text. */
const state = new Int32Array(4);

/** Key of a hash: 64 bits. */
export type HashKey = readonly [number, number];

/**
 * HalfSipHash-2-4 with 64 bits of output, after the reference of Aumasson and Bernstein: a keyed hash
 * of short texts that is synchronous everywhere, unlike the one of Web Crypto. Who does not have the
 * key cannot try out texts.
 *
 * @returns 16 hexadecimal digits.
 */
export function keyedHash(text: string, [key0, key1]: HashKey): string {
  const bytes = utf8(text);
  state[0] = key0;
  state[1] = key1 ^ 0xee;
  state[2] = key0 ^ 0x6c796765;
  state[3] = key1 ^ 0x74656462;
  const wholeWords = bytes.length & ~3;
  for (let at = 0; at < wholeWords; at += 4) {
    absorb(bytes[at]! | bytes[at + 1]! << 8 | bytes[at + 2]! << 16 | bytes[at + 3]! << 24);
  }
  let last = bytes.length << 24;
  for (let at = wholeWords; at < bytes.length; at++) last |= bytes[at]! << (8 * (at - wholeWords));
  absorb(last);
  state[2]! ^= 0xee;
  mix(FINALIZATION_ROUNDS);
  const first = state[1]! ^ state[3]!;
  state[1]! ^= 0xdd;
  mix(FINALIZATION_ROUNDS);
  return littleEndianHex(first) + littleEndianHex(state[1]! ^ state[3]!);
}

/** The bytes of a text; of ASCII without the encoder, whose call takes longer than the hash. */
function utf8(text: string): ArrayLike<number> {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) return encoder.encode(text);
    bytes.push(unit);
  }
  return bytes;
}

function absorb(word: number): void {
  state[3]! ^= word;
  mix(COMPRESSION_ROUNDS);
  state[0]! ^= word;
}

function mix(rounds: number): void {
  let v0 = state[0]!, v1 = state[1]!, v2 = state[2]!, v3 = state[3]!;
  for (let round = 0; round < rounds; round++) {
    v0 = (v0 + v1) | 0;
    v1 = rotate(v1, 5) ^ v0;
    v0 = rotate(v0, 16);
    v2 = (v2 + v3) | 0;
    v3 = rotate(v3, 8) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = rotate(v3, 7) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = rotate(v1, 13) ^ v2;
    v2 = rotate(v2, 16);
  }
  state[0] = v0;
  state[1] = v1;
  state[2] = v2;
  state[3] = v3;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function littleEndianHex(word: number): string {
  const swapped = (word & 0xff) << 24 | (word & 0xff00) << 8 | (word >>> 8) & 0xff00 | word >>> 24;
  return (swapped >>> 0).toString(16).padStart(8, "0");
}
