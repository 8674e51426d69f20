import { codesInOrder } from "../rows/canonical_order.ts";
import type { Term } from "./cluster.ts";
import type { Counts, Observations } from "../observations.ts";
import type { PlacedRows } from "../rows/placed_rows.ts";
import type { Support } from "./support.ts";

/** An attribute, recoded to the values with enough bad sessions; 0 stands for all others. */
export interface Column {
  readonly attribute: number;
  /** New codes, 0 included. */
  readonly size: number;
  /** New code of each place. */
  readonly codes: Uint8Array | Uint16Array;
  /** The value's code in the observations, by its new one. */
  readonly codeOf: readonly number[];
}

/** Attributes that are looked at together. */
export interface Cuboid {
  readonly columns: readonly Column[];
  /** Cells, those with a 0 in a column included. */
  readonly size: number;
}

/** A combination of more attributes is no cause that people look for, and hardly ever a true one. */
const MAX_ATTRIBUTES = 3;

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
  const codeOfBad = Uint32Array.from(placed.badPlaces, (place) => codes[placed.rows[place]!]!);
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
): Column["codes"] {
  const column = size <= 2 ** 8 ? new Uint8Array(rows.length) : new Uint16Array(rows.length);
  for (let place = 0; place < rows.length; place++) column[place] = recoded[codes[rows[place]!]!]!;
  return column;
}

/** All combinations of up to three columns, smaller ones first. */
export function cuboidsOf(columns: readonly Column[]): Cuboid[] {
  let level: number[][] = columns.map((_, i) => [i]);
  const all: number[][] = [];
  for (let size = 1; size <= MAX_ATTRIBUTES; size++) {
    all.push(...level);
    level = level.flatMap((taken) =>
      columns.flatMap((_, i) => i > taken.at(-1)! ? [[...taken, i]] : [])
    );
  }
  return all.map((taken) => cuboidOf(taken.map((i) => columns[i]!)));
}

function cuboidOf(columns: readonly Column[]): Cuboid {
  return { columns, size: columns.reduce((product, { size }) => product * size, 1) };
}

/**
 * Reads the cell that each of some places falls into. Spelled out by the number of columns, as this is
 * where the time of a search goes.
 */
export function readCells({ columns }: Cuboid, places: Uint32Array, cells: Uint32Array): void {
  const [first, second, third] = columns;
  const one = first!.codes;
  if (second === undefined) {
    for (let i = 0; i < places.length; i++) cells[i] = one[places[i]!]!;
    return;
  }
  const { codes: two, size: twoSize } = second;
  if (third === undefined) {
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      cells[i] = one[place]! * twoSize + two[place]!;
    }
    return;
  }
  const { codes: three, size: threeSize } = third;
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    cells[i] = (one[place]! * twoSize + two[place]!) * threeSize + three[place]!;
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
