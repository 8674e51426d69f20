import type { Endpoint, FieldFact, KeyFact } from "../../gen/endpoint.ts";
import { hashText, mix, unit } from "../random/hash.ts";
import type { ShapeFault } from "./faults.ts";

type Json = Record<string, unknown>;

const MISSING_FIELD_PROBABILITY = 0.2;
const UNREADABLE_RECORDS = ["null", '"not a session"', "42", "[]"];

/** Gives sessions in JSON the shape that the faults say. */
export function reshapedSessions(
  sessions: readonly string[],
  faults: readonly ShapeFault[],
  endpoint: Endpoint,
): readonly string[] {
  const has = (fault: ShapeFault) => faults.includes(fault);
  const isReshaped = has("missing_fields") || has("v2_names") || has("string_values");
  return isReshaped ? sessions.map((json) => reshaped(json, has, endpoint)) : sessions;
}

/** Writes the body of a response of sessions in JSON, in the shape that the faults give it. */
export function sessionsBody(
  sessions: readonly string[],
  faults: readonly ShapeFault[],
  { listName }: Pick<Endpoint, "listName">,
): string {
  const records = faults.includes("unreadable_records")
    ? [...UNREADABLE_RECORDS, ...sessions]
    : sessions;
  const list = `[${records.join(",")}]`;
  return faults.includes("bare_array") ? list : `{"${listName}":${list}}`;
}

function reshaped(
  json: string,
  has: (fault: ShapeFault) => boolean,
  { key, fields }: Endpoint,
): string {
  let record: Json = JSON.parse(json);
  if (has("missing_fields")) record = thinned(record, key);
  if (has("v2_names")) record = flattened(record, fields);
  if (!has("string_values")) return JSON.stringify(record);
  const names = [key.session, ...fields.find(({ path }) => path === key.session)?.aliases ?? []];
  // In the text, because a double cannot hold all digits of the id.
  const quotedId = new RegExp(`"(${names.join("|")})":"(\\d+)"`);
  return JSON.stringify(stringified(record)).replace(quotedId, '"$1":$2');
}

/** Leaves out a part of the fields, always the same ones of a session, but never its ids. */
function thinned(record: Json, key: KeyFact): Json {
  const salt = hashText(String(record[key.session]));
  const isKept = (name: string) =>
    name === key.session || name === key.client ||
    unit(mix(salt, hashText(name))) >= MISSING_FIELD_PROBABILITY;
  const kept = (json: Json): Json =>
    Object.fromEntries(
      Object.entries(json)
        .filter(([name]) => isKept(name))
        .map(([name, value]) => [name, isGroup(value) ? kept(value) : value]),
    );
  return kept(record);
}

/** A record without groups, under the last alias of each field that has one. */
function flattened(record: Json, fields: readonly FieldFact[]): Json {
  const flat: Json = {};
  const rest = { ...record };
  for (const { path, aliases } of fields) {
    const [first = path, second] = path.split(".");
    const source = second === undefined ? record : record[first] as Json | undefined;
    delete rest[first];
    if (source && (second ?? first) in source) {
      flat[aliases.at(-1) ?? path] = source[second ?? first];
    }
  }
  return { ...flat, ...rest };
}

/** Values as the published sample of a sibling API has them: flags and numbers as text. */
function stringified(record: Json): Json {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      isGroup(value)
        ? stringified(value)
        : typeof value === "boolean" || typeof value === "number"
        ? String(value)
        : value,
    ]),
  );
}

function isGroup(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
