import type { PackedColumn, PackedSessions, PackedValue } from "../../data/pack_sessions.ts";

/** How rows are ordered. */
export interface Order {
  /** Name of the column. */
  readonly column: string;
  /** Whether the largest comes first. */
  readonly isDescending: boolean;
}

/** What rows must have. */
export interface RowFilter {
  /** A text that a value has in it, in any case. */
  readonly text: string;
  /** Name of the column that has it; empty for any. */
  readonly column: string;
}

/** The value of a row. */
export function valueAt({ values, codes }: PackedColumn, row: number): PackedValue {
  return values[codes ? codes[row]! : 0] ?? null;
}

/** All rows, as they came. */
export function allRows({ length }: PackedSessions): Uint32Array {
  return Uint32Array.from({ length }, (_, row) => row);
}

/**
 * Rows in the order of a column, those without a value last. Each distinct value is compared once with
 * others, so that rows are ordered by numbers.
 */
export function orderRows(
  rows: Uint32Array,
  { codes, values }: PackedColumn,
  isDescending: boolean,
): Uint32Array {
  if (!codes) return rows;
  const ranks = ranksOf(values);
  const direction = isDescending ? -1 : 1;
  const keys = Float64Array.from(ranks, (rank) => rank === NONE ? Infinity : direction * rank);
  return rows.toSorted((one, other) =>
    compareNumbers(keys[codes[one]!]!, keys[codes[other]!]!) || one - other
  );
}

/** The rows in which a text occurs. */
export function filterRows(
  rows: Uint32Array,
  { columns }: PackedSessions,
  { text, column }: RowFilter,
): Uint32Array {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return rows;
  const searched = columns.filter(({ name }) => column === "" || name === column)
    .map(({ codes, values }) => ({
      codes,
      matches: values.map((value) =>
        value !== null && String(value).toLowerCase().includes(wanted)
      ),
    }))
    .filter(({ matches }) => matches.includes(true));
  return rows.filter((row) =>
    searched.some(({ codes, matches }) => matches[codes ? codes[row]! : 0])
  );
}

/** Rank of no value. */
const NONE = -1;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** More distinct texts than these are ids, of which the order says nothing; as code they sort fast. */
const MOST_COLLATED = 2000;

const knownRanks = new WeakMap<readonly PackedValue[], Float64Array>();

/** The rank of each value among the distinct ones; found once for each column. */
function ranksOf(values: readonly PackedValue[]): Float64Array {
  let ranks = knownRanks.get(values);
  if (!ranks) knownRanks.set(values, ranks = findRanks(values));
  return ranks;
}

function findRanks(values: readonly PackedValue[]): Float64Array {
  const compare = values.length > MOST_COLLATED ? compareCode : collator.compare;
  const positions = values.map((_, position) => position)
    .filter((position) => values[position] !== null)
    .sort((at, otherAt) => {
      const [one, other] = [values[at]!, values[otherAt]!];
      return typeof one === "number" && typeof other === "number"
        ? one - other
        : compare(String(one), String(other));
    });
  const ranks = new Float64Array(values.length).fill(NONE);
  positions.forEach((position, rank) => ranks[position] = rank);
  return ranks;
}

function compareCode(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** `Infinity - Infinity` is no order. */
function compareNumbers(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
