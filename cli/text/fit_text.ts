import stringWidth from "string-width";

const graphemes = new Intl.Segmenter();

/** How many columns of a terminal text takes. */
export function textWidth(text: string): number {
  return stringWidth(text);
}

/** Cuts text to a number of columns; an ellipsis shows that something was cut. */
export function truncate(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let kept = "";
  let width = 1;
  for (const { segment } of graphemes.segment(text)) {
    width += textWidth(segment);
    if (width > columns) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Fills text up to a number of columns. */
export function pad(text: string, columns: number, align: "left" | "right"): string {
  const fill = " ".repeat(Math.max(0, columns - textWidth(text)));
  return align === "left" ? text + fill : fill + text;
}
