const TWO_32 = 2 ** 32;

/**
 * Mixes two 32-bit integers into one, evenly.
 *
 * The finalizer is "lowbias32". Source: C. Wellons, "Prospecting for Hash Functions", 2018.
 */
export function mix(a: number, b: number): number {
  let h = a ^ Math.imul(b, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) | 0;
}

/** Mixes in an integer that may be wider than 32 bits. */
export function mixWide(a: number, wide: number): number {
  return mix(mix(a, Math.floor(wide / TWO_32)), wide | 0);
}

/** Turns a 32-bit integer into a number in [0, 1). */
export function unit(h: number): number {
  return (h >>> 0) / TWO_32;
}

/** Hashes a text to a 32-bit integer. */
export function hashText(text: string): number {
  let h = text.length;
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return h;
}

/**
 * Makes an independent source of numbers in [0, 1): the same key always draws the same number, and
 * draws of different names tell nothing about each other.
 */
export function drawOf(name: string): (key: number) => number {
  const salt = hashText(name);
  return (key) => unit(mix(key, salt));
}

/** Draws a standard normal number; Box-Muller. */
export function normalDrawOf(name: string): (key: number) => number {
  const radius = drawOf(`${name}/radius`);
  const angle = drawOf(`${name}/angle`);
  return (key) => Math.sqrt(-2 * Math.log(1 - radius(key))) * Math.cos(2 * Math.PI * angle(key));
}
