import type { UnavailableReason } from "../../analysis/metrics/estimate.ts";
import type { Verdict } from "../../analysis/comparison/compare.ts";
import type { ForeignPart, OwnPart } from "../sentence.ts";
import type { FigureUnit } from "./figure.ts";

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

/** An axis on which all of some bounds have their place. */
export function linearAxis(
  bounds: readonly (number | null)[],
  unit: FigureUnit,
  reference: number,
): Axis {
  const known = bounds.filter((bound) => bound !== null);
  const high = Math.max(reference, ...known);
  const low = Math.min(reference, ...known);
  // Shares that are compared begin at 0, unless they differ by little of what they are.
  return {
    low: low < high / 2 ? 0 : low,
    high,
    unit,
    isLogarithmic: false,
    reference,
  };
}

/** Ratios are drawn within a hundredth and a hundred times, and never closer than a quarter. */
const MOST_TIMES = 100;
const LEAST_TIMES = 1.25;

/** An axis on which all of some ratios have their place, beside no change. */
export function ratioAxis(bounds: readonly (number | null)[]): Axis {
  const known = bounds.filter((bound) => bound !== null && bound > 0) as number[];
  return {
    low: Math.max(1 / MOST_TIMES, Math.min(1 / LEAST_TIMES, ...known)),
    high: Math.min(MOST_TIMES, Math.max(LEAST_TIMES, ...known)),
    unit: "times",
    isLogarithmic: true,
    reference: 1,
  };
}

/** A column with what it shows of something, of which rows are made. */
export interface ColumnOf<Item> extends AnswerColumn {
  cell(item: Item): AnswerCell;
}

/** Makes a table with a row for each item. */
export function tableOf<Item>(
  columns: readonly ColumnOf<Item>[],
  items: readonly Item[],
  markOf: (item: Item) => Omit<AnswerRow, "cells"> = () => ({}),
): AnswerTable {
  return {
    columns: columns.map(({ cell: _, ...column }) => column),
    rows: items.map((item) => ({
      ...markOf(item),
      cells: columns.map((column) => column.cell(item)),
    })),
  };
}

/** Columns of the values of dimensions or tags, which come first and stay. */
export function valueColumns<Item>(
  by: readonly string[],
  valueOf: (item: Item, name: string) => AnswerCell,
): ColumnOf<Item>[] {
  return by.map((name) => ({
    name,
    title: { kind: "text", text: name },
    isNumeric: false,
    rank: 0,
    cell: (item) => valueOf(item, name),
  }));
}

/** A column of numbers. */
export function numbers<Item>(
  name: string,
  title: string,
  rank: number,
  cell: (item: Item) => AnswerCell,
): ColumnOf<Item> {
  return { name, title: { kind: "words", text: title }, isNumeric: true, rank, cell };
}

/** A column of words. */
export function texts<Item>(
  name: string,
  title: string,
  rank: number,
  cell: (item: Item) => AnswerCell,
): ColumnOf<Item> {
  return { name, title: { kind: "words", text: title }, isNumeric: false, rank, cell };
}

/** A column of bars on an axis. */
export function bars<Item>(
  title: string,
  rank: number,
  axis: Axis,
  cell: (item: Item) => AnswerCell,
): ColumnOf<Item> {
  return { ...texts("bar", title, rank, cell), axis };
}

/** Nothing. */
export const NONE: AnswerCell = { kind: "none" };

/** A value of a dimension or tag; nothing where the records have none. */
export function attributeCell(value: string | null | undefined): AnswerCell {
  return value == null ? NONE : { kind: "text", text: value };
}
