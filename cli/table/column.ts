import type { Tone } from "../text/style.ts";

/** What stands in one place of a table. */
export interface Cell {
  /** Text of one line, safe for a terminal. */
  readonly text: string;
  /** What it is, for the eye; `plain` by default. */
  readonly tone?: Tone;
}

/** A column of a table. */
export interface Column<Row> {
  /** What stands above it. */
  readonly title: string;
  /** Numbers stand right. */
  readonly align: "left" | "right";
  /** Columns of the terminal under which it is left out rather than cut; by default uncuttable. */
  readonly minWidth?: number;
  /** Most columns of the terminal that it may take where space is short. */
  readonly maxWidth?: number;
  /** Whether it only takes what the others leave, and nothing where there is no width to fill. */
  readonly isSpare?: boolean;
  /** What it shows of a row. */
  cell(row: Row): Cell;
}
