import type { DuckDBValue } from "@duckdb/node-api";
import { parseWithTokens, plainValue } from "../../session/decode/json/json_token.ts";
import { quoteLongIntegers } from "../../session/decode/json/long_integers.ts";

/** What JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

type DuckDB = typeof import("@duckdb/node-api");

/**
 * A value of DuckDB as JSON: timestamps in ISO 8601 and UTC, integers as numbers where a number
 * holds them and as text where not, lists as arrays, maps and structs as objects, all else as text.
 */
export function jsonValue(value: DuckDBValue, duckdb: DuckDB): JsonValue {
  const nested = (inner: DuckDBValue) => jsonValue(inner, duckdb);
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (
    value instanceof duckdb.DuckDBTimestampValue || value instanceof duckdb.DuckDBTimestampTZValue
  ) {
    const date = new Date(Number(value.micros / 1000n));
    return value.isFinite && !Number.isNaN(date.valueOf()) ? date.toISOString() : String(value);
  }
  if (value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue) {
    return value.items.map(nested);
  }
  if (value instanceof duckdb.DuckDBStructValue) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, inner]) => [name, nested(inner)]),
    );
  }
  if (value instanceof duckdb.DuckDBMapValue) {
    return Object.fromEntries(
      value.entries.map(({ key, value }) => [
        typeof key === "string" ? key : JSON.stringify(nested(key)),
        nested(value),
      ]),
    );
  }
  return String(value);
}

/**
 * What a text of DuckDB's type JSON says. Integers that are too large for a number, and words such as
 * NaN, which DuckDB writes for a number that is none, are texts.
 */
export function parseJsonColumn(text: string): JsonValue {
  try {
    return JSON.parse(quoteLongIntegers(text));
  } catch {
    return plainValue(parseWithTokens(text)) as JsonValue;
  }
}
