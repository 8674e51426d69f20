import type { Endpoint, MeasureName } from "../../../gen/endpoint.ts";

/** A number of a session: what metrics are computed from, and when the session was. */
export type Measure = MeasureName | "startMs" | "endMs";

/**
 * All measures.
 *
 * @example How many values a table has of each
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { MEASURES, tabulate } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const table = await tabulate([{ session_id: "1", client_id: "9", playing_time_ms: 5 }], CONTENT);
 * const known = MEASURES.filter((measure) => table.measures[measure].some((value) => value >= 0));
 * assertEquals(known, ["playingMs"]);
 * ```
 */
export const MEASURES: readonly Measure[] = [
  "startMs",
  "endMs",
  "videoStartMs",
  "playingMs",
  "rebufferingMs",
  "connectionInducedRebufferingMs",
  "averageBitrateBps",
  "averagePeakBitrateBps",
];

/** Codes of the values of an attribute, as narrow as their number allows. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** A dimension or a tag: each of its values once, and each session's value by its code. */
export interface Attribute {
  /** Name of the dimension or tag. */
  readonly name: string;
  /** The values by code; code 0 is `null`: the session has none. */
  readonly values: readonly (string | null)[];
  /** The code of each session. */
  readonly codes: Codes;
}

/**
 * Sessions as columns: what an analysis reads of them and nothing else. A million sessions take some
 * hundred megabytes, where the sessions themselves would take thousands.
 */
export interface SessionTable {
  /** What the sessions are of. */
  readonly endpoint: Endpoint;
  /** Number of sessions. */
  readonly length: number;
  /** The measures of each session; `NaN` where the record has none. */
  readonly measures: Readonly<Record<Measure, Float64Array>>;
  /** The fields that fill measures. A measure that is absent can never be had from this endpoint. */
  readonly measureFields: Readonly<Partial<Record<Measure, string>>>;
  /** The facts that hold of each session, as the bits of `FACT`. */
  readonly holds: Uint16Array;
  /** The facts that the record of each session tells, either way, as the bits of `FACT`. */
  readonly known: Uint16Array;
  /** The dimensions and tags that occur, by name. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Memory that the columns take, without the texts of the values. */
  readonly bytes: number;
}

/**
 * Whether a fact holds of a session; `undefined` if its record does not tell.
 *
 * @example A failure, and what is not told
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { FACT, factOf, tabulate } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const failed = { session_id: "1", client_id: "9", is_video_start_failure: true };
 * const table = await tabulate([failed], CONTENT);
 * assertEquals(factOf(table, 0, FACT.vsf), true);
 * assertEquals(factOf(table, 0, FACT.live), undefined);
 * ```
 */
export function factOf(table: SessionTable, row: number, fact: number): boolean | undefined {
  return (table.known[row]! & fact) === 0 ? undefined : (table.holds[row]! & fact) !== 0;
}

/**
 * The value of a dimension or tag of a session; `null` if it has none.
 *
 * @example A tag
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { attributeOf, tabulate } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const session = { session_id: "1", client_id: "9", custom_tags: { plan: "premium" } };
 * const table = await tabulate([session], CONTENT);
 * assertEquals(attributeOf(table, 0, "plan"), "premium");
 * assertEquals(attributeOf(table, 0, "cdn"), null);
 * ```
 */
export function attributeOf(table: SessionTable, row: number, name: string): string | null {
  const attribute = table.attributes.get(name);
  return attribute?.values[attribute.codes[row]!] ?? null;
}
