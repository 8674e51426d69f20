import type { AnswerCell, AnswerColumn, AnswerRow, AnswerTable, Axis } from "./answer_table.ts";

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
