/** What nobody sees: joiners, selectors, tags, fillers, most marks of direction. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

/** Control characters, separators of lines, halves of characters, and what else has no shape. */
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;

const MAX_LENGTH = 200;

/** Text is cut to so many times its greatest length before it is cleaned, which bounds the work. */
const ROOM = 8;

/**
 * `<` and what reads as it: quotation marks, brackets of CJK, of mathematics and of dingbats, and what
 * it is written as in a URL, in HTML and in JSON.
 */
const OPENING =
  /(?:[<‹〈⟨〈《⟪❮❬❰˂ᐸᐊᗕ≪≺≮⋖⪡⧼﹤＜𝈶«ㄑく]|%(?:25)*3c|&lt;?|&#0*60;|&#x0*3c;|\\(?:u00|x)3c)/iu;

/** The same for `>`. */
const CLOSING =
  /(?:[>›〉⟩〉》⟫❯❭❱˃ᐳᐅᗒ≫≻≯⋗⪢⧽﹥＞𝈷»]|%(?:25)*3e|&gt;?|&#0*62;|&#x0*3e;|\\(?:u00|x)3e)/iu;

/** What may be a mark: an opening, what stands behind it, and its closing if there is one. */
const MARK = new RegExp(
  `${OPENING.source}((?:(?!${OPENING.source}|${CLOSING.source}).){0,100})(${CLOSING.source}|)`,
  "giu",
);

/** Letters of the fence's name, and what reads as them once forms of compatibility are undone. */
const LOOK_ALIKES = new Map(
  Object.entries({
    s: "ѕꜱʂƨ5$ꮪꮥ",
    e: "еҽεᴇ℮ⅇ3ꬲꭼ",
    i: "іıɩιӏɪ1!|ⅼꙇ",
    o: "оοօᴏ0σ",
    n: "ոпռηνɴ",
    d: "ԁɗðᴅꓒꭰ",
    a: "аαɑᴀ4@ꭺ",
    t: "тτᴛ7ꭲ",
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/** What every fence's name begins with. */
const FENCE_NAME = "session_data";

/** What stands around the data of one answer. */
export interface Fence {
  readonly open: string;
  readonly close: string;
}

/**
 * The fence of an answer.
 *
 * @param secret Random for each answer, so that nobody can have written it into a session before.
 */
export function fenceOf(secret: string): Fence {
  return { open: `<${FENCE_NAME}_${secret}>`, close: `</${FENCE_NAME}_${secret}>` };
}

/**
 * Text from a session or from the API, as it may stand in an answer: on one line, with nothing
 * invisible, and with nothing that reads as a fence. It stays data, whatever it says.
 */
export function cleanText(text: string, maxLength = MAX_LENGTH): string {
  const clean = withoutFences(visibleText(text.slice(0, maxLength * ROOM)));
  if (clean.length <= maxLength && text.length <= maxLength * ROOM) return clean;
  // Not in the middle of a character of two code units.
  return `${clean.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Text on one line, without what nobody sees. */
export function visibleText(text: string): string {
  return text.replace(IGNORABLE, "").replace(SHAPELESS, " ").replace(/ {2,}/g, " ").trim();
}

/** The text with square brackets wherever it reads as an end or a beginning of a fence. */
function withoutFences(text: string): string {
  if (!OPENING.test(text)) return text;
  return text.replace(
    MARK,
    (mark, name: string, end: string) =>
      skeleton(name).includes(skeleton(FENCE_NAME)) ? `[${name}${end && "]"}` : mark,
  );
}

/** The letters of a text as they read: without case, accents, signs and foreign look-alikes. */
function skeleton(text: string): string {
  const letters = [...text.normalize("NFKD").toLowerCase()];
  return letters.map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
