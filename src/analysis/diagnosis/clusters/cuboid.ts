import { codesInOrder } from "../rows/canonical_order.ts";
import type { Term } from "./cluster.ts";
import type { Counts, Observations } from "../observations.ts";
import type { PlacedRows } from "../rows/placed_rows.ts";
import type { Support } from "./support.ts";

/** New codes of an attribute, one a row. */
export type ColumnCodes = Uint8Array | Uint16Array;

/** An attribute, recoded to the values with enough bad sessions; 0 stands for all others. */
export interface Column {
  /** Position of the attribute in the observations. */
  readonly attribute: number;
  /** New codes, 0 included. */
  readonly size: number;
  /** New code of each place. */
  readonly codes: ColumnCodes;
  /** The value's code in the observations, by its new one. */
  readonly codeOf: readonly number[];
}

/** Attributes that are looked at together. */
export interface Cuboid {
  readonly columns: readonly Column[];
  /** Positions of the columns among all. */
  readonly positions: readonly number[];
  /** Cells, those with a 0 in a column included. */
  readonly size: number;
}

/**
 * The attribute of some rows; `undefined` if none of its values is enough. A missing value is not
 * one: a start that failed often lacks what a player learns later.
 */
export function columnOf(
  { attributes }: Observations,
  attribute: number,
  placed: PlacedRows,
  support: Support,
): Column | undefined {
  const { values, codes } = attributes[attribute]!;
  const codeOfBad = Uint32Array.from(support.places, (place) => codes[placed.rows[place]!]!);
  const found = support.enough(values.length, codeOfBad).filter((code) => values[code] !== null);
  const codeOf = [-1, ...codesInOrder(found, values)];
  if (codeOf.length === 1) return undefined;
  const recoded = new Uint16Array(values.length);
  codeOf.forEach((code, i) => {
    if (i > 0) recoded[code] = i;
  });
  return {
    attribute,
    size: codeOf.length,
    codes: recode(codes, placed.rows, recoded, codeOf.length),
    codeOf,
  };
}

/** A loop of its own, since it runs over all rows for each attribute. */
function recode(
  codes: Counts,
  rows: Uint32Array,
  recoded: Uint16Array,
  size: number,
): ColumnCodes {
  const column = size <= 2 ** 8 ? new Uint8Array(rows.length) : new Uint16Array(rows.length);
  for (let place = 0; place < rows.length; place++) column[place] = recoded[codes[rows[place]!]!]!;
  return column;
}

/**
 * All combinations of so many columns.
 *
 * @param chosen Positions of the columns to combine, in order.
 */
export function cuboidsOf(
  columns: readonly Column[],
  attributes: number,
  chosen: readonly number[] = [...columns.keys()],
): Cuboid[] {
  let combinations: number[][] = [[]];
  for (let size = 1; size <= attributes; size++) {
    combinations = combinations.flatMap((taken) =>
      chosen.filter((i) => i > (taken.at(-1) ?? -1)).map((i) => [...taken, i])
    );
  }
  return combinations.map((positions) => {
    const combined = positions.map((i) => columns[i]!);
    const size = combined.reduce((product, column) => product * column.size, 1);
    return { columns: combined, positions, size };
  });
}

/**
 * Reads the cell that each of some rows falls into. Spelled out by the number of columns, as this is
 * where the time of a search goes.
 *
 * @param codes New codes of the rows, by column of all.
 */
export function readCells(
  { columns, positions }: Cuboid,
  codes: readonly ColumnCodes[],
  cells: Uint32Array,
): void {
  const [one, two, three] = positions.map((i) => codes[i]!);
  if (two === undefined) {
    cells.set(one!);
    return;
  }
  const twoSize = columns[1]!.size;
  if (three === undefined) {
    for (let i = 0; i < cells.length; i++) cells[i] = one![i]! * twoSize + two[i]!;
    return;
  }
  const threeSize = columns[2]!.size;
  for (let i = 0; i < cells.length; i++) {
    cells[i] = (one![i]! * twoSize + two[i]!) * threeSize + three[i]!;
  }
}

/** What a cell stands for; `undefined` if it lacks one of the attributes. */
export function termsOf({ columns }: Cuboid, cell: number): Term[] | undefined {
  const terms: Term[] = [];
  let rest = cell;
  for (const { attribute, size, codeOf } of columns.toReversed()) {
    const code = rest % size;
    if (code === 0) return undefined;
    terms.unshift({ attribute, code: codeOf[code]! });
    rest = Math.floor(rest / size);
  }
  return terms;
}
