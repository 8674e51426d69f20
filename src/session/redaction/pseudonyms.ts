import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** Shorter keys could be found by trying. */
const MIN_KEY_LENGTH = 32;

/** 96 bits, a multiple of three bytes: no two values have the same pseudonym by chance. */
const SHOWN_BYTES = 12;

/** Values whose pseudonyms are kept: those of a few full answers. */
const MAX_KEPT = 20_000;
const MAX_LENGTH_KEPT = 200;

/** Text that has the form of a pseudonym. */
export const PSEUDONYM = /^anon-[\w-]{16}$/;

/**
 * The pseudonym of a value: the same for the same value of a kind. A value has another pseudonym as
 * another kind, so that whoever can set a tag cannot find out by it whose viewer id a pseudonym is.
 */
export type Pseudonyms = (value: string, kind: string) => string;

/**
 * Makes pseudonyms by HMAC-SHA-256.
 *
 * @param key Key of the pseudonyms, 32 characters or more; by default a new one, so that nobody can
 * find the value behind a pseudonym by trying, and those of different processes cannot be joined.
 * @throws RangeError if the key is too short.
 */
export function createPseudonyms(key?: string): Pseudonyms {
  if (key !== undefined && key.length < MIN_KEY_LENGTH) {
    throw new RangeError(
      `The key of pseudonyms must have at least ${MIN_KEY_LENGTH} characters: it has ${key.length}`,
    );
  }
  const keyed = hmac.create(
    sha256,
    key === undefined ? crypto.getRandomValues(new Uint8Array(32)) : new TextEncoder().encode(key),
  );
  // To begin from a copy of the keyed state takes a third of the time that a whole HMAC does.
  const state = keyed.clone();
  const digest = new Uint8Array(keyed.outputLen);
  const make = (value: string, kind: string) => {
    // The length makes the join unambiguous.
    keyed._cloneInto(state).update(utf8(`${kind.length}:${kind}${value}`)).digestInto(digest);
    return `anon-${base64Url(digest)}`;
  };
  const kept = new Map<string, Map<string, string>>();
  let size = 0;
  return (value, kind) => {
    const known = kept.get(kind)?.get(value);
    if (known !== undefined) return known;
    const made = make(value, kind);
    if (value.length + kind.length > MAX_LENGTH_KEPT) return made;
    if (++size > MAX_KEPT) {
      kept.clear();
      size = 1;
    }
    let ofKind = kept.get(kind);
    if (!ofKind) kept.set(kind, ofKind = new Map());
    ofKind.set(value, made);
    return made;
  };
}

const encoder = new TextEncoder();
const buffer = new Uint8Array(1024);

function utf8(text: string): Uint8Array {
  // A character takes three bytes at most.
  if (text.length * 3 > buffer.length) return encoder.encode(text);
  return buffer.subarray(0, encoder.encodeInto(text, buffer).written);
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The first bytes in base64url, without `btoa()`, which takes as long as the hash. */
function base64Url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < SHOWN_BYTES; at += 3) {
    const bits = bytes[at]! << 16 | bytes[at + 1]! << 8 | bytes[at + 2]!;
    for (let shift = 18; shift >= 0; shift -= 6) text += DIGITS[bits >> shift & 63];
  }
  return text;
}
