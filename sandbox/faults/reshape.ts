import { FIELDS } from "../../gen/facts.ts";
import type { SessionRecord } from "../universe/session_record.ts";
import { hashText, mix, unit } from "../universe/hash.ts";
import type { ShapeFault } from "./faults.ts";

type Json = Record<string, unknown>;

const MISSING_FIELD_PROBABILITY = 0.2;
const UNREADABLE_RECORDS: readonly unknown[] = [null, "not a session", 42, []];
const IDENTITY = new Set(["session_id", "client_id"]);
/** Marks a number that is to stand bare in the JSON though a double could not hold it. */
const BARE = "\u0000bare:";

/** Writes the body of a response, with the shape that the faults give it. */
export function contentBody(
  sessions: readonly SessionRecord[],
  faults: readonly ShapeFault[],
): string {
  let records: unknown[] = [...sessions];
  if (faults.includes("missing_fields")) records = records.map((record) => thinned(record as Json));
  if (faults.includes("string_values")) {
    records = records.map((record) => stringified(record as Json));
  }
  if (faults.includes("v2_names")) records = records.map((record) => flattened(record as Json));
  if (faults.includes("unreadable_records")) records = [...UNREADABLE_RECORDS, ...records];
  const body = JSON.stringify(faults.includes("bare_array") ? records : { sessions: records });
  return faults.includes("string_values") ? body.replaceAll(/"\\u0000bare:(\d+)"/g, "$1") : body;
}

/** Values as the published sample of a sibling API has them: all text but the session id. */
function stringified(record: Json): Json {
  return mapLeaves(
    record,
    (value, key) =>
      key === "session_id"
        ? `${BARE}${value}`
        : typeof value === "boolean" || typeof value === "number"
        ? String(value)
        : value,
  );
}

/** Leaves out a part of the fields, always the same ones of a session, but never its ids. */
function thinned(record: Json): Json {
  const key = hashText(String(record.session_id));
  const isKept = (name: string) =>
    IDENTITY.has(name) || unit(mix(key, hashText(name))) >= MISSING_FIELD_PROBABILITY;
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => isKept(name))
      .map(([name, value]) => [
        name,
        isGroup(value)
          ? Object.fromEntries(Object.entries(value).filter(([inner]) => isKept(inner)))
          : value,
      ]),
  );
}

/** A flat record under the last alias of each field that has one. */
function flattened(record: Json): Json {
  const rest: Json = { ...record };
  const flat: Json = {};
  for (const { path, aliases } of FIELDS) {
    const [group, key] = path.split(".");
    const source = key === undefined ? record : record[group!] as Json | undefined;
    const name = key ?? group!;
    if (!source || !(name in source)) continue;
    flat[aliases.at(-1) ?? name] = source[name];
    delete rest[group!];
  }
  return { ...rest, ...flat };
}

function isGroup(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapLeaves(record: Json, change: (value: unknown, key: string) => unknown): Json {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      isGroup(value) ? mapLeaves(value, change) : change(value, key),
    ]),
  );
}
