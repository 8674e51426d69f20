const ESCAPED =
  /%[\da-f]{2}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\["/]|&#x?[\da-f]+;|&(?:commat|colon|amp);/i;

/** Escaped in URLs, and the end of one where it is not. */
const BLANK = /%(?:20|09|0[ad]|22)/i;
const BLANKS = new RegExp(BLANK, "gi");

/** An escape may be escaped itself; what is still hidden then was not written for a reader. */
const MAX_ROUNDS = 3;

const NAMED_CHARACTERS: Readonly<Record<string, string>> = { commat: "@", colon: ":", amp: "&" };

const decoder = new TextDecoder();

/** Whether a text may say something else than what is written. */
export function isEscaped(text: string): boolean {
  return ESCAPED.test(text) || /[^\x20-\x7e]/.test(text);
}

/**
 * What a text says to somebody who reads it: escapes of URLs, JSON and HTML resolved, look-alikes such
 * as full-width letters as the letters that they are, without characters that nobody sees.
 *
 * @param cut Cuts what ends at a blank, before an escaped one becomes one.
 */
export function readPlainly(text: string, cut = (escaped: string) => escaped): string {
  let plain = text;
  for (let round = 0; round < MAX_ROUNDS && ESCAPED.test(plain); round++) {
    plain = unescape(cut(plain));
  }
  if (BLANK.test(plain)) plain = cut(plain).replace(BLANKS, decodeURIComponent);
  return plain.normalize("NFKC").replaceAll("。", ".").replace(
    /\p{Default_Ignorable_Code_Point}+/gu,
    "",
  );
}

function unescape(text: string): string {
  return text
    .replace(/(?:%(?!20|09|0[ad]|22)[\da-f]{2})+/gi, (run) => decoder.decode(bytesOf(run)))
    .replace(/\\u([\da-f]{4})/gi, (_, unit) => String.fromCharCode(parseInt(unit, 16)))
    .replace(/\\x([\da-f]{2})/gi, (_, unit) => String.fromCharCode(parseInt(unit, 16)))
    .replace(/\\(["/])/g, "$1")
    .replace(/&#(x?)([\da-f]{1,6});/gi, (whole, hex, digits) => {
      const point = parseInt(digits, hex ? 16 : 10);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/&(commat|colon|amp);/gi, (_, name) => NAMED_CHARACTERS[name.toLowerCase()]!);
}

function bytesOf(percentEncoded: string): Uint8Array {
  return Uint8Array.from(percentEncoded.slice(1).split("%"), (byte) => parseInt(byte, 16));
}
