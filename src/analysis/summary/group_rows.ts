/** Groups with fewer sessions are small: Conviva's own alerts want as many attempts a minute (docs). */
export const SMALL_GROUP = 25;

/** Which group each session belongs to. Groups are numbered from 0 in the order in which they occur. */
export interface Grouping {
  /** Number of groups. */
  readonly count: number;
  /** The group of each session. */
  readonly groupOf: Uint32Array;
  /** A session of each group, by which its values can be had. */
  readonly firstRow: readonly number[];
}

/** A number for each session, the same for those that belong together. */
export type Codes = ArrayLike<number>;

/** Groups sessions by several numbers of theirs at once. */
export function groupRows(length: number, by: readonly Codes[]): Grouping {
  let grouping: Grouping = {
    count: Math.min(1, length),
    groupOf: new Uint32Array(length),
    firstRow: length > 0 ? [0] : [],
  };
  for (const codes of by) grouping = splitGroups(grouping, codes);
  return grouping;
}

/** Splits groups by one more number, which need not be small. */
function splitGroups({ groupOf, count }: Grouping, codes: Codes): Grouping {
  const split = new Uint32Array(groupOf.length);
  const firstRow: number[] = [];
  const known = new Map<number, number>();
  for (let row = 0; row < groupOf.length; row++) {
    const key = codes[row]! * count + groupOf[row]!;
    let group = known.get(key);
    if (group === undefined) {
      group = firstRow.push(row) - 1;
      known.set(key, group);
    }
    split[row] = group;
  }
  return { count: firstRow.length, groupOf: split, firstRow };
}

/** The rows of each group, in order. */
export function rowsByGroup({ groupOf, count }: Grouping): Uint32Array[] {
  const starts = new Uint32Array(count + 1);
  for (const group of groupOf) starts[group + 1]!++;
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!;
  const rows = new Uint32Array(groupOf.length);
  const next = starts.slice();
  for (let row = 0; row < groupOf.length; row++) rows[next[groupOf[row]!]!++] = row;
  return Array.from(
    { length: count },
    (_, group) => rows.subarray(starts[group], starts[group + 1]),
  );
}
