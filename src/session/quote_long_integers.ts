const LONG_INTEGER = /[:,[]\s*-?\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whether a JSON text may have an integer that is too large for a number. Errs to `true`. */
export function hasLongInteger(json: string): boolean {
  return LONG_INTEGER.test(json);
}

/**
 * Puts quotes around the integers of a JSON text that are too large for a number, so that parsing
 * keeps their digits.
 */
export function quoteLongIntegers(json: string): string {
  return json.replace(
    STRING_OR_NUMBER,
    (token) =>
      /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
