/**
 * Breaks lines between words so that they fit into a width. A line that is indented stands as it is:
 * it is there to be copied. Wide characters count as one: what measures them slows every start.
 */
export function wrapLines(lines: readonly string[], width = Infinity): string[] {
  return lines.flatMap((line) => {
    if (line.startsWith(" ") || line.length <= width) return line;
    const broken: string[] = [];
    let current = "";
    // A percent sign stays with its number.
    for (const word of line.split(/ (?!%)/)) {
      if (current !== "" && current.length + 1 + word.length > width) {
        broken.push(current);
        current = word;
      } else current += current === "" ? word : ` ${word}`;
    }
    return [...broken, current];
  });
}
