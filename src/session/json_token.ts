/**
 * A number of a JSON text that a JavaScript number would not give back as it was written, such as
 * 12345678901234567890 or 1.10, or a word that JSON does not know, such as NaN. Its description is
 * what is written. A symbol, as it is neither a value of JSON nor an object, and so costs those who
 * tell them apart nothing.
 */
export type JsonToken = symbol;

/** A token as it is written; all else as it is. */
export function tokenText(value: unknown): unknown {
  return typeof value === "symbol" ? value.description : value;
}

const STRING_OR_TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"|[^\s{}[\],:"]+/g;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORD =
  /^[+-]?(?:nan(?:\(\w*\))?|inf(?:inity)?|undefined|none|nil|null|true|false|0x[\da-f]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|\d+\.#\w+)$/i;
const VALUE_END = /\s*(?:[,}\]]|$)/y;
const CONTROL_CHARACTER = /[\u0000-\u001f]/;
const CONTROL_CHARACTERS = /[\u0000-\u001f]/g;

const LONG_INTEGER = /(?:^|[:,[])\s*-?\d{16}/;
const CHANGED_NUMBER = /[:,[]\s*-?(?:\d{16}|\d+\.\d*0(?!\d)|\d+\.\d{15}|\d+(?:\.\d+)?[eE])/;

/** Whether a JSON text may have an integer that is too large for a number. Errs to `true`. */
export function hasLongInteger(json: string): boolean {
  return LONG_INTEGER.test(json);
}

/** Whether a JSON text may have a number that is written otherwise than it is read. Errs to `true`. */
export function hasChangedNumber(json: string): boolean {
  return CHANGED_NUMBER.test(json);
}

/**
 * Parses a JSON text so that nothing of its numbers is lost: those that a JavaScript number does not
 * give back as they are written become a `JsonToken`. So do words where a value belongs, such as
 * `NaN`, `-Infinity` and `undefined`, and numbers such as `007` and `.5`, which some servers write
 * although JSON has none. Control characters in a string are taken as they are.
 *
 * It takes several times as long as `JSON.parse()`.
 *
 * @throws SyntaxError if the text is damaged otherwise.
 */
export function parseWithTokens(json: string): unknown {
  let marker = "\u{f0000}:";
  while (json.includes(marker)) marker += ":";
  const quoted = json.replace(STRING_OR_TOKEN, (token: string, at: number) => {
    if (token.startsWith('"')) return withoutControlCharacters(token);
    if (token === "true" || token === "false" || token === "null") return token;
    if (NUMBER.test(token) ? String(Number(token)) === token : !WORD.test(token)) return token;
    VALUE_END.lastIndex = at + token.length;
    return VALUE_END.test(json) ? `"${marker}${token}"` : token;
  });
  return JSON.parse(
    quoted,
    (_, value) =>
      typeof value === "string" && value.startsWith(marker)
        ? Symbol(value.slice(marker.length))
        : value,
  );
}

/**
 * A parsed value with plain ones in the place of tokens: numbers where a number holds what is
 * written, and texts where not, so that integers keep all their digits.
 */
export function plainValue(value: unknown): unknown {
  if (typeof value === "symbol") {
    const text = value.description!;
    const number = Number(text);
    return NUMBER.test(text) && Number.isFinite(number) && !isRoundedInteger(text, number)
      ? number
      : text;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainValue);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, plainValue(member)]),
  );
}

/** Whether a number is one of those integers that stand for several. */
function isRoundedInteger(text: string, number: number): boolean {
  return /^-?\d{16}/.test(text) && !Number.isSafeInteger(number) && Number.isInteger(number);
}

function withoutControlCharacters(string: string): string {
  if (!CONTROL_CHARACTER.test(string)) return string;
  return string.replace(
    CONTROL_CHARACTERS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
