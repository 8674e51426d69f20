import type { CodedAttribute } from "../../analysis/diagnosis/mod.ts";
import type { Attribute, SessionTable } from "../../analysis/table/session_table.ts";

/** Attributes that may explain what is wrong. */
export interface Explaining {
  /** The attributes, each of which parts the sessions in another way. */
  readonly attributes: readonly CodedAttribute[];
  /** Attributes that part the sessions in the same way as one of these, by its name. */
  readonly twins: ReadonlyMap<string, readonly Twin[]>;
}

/** An attribute that says the same as another. */
export interface Twin {
  /** Its name. */
  readonly name: string;
  /** Its value where the other has a value. */
  valueFor(value: string): string | null;
}

/**
 * The attributes of a table that may explain what is wrong: those that go with an outcome explain
 * nothing. Of attributes that part the sessions in the same way, such as the number and the name of a
 * network, one is searched, and the others are named beside it.
 *
 * @param by The names that are asked for; absent for all.
 */
export function explainingAttributes(table: SessionTable, by?: readonly string[]): Explaining {
  const { dimensions } = table.endpoint;
  const isOutcome = (name: string) =>
    Object.hasOwn(dimensions, name) && dimensions[name]!.outcome !== undefined;
  const candidates = [...table.attributes.values()]
    .filter(({ name }) => by ? by.includes(name) : !isOutcome(name));
  const alike = Map.groupBy(candidates, partitionOf);
  const attributes: CodedAttribute[] = [];
  const twins = new Map<string, Twin[]>();
  for (const group of alike.values()) {
    const [first, ...others] = group.sort(byPlainness) as [Attribute, ...Attribute[]];
    attributes.push(first);
    if (others.length > 0) twins.set(first.name, others.map((other) => twinOf(first, other)));
  }
  return { attributes, twins };
}

/** Text that is the same for attributes that part sessions in the same way, and hardly for others. */
function partitionOf({ codes, values }: Attribute): string {
  const numbers = new Uint32Array(values.length);
  let count = 0;
  let [one, other] = [0x811c9dc5, 0x01234567];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    const number = numbers[code] || (numbers[code] = ++count);
    one = Math.imul(one ^ number, 0x01000193);
    other = Math.imul(other + number, 0x9e3779b1) ^ (other >>> 15);
  }
  return `${count}:${one >>> 0}:${other >>> 0}`;
}

/** Names before numbers, and short names before long ones: these are what people say. */
function byPlainness(one: Attribute, other: Attribute): number {
  const isNumbers = ({ values }: Attribute) => values.every((value) => !/\p{L}/u.test(value ?? ""));
  return Number(isNumbers(one)) - Number(isNumbers(other)) ||
    one.name.length - other.name.length || (one.name < other.name ? -1 : 1);
}

function twinOf(first: Attribute, { name, values, codes }: Attribute): Twin {
  const rowOf = new Map<string | null, number>();
  for (let row = first.codes.length - 1; row >= 0; row--) {
    rowOf.set(first.values[first.codes[row]!]!, row);
  }
  return {
    name,
    valueFor(value) {
      const row = rowOf.get(value);
      return row === undefined ? null : values[codes[row]!]!;
    },
  };
}
