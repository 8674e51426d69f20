import type { Endpoint } from "../../gen/endpoint.ts";
import { drawOf, hashText, mix } from "../random/hash.ts";
import { fieldNames } from "./field_names.ts";
import type { JsonRecord } from "./json_record.ts";
import { VALUE_EDITS, VALUE_KINDS, type ValueKind } from "./value_kinds.ts";

/** Share of the sessions that have each kind of value, 0 to 1. */
export type ValueShares = Readonly<Partial<Record<ValueKind, number>>>;

/** Values that contradict their fields. */
export interface ValueOptions {
  /** Share of the sessions that have each kind of value, always the same ones. Default none. */
  readonly values?: ValueShares;
  /**
   * Probability with which an answer has the values at all, so that the same session comes with
   * and without them, 0 to 1. Default 1.
   */
  readonly valuesInAnswers?: number;
}

const DRAWS = new Map(VALUE_KINDS.map((kind) => [kind, drawOf(`value/${kind}`)]));
const VARIANT_SALT = hashText("variant");

/**
 * Whether a session is among the share that has a kind of value.
 *
 * @example Know which sessions come with a broken value
 * ```ts
 * import { hasValue, VALUE_KINDS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const [kind] = VALUE_KINDS;
 * const ids = Array.from({ length: 10_000 }, (_, id) => String(id));
 * const broken = ids.filter((id) => hasValue(id, kind!, 0.2));
 * assertEquals(Math.round(10 * broken.length / ids.length), 2);
 * ```
 */
export function hasValue(sessionId: string, kind: ValueKind, share: number): boolean {
  return isAmong(hashText(sessionId), kind, share);
}

/** Gives sessions in JSON the values that their ids draw. */
export function withValues(
  sessions: readonly string[],
  values: ValueShares,
  endpoint: Endpoint,
): readonly string[] {
  const shares = VALUE_KINDS.flatMap((kind) => {
    const share = values[kind] ?? 0;
    return share > 0 ? [{ kind, share }] : [];
  });
  if (shares.length === 0) return sessions;
  const names = fieldNames(endpoint);
  return sessions.map((json) => {
    const record: JsonRecord = JSON.parse(json);
    const key = hashText(String(record[endpoint.key.session]));
    const drawn = shares.filter(({ kind, share }) => isAmong(key, kind, share));
    if (drawn.length === 0) return json;
    for (const { kind } of drawn) VALUE_EDITS[kind](record, mix(key, VARIANT_SALT), names);
    return JSON.stringify(record);
  });
}

function isAmong(key: number, kind: ValueKind, share: number): boolean {
  return DRAWS.get(kind)!(key) < share;
}
