import { ENDPOINT } from "../endpoint.ts";
import { hashText, mix, unit } from "../universe/hash.ts";
import type { ShapeFault } from "./faults.ts";

type Json = Record<string, unknown>;

const MISSING_FIELD_PROBABILITY = 0.2;
const UNREADABLE_RECORDS = ["null", '"not a session"', "42", "[]"];
const IDENTITY = new Set(["session_id", "client_id"]);
const QUOTED_SESSION_ID = /"(session_id|sessionId)":"(\d+)"/;

/** Gives sessions in JSON the shape that the faults say. */
export function reshapedSessions(
  sessions: readonly string[],
  faults: readonly ShapeFault[],
): readonly string[] {
  const has = (fault: ShapeFault) => faults.includes(fault);
  const isReshaped = has("missing_fields") || has("v2_names") || has("string_values");
  return isReshaped ? sessions.map((json) => reshaped(json, has)) : sessions;
}

/** Writes the body of a response of sessions in JSON, in the shape that the faults give it. */
export function contentBody(sessions: readonly string[], faults: readonly ShapeFault[]): string {
  const records = faults.includes("unreadable_records")
    ? [...UNREADABLE_RECORDS, ...sessions]
    : sessions;
  const list = `[${records.join(",")}]`;
  return faults.includes("bare_array") ? list : `{"sessions":${list}}`;
}

function reshaped(json: string, has: (fault: ShapeFault) => boolean): string {
  let record: Json = JSON.parse(json);
  if (has("missing_fields")) record = thinned(record);
  if (has("v2_names")) record = flattened(record);
  if (!has("string_values")) return JSON.stringify(record);
  // In the text, because a double cannot hold all digits of the id.
  return JSON.stringify(stringified(record)).replace(QUOTED_SESSION_ID, '"$1":$2');
}

/** Leaves out a part of the fields, always the same ones of a session, but never its ids. */
function thinned(record: Json): Json {
  const key = hashText(String(record.session_id));
  const isKept = (name: string) =>
    IDENTITY.has(name) || unit(mix(key, hashText(name))) >= MISSING_FIELD_PROBABILITY;
  const kept = (json: Json): Json =>
    Object.fromEntries(
      Object.entries(json)
        .filter(([name]) => isKept(name))
        .map(([name, value]) => [name, isGroup(value) ? kept(value) : value]),
    );
  return kept(record);
}

/** A record without groups, under the last alias of each field that has one. */
function flattened(record: Json): Json {
  const flat: Json = {};
  const rest = { ...record };
  for (const { path, aliases } of ENDPOINT.fields) {
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
