import { type Found, isPersonalLabel, isPersonalParameter } from "./found.ts";
import { isNoValue } from "./no_value.ts";

// Not over a tab or the end of a line, behind which something else begins.
const SEPARATOR = /["'\]]{0,2} {0,2}(?:=>|[:=]) {0,2}|(?<=<[\w:.-]{1,100})>/g;
const NAME_BEFORE = /[\p{L}_][\p{L}\p{N}_.%[-]*$/u;
const PHRASE_BEFORE = /[\p{L}_][\p{L}\p{N}_.%-]*(?: [\p{L}_][\p{L}\p{N}_.%-]*){1,2}$/u;
const MAX_LENGTH_BEFORE = 100;

/** Values that go on over spaces, by what they are called. */
const SPACIOUS = /name|addr|street|cookie|auth|credential|birth/i;
/** What sentences are made about, as in `Cannot find credentials: set both variables`. */
const SPOKEN_OF = /auth|credential/i;
const SENTENCE = /^(?!(?:basic|bearer|digest|token|negotiate|apikey)\b)[a-z]+ +\S/;
/** What errors say of a token or a login, and titles behind any word, as in `Token: expired`. */
const STATE =
  /^(?:expired|invalid|missing|required|failed|failure|error|denied|rejected|revoked|refused|not|timeout|ok|success|absent|unavailable|unauthorized|forbidden|[45]\d\d|blocked|suspended|the|is|was|has)$/i;
const PHONE = /phone|tel\b|mobile|cell|msisdn|fax|sms|whatsapp/i;

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y;
/** Texts in a list or an object that are no names. */
const TEXT_WITHIN = /"([^"\\]{3,})"(?!\s*:)/g;
/** Longest list or object of which the end is looked for; what is longer takes all the rest. */
const MAX_LENGTH_OF_COMPOSITE = 10_000;
/** What tells where a list or an object ends. */
const BRACKET = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;
const PHONE_NUMBER = /[+(\d][\d ()./-]{3,30}\d/y;
const REST_OF_LINE = /[^"'<>|&\r\n\t]+/y;
const WORD = /[^\s"'<>&]+/y;

const JWT = /(?<![\w-])eyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g;
const BEARER =
  /\b(bearer|apikey)( +)(?!(?:tokens?|auth\w*|scheme|header|is|was|not|or|and|must|missing)\b)([^\s"'<>,;]+)/gi;
const ENCODED_CREDENTIALS = /\b(basic|digest|negotiate)( +)(?=\S*[\d=])([\w+/.=~-]{8,})/gi;

/** Words that a value may follow, as in `viewer 4711`; and those that it may follow in a path. */
const OF_PATHS = "user|viewer|customer|account|subscriber|member|household|visitor|token";
const SPOKEN =
  `${OF_PATHS}|api key|profile|person|login|password|passwd|pwd|secret|pin|msisdn|imei|imsi|` +
  "serial|uid|udid|idfa|gaid|cookie";
const PHONES = "phone|telephone|tel|mobile|cell|fax|sms";
const SCHEMES = "bearer|apikey|basic|digest|negotiate";

/** Where a text names something in words alone. */
export const SPOKEN_NAME = new RegExp(
  String.raw`(?<!\p{L})(?:${SPOKEN}|${PHONES}|${SCHEMES})s?(?!\p{L})`,
  "iu",
);

const SPOKEN_VALUE = new RegExp(
  String.raw`(?<!\p{L})((?:(?:${OF_PATHS})s?/` +
    // A number of one or two digits counts something, as in titles.
    String.raw`|(?:${SPOKEN})s?(?: +(?:id|no\.?|nr\.?|number|name|is|was)){0,2}(?: *# *| +)` +
    String.raw`["'<]?(?!\d{1,2}(?!\w))))` +
    String.raw`([^\s"'<>,;/|]*\d[^\s"'<>,;/|]*)`,
  "giu",
);
const SPOKEN_PHONE = new RegExp(
  String.raw`\b((?:${PHONES})[ .:#()]{1,3})([+(\d][\d ()./-]{4,30}\d)`,
  "gi",
);
const INTERNATIONAL_PHONE = /(?<![\w+.])(?:\+\d|00[1-9](?=\d? [\d (]))[\d ()./-]{6,20}\d(?!\d)/g;

/**
 * Replaces the values that a text names: after a name that is personal, with a sign between or in plain
 * words, and tokens of known schemes.
 */
export function hideNamedValues(text: string, found: Found): string {
  return hidePairs(text.replace(JWT, (token) => found.hide(token)), found)
    .replace(BEARER, (_, scheme, space, token) => scheme + space + found.hide(token))
    .replace(ENCODED_CREDENTIALS, (_, scheme, space, token) => scheme + space + found.hide(token))
    .replace(SPOKEN_PHONE, (_, label, number) => label + found.hide(number))
    .replace(SPOKEN_VALUE, (_, label, value) => label + found.hide(value))
    .replace(
      INTERNATIONAL_PHONE,
      (number) => number.replace(/\D/g, "").length >= 8 ? found.hide(number) : number,
    );
}

/** Replaces the values of `name=value`, `name: value` and `"name":"value"`. */
function hidePairs(text: string, found: Found): string {
  let replaced = "";
  let done = 0;
  for (const { index, 0: separator } of text.matchAll(SEPARATOR)) {
    if (index < done) continue;
    const start = index + separator.length;
    const label = personalLabel(text.slice(Math.max(done, index - MAX_LENGTH_BEFORE), index));
    if (label === undefined) continue;
    const value = valueAt(text, start, label);
    if (value === "") continue;
    const quote = /^["']/.test(value) ? value[0]! : "";
    const inner = quote ? value.slice(1, -1) : value;
    if (isNoValue(inner) || (SPOKEN_OF.test(label) && SENTENCE.test(inner))) continue;
    if (STATE.test(inner)) continue;
    if (/^[[{]/.test(inner)) {
      for (const [, text] of inner.matchAll(TEXT_WITHIN)) found.learn(text!);
    }
    const isProse = quote === "" && /\s/.test(separator) && /^\p{L}+$/u.test(inner);
    const pseudonym = isProse ? found.replace(inner) : found.hide(inner);
    replaced += text.slice(done, start) + quote + pseudonym + quote;
    done = start + value.length;
  }
  return replaced + text.slice(done);
}

/** Where the list or object ends that begins there: at the end of the text if it was cut short. */
function endOfComposite(text: string, start: number): number {
  let depth = 0;
  const composite = text.slice(start, start + MAX_LENGTH_OF_COMPOSITE);
  for (const { index, 0: mark } of composite.matchAll(BRACKET)) {
    if (mark === "[" || mark === "{") depth++;
    else if (mark === "]" || mark === "}") depth--;
    if (depth === 0) return start + index + 1;
  }
  return text.length;
}

/** The name at the end of what stands before a separator, if it is personal. */
function personalLabel(before: string): string | undefined {
  const name = NAME_BEFORE.exec(before)?.[0];
  if (name === undefined) return undefined;
  if (isPersonalParameter(name)) return name;
  const words = PHRASE_BEFORE.exec(before)?.[0].split(" ") ?? [];
  for (let from = words.length - 2; from >= 0; from--) {
    const phrase = words.slice(from).join(" ");
    if (isPersonalLabel(phrase)) return phrase;
  }
  return undefined;
}

function valueAt(text: string, start: number, label: string): string {
  if (/[[{]/.test(text.charAt(start))) return text.slice(start, endOfComposite(text, start));
  const patterns = [
    QUOTED,
    ...PHONE.test(label) ? [PHONE_NUMBER] : [],
    SPACIOUS.test(label) ? REST_OF_LINE : WORD,
  ];
  for (const pattern of patterns) {
    pattern.lastIndex = start;
    const value = pattern.exec(text)?.[0];
    // The end of a sentence or of a list is not part of it.
    if (value !== undefined) {
      return /^["']/.test(value) ? value : value.replace(/(?<![\s.,;:)}\]])[\s.,;:)}\]]+$/, "");
    }
  }
  return "";
}
