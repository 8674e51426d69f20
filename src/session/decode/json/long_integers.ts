/** From so many digits on an integer may be too large to be told from others as a number. */
const LONG = String(Number.MAX_SAFE_INTEGER).length;

/** Behind these a value may begin. */
const BEFORE_VALUE = new Set(Array.from(":,[ \t\n\r", (text) => text.charCodeAt(0)));
const MINUS = 0x2d;

/** How much of a text is looked at to guess what the rest is like. */
const BEGINNING = 1 << 16;

/** Whether the beginning of a JSON text has an integer that is too large for a number. */
export function startsWithLongIntegers(json: string): boolean {
  const beginning = json.slice(0, BEGINNING);
  return quoteLongIntegers(beginning) !== beginning;
}

/** Behind the digits that a number begins with: the rest of it, and then what ends a value. */
const REST_OF_NUMBER = /(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*(?:[,}\]]|$))/y;

/**
 * Puts quotes around the integers of a JSON text that a JavaScript number does not hold, so that
 * `JSON.parse()` reads them as texts with all their digits.
 *
 * A row of 16 digits has one at every 16th place, so that no more than these are looked at. What stands
 * in a string is not told apart: a quote put there ends the string before a digit, which no JSON has,
 * so that `JSON.parse()` refuses the text instead of reading it otherwise.
 *
 * @returns The same text if it has no such integer.
 */
export function quoteLongIntegers(json: string): string {
  let quoted = "";
  let copied = 0;
  for (let at = LONG - 1; at < json.length; at += LONG) {
    if (!isDigit(json.charCodeAt(at))) continue;
    let start = at;
    let end = at + 1;
    while (isDigit(json.charCodeAt(start - 1))) start--;
    while (isDigit(json.charCodeAt(end))) end++;
    at = end;
    if (end - start < LONG) continue;
    if (json.charCodeAt(start - 1) === MINUS) start--;
    if (start > 0 && !BEFORE_VALUE.has(json.charCodeAt(start - 1))) continue;
    REST_OF_NUMBER.lastIndex = end;
    if (!REST_OF_NUMBER.test(json)) continue;
    end = REST_OF_NUMBER.lastIndex;
    const number = json.slice(start, end);
    if (!isRoundedInteger(number) || String(Number(number)) === number) continue;
    quoted += `${json.slice(copied, start)}"${number}"`;
    copied = end;
  }
  return copied === 0 ? json : quoted + json.slice(copied);
}

/** Whether the number that a text is read as is one of those integers that stand for several. */
export function isRoundedInteger(text: string): boolean {
  const number = Number(text);
  return /^-?\d{16}/.test(text) && Number.isInteger(number) && !Number.isSafeInteger(number);
}

/** Whether a UTF-16 unit is a digit; not so the end of a text, which is NaN. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
