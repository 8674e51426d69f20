import { bare, type Edit, group } from "./json_record.ts";

const NEGATIVES = [-1, -1, -2, -0.5, -2_147_483_648];
const OTHER_TYPES: readonly unknown[] = [{ a: 1 }, [1, 2], true, "many", "", { value: null }];

const pick = <Item>(items: readonly Item[], seed: number): Item =>
  items[(seed >>> 0) % items.length]!;

/** Kinds of values that are no numbers, or others than their name says. */
export type NumberKind =
  | "negative_values"
  | "nan_tokens"
  | "infinity_tokens"
  | "nan_texts"
  | "wrong_types"
  | "bitrates_in_kbps"
  | "bare_decimals"
  | "long_integers";

/** Numbers that are none, or other ones than the field's name says. */
export const numberEdits: Readonly<Record<NumberKind, Edit>> = {
  /** Every duration and count: -1 and other negatives, which stand for unknown. */
  negative_values(record, seed, { quantities }) {
    for (const name of quantities) record[name] = pick(NEGATIVES, seed);
  },
  /** One duration or count: the bare token NaN, which is no JSON. */
  nan_tokens(record, seed, { quantities }) {
    record[pick(quantities, seed)] = bare("NaN");
  },
  /** One duration or count: the bare token Infinity or -Infinity, which is no JSON. */
  infinity_tokens(record, seed, { quantities }) {
    record[pick(quantities, seed)] = bare(seed & 1 ? "Infinity" : "-Infinity");
  },
  /** One duration or count: the text NaN. */
  nan_texts(record, seed, { quantities }) {
    record[pick(quantities, seed)] = "NaN";
  },
  /** One duration or count, and one flag: an object, a list, a text. */
  wrong_types(record, seed, { quantities, flags }) {
    record[pick(quantities, seed)] = pick(OTHER_TYPES, seed >>> 8);
    record[pick(flags, seed)] = pick([{ a: 1 }, "perhaps", 2], seed >>> 8);
  },
  /** Bitrates in kilobits a second, under the names of bits a second. */
  bitrates_in_kbps(record, _seed, { bitrates }) {
    for (const name of bitrates) {
      const value = record[name];
      if (typeof value === "number") record[name] = Math.round(value / 1000);
    }
  },
  /** Texts such as versions as bare decimals, whose last zero counts: 1.10. */
  bare_decimals(record, seed) {
    const decimal = bare(`${1 + (seed >>> 0) % 20}.${(seed >>> 8) % 9 + 1}0`);
    group(record, "device_info").app_version = decimal;
    group(record, "device_info").device_os_version = decimal;
    group(record, "custom_tags").release = decimal;
    record.schema_version = decimal;
  },
  /** Members that the spec does not know: integers of 20 digits, at the root and in groups. */
  long_integers(record, seed) {
    const digits = bare(`9${String(seed >>> 0).padStart(10, "0")}123456789`);
    record.trace_id = digits;
    group(record, "network_info").flow_id = digits;
    group(record, "custom_tags").ticket = digits;
    record.trace = { parent: digits, links: [digits] };
  },
};
