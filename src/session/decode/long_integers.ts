/** Digits of the largest integer that is told from all others as a number. */
const MOST_DIGITS = String(Number.MAX_SAFE_INTEGER);
const RUN = MOST_DIGITS.length;

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

/**
 * Puts quotes around the integers of a JSON text that are too large for a number, so that `JSON.parse()`
 * reads them as texts with all their digits.
 *
 * A row of that many digits has one at every 16th place, so that no more than these are looked at. What
 * stands in a string is not told apart: a quote put there ends the string before a digit, which no
 * JSON has, so that `JSON.parse()` refuses the text instead of reading it otherwise.
 *
 * @returns The same text if it has no such integer.
 */
export function quoteLongIntegers(json: string): string {
  let quoted = "";
  let copied = 0;
  for (let at = RUN - 1; at < json.length; at += RUN) {
    if (!isDigit(json.charCodeAt(at))) continue;
    let start = at;
    let end = at + 1;
    while (isDigit(json.charCodeAt(start - 1))) start--;
    while (isDigit(json.charCodeAt(end))) end++;
    at = end;
    if (!isTooLong(json, start, end)) continue;
    if (json.charCodeAt(start - 1) === MINUS) start--;
    if (!BEFORE_VALUE.has(json.charCodeAt(start - 1)) || !isValueEnd(json, end)) continue;
    quoted += `${json.slice(copied, start)}"${json.slice(start, end)}"`;
    copied = end;
  }
  return copied === 0 ? json : quoted + json.slice(copied);
}

function isTooLong(json: string, start: number, end: number): boolean {
  const length = end - start;
  return length > RUN || length === RUN && json.slice(start, end) > MOST_DIGITS;
}

const VALUE_END = /\s*(?:[,}\]]|$)/y;

/** Whether a value may end at a place of a JSON text. */
export function isValueEnd(json: string, at: number): boolean {
  VALUE_END.lastIndex = at;
  return VALUE_END.test(json);
}

/** Whether a UTF-16 unit is a digit; not so the end of a text, which is NaN. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
