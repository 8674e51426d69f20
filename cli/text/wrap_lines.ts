import { textWidth } from "./fit_text.ts";

/**
 * Breaks lines between words so that they fit into a width. A line that is indented stands as it is:
 * it is there to be copied.
 */
export function wrapLines(lines: readonly string[], width = Infinity): string[] {
  return lines.flatMap((line) => {
    if (line.startsWith(" ") || textWidth(line) <= width) return line;
    const broken: string[] = [];
    let current = "";
    for (const word of line.split(" ")) {
      if (current !== "" && textWidth(current) + 1 + textWidth(word) > width) {
        broken.push(current);
        current = word;
      } else current += current === "" ? word : ` ${word}`;
    }
    return [...broken, current];
  });
}
