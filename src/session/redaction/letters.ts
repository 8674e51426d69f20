/** All bits: of a text beyond ASCII. */
const ANY_LETTER = -1;

/**
 * The characters that a text is made of, in any case, as bits: a text cannot hold another one that has
 * a bit of its own. That spares nearly every search of a value in a text.
 */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Cases of other alphabets are no matter of bits.
    if (unit > 0x7f) return ANY_LETTER;
    // Letters have the same last five bits in both cases; digits are moved away from them.
    letters |= 1 << ((unit < 0x40 ? unit * 7 : unit) & 31);
  }
  return letters;
}

/** Whether a text with the one letters may hold a value with the others. */
export function mayHold(textLetters: number, valueLetters: number): boolean {
  return valueLetters === ANY_LETTER || (valueLetters & ~textLetters) === 0;
}
