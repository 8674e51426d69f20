import type { RandomBytes } from "./random_name.ts";

const VERSION = 1;
const IV_BYTES = 12;

/** Where the next page begins. */
export interface Position {
  /** Start of the range that the first call resolved to, Unix milliseconds. */
  readonly startMs: number;
  /** Its end. */
  readonly endMs: number;
  /** Sessions that were shown already. */
  readonly offset: number;
  /** A fingerprint of the last of them; 0 if there is none. */
  readonly lastKey: number;
}

/** Hands out positions that nobody can read or change, each good for the same question only. */
export interface CursorSealer {
  /** Seals a position for a question. */
  seal(position: Position, question: string): Promise<string>;
  /** The position, or `undefined` if the cursor was made up, is of another question or process. */
  open(cursor: string, question: string): Promise<Position | undefined>;
}

/** Makes a sealer with a key of its own, which ends with the process. */
export function createCursorSealer(random: RandomBytes): CursorSealer {
  let made: Promise<CryptoKey> | undefined;
  // When it is first needed, since a start should not wait for it.
  const key = () =>
    made ??= crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]);
  const algorithm = (iv: Uint8Array<ArrayBuffer>, question: string) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(`${VERSION}:${question}`),
  });
  return {
    async seal(position, question) {
      const iv = Uint8Array.from(random(IV_BYTES));
      const sealed = await crypto.subtle.encrypt(
        algorithm(iv, question),
        await key(),
        encode(position),
      );
      return toBase64Url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
    },
    async open(cursor, question) {
      try {
        const bytes = fromBase64Url(cursor);
        const iv = bytes.slice(0, IV_BYTES);
        const plain = await crypto.subtle.decrypt(
          algorithm(iv, question),
          await key(),
          bytes.slice(IV_BYTES),
        );
        return decode(plain);
      } catch {
        return undefined;
      }
    },
  };
}

function encode({ startMs, endMs, offset, lastKey }: Position): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(24));
  view.setFloat64(0, startMs);
  view.setFloat64(8, endMs);
  view.setUint32(16, offset);
  view.setUint32(20, lastKey);
  return view.buffer;
}

function decode(bytes: ArrayBuffer): Position {
  const view = new DataView(bytes);
  return {
    startMs: view.getFloat64(0),
    endMs: view.getFloat64(8),
    offset: view.getUint32(16),
    lastKey: view.getUint32(20),
  };
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
