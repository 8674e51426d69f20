import type { UnavailableReason } from "../../../analysis/metrics/estimate.ts";
import type { Verdict } from "../../../analysis/comparison/compare.ts";
import type { ForeignPart, OwnPart } from "../../sentence.ts";
import type { FigureUnit } from "../figure.ts";

/** What stands in one place of a table about an answer, as data: each front end writes it its own way. */
export type AnswerCell =
  /** Nothing; with a reason where a value would be. */
  | { readonly kind: "none"; readonly why?: UnavailableReason }
  /** A number, its bounds, a time or words of ours, or a value that others have given. */
  | OwnPart
  | ForeignPart
  /** Several pieces that are read as one. */
  | { readonly kind: "list"; readonly parts: readonly (OwnPart | ForeignPart)[] }
  /** A value within its bounds, to be drawn on the axis of its column. */
  | {
    readonly kind: "bar";
    readonly value: number;
    readonly low: number | null;
    readonly high: number | null;
  }
  /** A series in order of time, to be drawn; `null` where nothing is known. */
  | { readonly kind: "series"; readonly values: readonly (number | null)[] }
  /** What can be said of a change. */
  | { readonly kind: "verdict"; readonly verdict: Verdict };

/** What bars are drawn on. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly unit: FigureUnit;
  /** Whether equal steps are equal factors, as ratios need it. */
  readonly isLogarithmic: boolean;
  /** What the bars are held against: the value of all, or no change. */
  readonly reference: number;
}

/** A column of a table about an answer. */
export interface AnswerColumn {
  /** What it is, in letters that a program takes for a name. */
  readonly name: string;
  /** What people read above it: words of ours, or the name of a dimension or tag. */
  readonly title: OwnPart | ForeignPart;
  /** Whether its values are compared from row to row, and stand right. */
  readonly isNumeric: boolean;
  /** How soon it is left out where space is short; the least important have the highest. */
  readonly rank: number;
  /** What its bars are drawn on, if it has bars: then it repeats numbers that others have. */
  readonly axis?: Axis;
}

/** A row of a table about an answer. */
export interface AnswerRow {
  /** What stands in the columns, one by one. */
  readonly cells: readonly AnswerCell[];
  /** What it is, where rows differ: one of many, all others together, all. */
  readonly kind?: "group" | "other" | "total";
  /** Whether it is what is to be looked at, good or bad. */
  readonly emphasis?: "bad" | "good" | "uncertain";
}

/** A table about an answer, as data. */
export interface AnswerTable {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly AnswerRow[];
}
