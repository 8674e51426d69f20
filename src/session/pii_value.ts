const EMAIL = String.raw`[^\s@/:<>"]+@[^\s@/:<>"]+\.[a-z]{2,}`;
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const IPV4 = String.raw`(?<![\w.])(?:${OCTET}\.){3}${OCTET}(?![\w.])`;
const HEX = String.raw`[\da-f]{1,4}`;
// Either all eight groups, or a `::`, so that the time of a day is not taken for one.
const IPV6 = String
  .raw`(?<![\w:])(?:(?:${HEX}:){7}${HEX}|(?:${HEX}:){1,6}(?::${HEX}){1,6})(?![\w:])`;
/** Finds e-mail and IP addresses in a text. */
export const PII_VALUE = new RegExp(`${EMAIL}|${IPV4}|${IPV6}`, "gi");
