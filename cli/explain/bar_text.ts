import {
  type AnswerCell,
  type Axis,
  figure,
  figureDigits,
  figureText,
} from "../../src/view/mod.ts";

type Bar = Extract<AnswerCell, { kind: "bar" }>;

/**
 * Draws a value within its bounds on an axis: `├──●─┤`, with the reference as `│` where the bar leaves
 * it free. A bound that is not known, or lies beyond the axis, is open: `<` and `>`.
 *
 * @param isApart Whether the bar stands out from the reference: `●`, and `○` if that is not shown.
 */
export function barText({ value, low, high }: Bar, axis: Axis, width: number, isApart: boolean) {
  const cells = Array.from({ length: width }, () => " ");
  const put = (at: number, sign: string) => cells[at] = sign;
  put(placeOf(axis.reference, axis, width), "│");
  const from = low === null ? 0 : placeOf(low, axis, width);
  const to = high === null ? width - 1 : placeOf(high, axis, width);
  for (let at = from; at <= to; at++) put(at, "─");
  put(from, isOpen(low, axis) ? "<" : "├");
  put(to, isOpen(high, axis) ? ">" : "┤");
  put(placeOf(value, axis, width), isApart ? "●" : "○");
  return cells.join("");
}

/** The ends of an axis, as wide as its bars; of ratios, `÷2` to `×8`. */
export function axisText(axis: Axis, width: number): string {
  const [low, high] = [axis.low, axis.high].map((value) => endText(value, axis)) as [
    string,
    string,
  ];
  return `${low}${high.padStart(Math.max(1, width - low.length))}`;
}

function endText(value: number, { unit, isLogarithmic }: Axis): string {
  if (!isLogarithmic) return figureText(figure(value, unit));
  return value < 1
    ? `÷${figureDigits(figure(1 / value, unit))}`
    : `×${figureDigits(figure(value, unit))}`;
}

/** The column of a terminal, from 0, where a value of an axis has its place. */
function placeOf(value: number, axis: Axis, width: number): number {
  const at = (place: number) => axis.isLogarithmic ? Math.log(place) : place;
  const [low, high] = [at(axis.low), at(axis.high)];
  const part = high > low ? (at(value) - low) / (high - low) : 0;
  return Math.round(Math.min(1, Math.max(0, part)) * (width - 1));
}

function isOpen(bound: number | null, { low, high }: Axis): boolean {
  return bound === null || bound < low || bound > high;
}
