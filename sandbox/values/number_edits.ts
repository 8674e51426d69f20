import { ENDPOINT } from "../endpoint.ts";
import { bare, type Edit, group } from "./json_record.ts";

const rootFields = ENDPOINT.fields.filter(({ path }) => !path.includes("."));
const QUANTITIES: readonly string[] = rootFields
  .filter(({ unit }) => unit === "ms" || unit === "count" || unit === "percent")
  .map(({ path }) => path);
const BITRATES = rootFields.filter(({ unit }) => unit === "bps").map(({ path }) => path);
const FLAGS = rootFields.filter(({ type }) => type === "boolean").map(({ path }) => path);
const NEGATIVES = [-1, -1, -2, -0.5, -2_147_483_648];
const OTHER_TYPES: readonly unknown[] = [{ a: 1 }, [1, 2], true, "many", "", { value: null }];

const pick = <Item>(items: readonly Item[], key: number): Item =>
  items[(key >>> 0) % items.length]!;

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
  negative_values(record, key) {
    for (const name of QUANTITIES) record[name] = pick(NEGATIVES, key);
  },
  /** One duration or count: the bare token NaN, which is no JSON. */
  nan_tokens(record, key) {
    record[pick(QUANTITIES, key)] = bare("NaN");
  },
  /** One duration or count: the bare token Infinity or -Infinity, which is no JSON. */
  infinity_tokens(record, key) {
    record[pick(QUANTITIES, key)] = bare(key & 1 ? "Infinity" : "-Infinity");
  },
  /** One duration or count: the text NaN. */
  nan_texts(record, key) {
    record[pick(QUANTITIES, key)] = "NaN";
  },
  /** One duration or count, and one flag: an object, a list, a text. */
  wrong_types(record, key) {
    record[pick(QUANTITIES, key)] = pick(OTHER_TYPES, key >>> 8);
    record[pick(FLAGS, key)] = pick([{ a: 1 }, "perhaps", 2], key >>> 8);
  },
  /** Bitrates in kilobits a second, under the names of bits a second. */
  bitrates_in_kbps(record) {
    for (const name of BITRATES) {
      const value = record[name];
      if (typeof value === "number") record[name] = Math.round(value / 1000);
    }
  },
  /** Texts such as versions as bare decimals, whose last zero counts: 1.10. */
  bare_decimals(record, key) {
    const decimal = bare(`${1 + (key >>> 0) % 20}.${(key >>> 8) % 9 + 1}0`);
    group(record, "device_info").app_version = decimal;
    group(record, "device_info").device_os_version = decimal;
    group(record, "custom_tags").release = decimal;
    record.schema_version = decimal;
  },
  /** Members that the spec does not know: integers of 20 digits, at the root and in groups. */
  long_integers(record, key) {
    const digits = bare(`9${String(key >>> 0).padStart(10, "0")}123456789`);
    record.trace_id = digits;
    group(record, "network_info").flow_id = digits;
    group(record, "custom_tags").ticket = digits;
    record.trace = { parent: digits, links: [digits] };
  },
};
