const COMPRESSION_ROUNDS = 2;
const FINALIZATION_ROUNDS = 4;

const encoder = new TextEncoder();

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
  const bytes = encoder.encode(text);
  const state = new Uint32Array([key0, key1 ^ 0xee, key0 ^ 0x6c796765, key1 ^ 0x74656462]);
  const absorb = (word: number) => {
    state[3]! ^= word;
    mix(state, COMPRESSION_ROUNDS);
    state[0]! ^= word;
  };
  const wholeWords = bytes.length & ~3;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < wholeWords; at += 4) absorb(view.getUint32(at, true));
  let last = bytes.length << 24;
  for (let at = wholeWords; at < bytes.length; at++) last |= bytes[at]! << (8 * (at - wholeWords));
  absorb(last);
  state[2]! ^= 0xee;
  mix(state, FINALIZATION_ROUNDS);
  const first = state[1]! ^ state[3]!;
  state[1]! ^= 0xdd;
  mix(state, FINALIZATION_ROUNDS);
  return littleEndianHex(first) + littleEndianHex(state[1]! ^ state[3]!);
}

function mix(state: Uint32Array, rounds: number): void {
  let [v0, v1, v2, v3] = state as unknown as [number, number, number, number];
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
  state.set([v0, v1, v2, v3]);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function littleEndianHex(word: number): string {
  return [0, 8, 16, 24]
    .map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, "0"))
    .join("");
}
