import { CONTENT } from "../../gen/endpoints.ts";
import type { Session } from "../../src/mod.ts";
import { columnsOf } from "../../src/session/column_names.ts";

type Json = Record<string, unknown>;

/** Full answers of the API as users may get them, by what is special about them. */
export function answersWith(sessions: readonly Session[]): Record<string, string> {
  const records = sessions as unknown as readonly Json[];
  return {
    as_specified: text(records),
    other_names: text(records.map(underOtherNames)),
    bare_ids: text(records).replace(ID, (_, name, id) => `"${name}":${longInteger(id)}`),
    bare_numbers: text(records).replace(/"(asn|geo_dma)":"(\d+)"/g, '"$1":$2'),
  };
}

function text(sessions: readonly Json[]): string {
  return JSON.stringify({ sessions });
}

/** A session as the older API names things: its own names, and no groups. */
function underOtherNames(session: Json): Json {
  const record: Json = {};
  for (const { group, key, field } of columnsOf(CONTENT.fields)) {
    const place = group === undefined ? session : session[group] as Json | undefined;
    const value = place?.[key];
    if (value !== undefined) record[field.aliases[0] ?? key] = value;
  }
  return record;
}

const { client, session } = CONTENT.key;
const ID = new RegExp(`"(${client}|${session})":"([^"]*)"`, "g");

/** An integer of 19 digits for a text: FNV-1a. */
function longInteger(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash = BigInt.asUintN(62, (hash ^ BigInt(character.charCodeAt(0))) * 0x100000001b3n);
  }
  return hash | 1n << 62n;
}
