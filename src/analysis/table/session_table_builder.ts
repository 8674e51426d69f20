import type { Endpoint, FieldFact } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import { fieldValue } from "../../session/decode/field_value.ts";
import type { Session } from "../../session/session.ts";
import { AttributeColumn, NumberColumn } from "./columns.ts";
import { concludeFacts, FACT, factOfOutcome } from "./facts.ts";
import { readAttributes, textOf } from "./read_attributes.ts";
import { type Measure, MEASURES, type SessionTable } from "./session_table.ts";

/** What a table keeps of sessions. */
export interface TableOptions {
  /**
   * The dimensions and tags to keep, also an account's own. Default: every dimension of the catalogue
   * and every tag that occurs.
   */
  readonly attributes?: readonly string[];
}

/** Sessions as columns, as a reader of a database has them. */
export interface SessionColumns {
  /** Number of sessions. */
  readonly length: number;
  /** Values by the path of their field, for example `network_info.cdn`; absent ones are unknown. */
  readonly fields: Readonly<Record<string, ArrayLike<unknown>>>;
  /** Values of tags and of an account's own dimensions, by name. */
  readonly tags?: Readonly<Record<string, ArrayLike<unknown>>>;
  /** Values of dimensions and tags of whatever kind, by name; of several of one, the first count. */
  readonly attributes?: readonly (readonly [name: string, values: ArrayLike<unknown>])[];
}

/** What fills a table, by the spec. */
const sources = perEndpoint(({ fields, key, dimensions }) => ({
  measures: fields.flatMap(({ path, measure, minimum }): MeasureSource[] => {
    const found = path === key.start ? "startMs" : path === key.end ? "endMs" : measure;
    return found ? [{ measure: found, path, minimum: minimum ?? -Infinity }] : [];
  }),
  flags: fields.filter(isFlag).map(({ path, outcome }) => ({ path, fact: factOfOutcome(outcome) })),
  dimensions: Object.entries(dimensions),
  liveWords: new Map(
    Object.entries(dimensions).flatMap(([name, { live }]) =>
      live
        ? [[
          name,
          new Map([
            ...live.live.map((word) => [word, true] as const),
            ...live.onDemand.map((word) => [word, false] as const),
          ]),
        ]]
        : []
    ),
  ),
}));

interface MeasureSource {
  readonly measure: Measure;
  readonly path: string;
  readonly minimum: number;
}

function isFlag(field: FieldFact): field is FieldFact & Required<Pick<FieldFact, "outcome">> {
  return field.type === "boolean" && field.outcome !== undefined;
}

/**
 * Builds a table, session by session or column by column.
 *
 * @example Columns of a database, without sessions
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { SessionTableBuilder } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const builder = new SessionTableBuilder(CONTENT);
 * builder.addColumns({ length: 2, fields: { playing_time_ms: [900, null] }, tags: { plan: ["a", "b"] } });
 * assertEquals([...builder.build().measures.playingMs], [900, NaN]);
 * ```
 */
export class SessionTableBuilder {
  readonly #endpoint: Endpoint;
  readonly #wanted: ReadonlySet<string> | undefined;
  /** What has to be read for the wanted attributes and for whether a session was live. */
  readonly #read: ReadonlySet<string> | undefined;
  readonly #measures = new Map<Measure, NumberColumn<Float64Array>>(
    MEASURES.map((measure) => [measure, new NumberColumn((length) => new Float64Array(length))]),
  );
  readonly #holds = new NumberColumn((length) => new Uint16Array(length));
  readonly #known = new NumberColumn((length) => new Uint16Array(length));
  readonly #attributes = new Map<string, AttributeColumn>();
  #length = 0;
  /** Whether the session that is being added was live, once a value has told. */
  #isLive: boolean | undefined;

  /** An empty table of an endpoint's sessions. */
  constructor(endpoint: Endpoint, { attributes }: TableOptions = {}) {
    this.#endpoint = endpoint;
    if (!attributes) return;
    this.#wanted = new Set(attributes);
    this.#read = new Set([...attributes, ...sources(endpoint).liveWords.keys()]);
  }

  /** Sessions added so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds a session. */
  add(session: Session): void {
    this.#isLive = undefined;
    readAttributes(session, this.#endpoint, this.#read, this.#take);
    this.#finishRow((path) => fieldValue(session, path));
  }

  /** Adds sessions that are columns already, without making sessions of them. */
  addColumns({ length, fields, tags = {}, attributes = [] }: SessionColumns): void {
    const first = this.#length;
    const isLive = new Array<boolean | undefined>(length);
    const columns = [...this.#attributeColumns(fields, tags), ...attributes]
      .filter(([name]) => this.#read?.has(name) ?? true);
    for (const [name, values] of columns) {
      const words = sources(this.#endpoint).liveWords.get(name);
      let column: AttributeColumn | undefined;
      for (let index = 0; index < length; index++) {
        const text = textOf(values[index]);
        if (text === undefined) continue;
        if (words) isLive[index] ??= words.get(text.trim().toLowerCase());
        column ??= this.#columnOf(name);
        column?.setFirst(first + index, text);
      }
    }
    this.#addMeasures(fields, length);
    this.#addFacts(fields, isLive, length);
    this.#length += length;
  }

  /** The table of all sessions added so far; more may be added for a later one. */
  build(): SessionTable {
    const { measures: sourcesOfMeasures } = sources(this.#endpoint);
    const length = this.#length;
    const measures = Object.fromEntries(
      [...this.#measures].map(([measure, column]) => [measure, column.first(length)]),
    ) as Record<Measure, Float64Array>;
    const attributes = new Map(
      [...this.#attributes].map(([name, column]) => [name, column.first(length, name)]),
    );
    const holds = this.#holds.first(length);
    const known = this.#known.first(length);
    const columns = [
      ...Object.values(measures),
      ...[...attributes.values()].map(({ codes }) => codes),
      holds,
      known,
    ];
    return {
      endpoint: this.#endpoint,
      length,
      measures,
      measureFields: Object.fromEntries(
        sourcesOfMeasures.map(({ measure, path }) => [measure, path]),
      ),
      holds,
      known,
      attributes,
      bytes: columns.reduce((sum, { byteLength }) => sum + byteLength, 0),
    };
  }

  readonly #take = (name: string, value: string): void => {
    const words = sources(this.#endpoint).liveWords.get(name);
    if (words) this.#isLive ??= words.get(value.trim().toLowerCase());
    this.#columnOf(name)?.setFirst(this.#length, value);
  };

  /** The column of an attribute, made when it is first needed; `undefined` if it is not wanted. */
  #columnOf(name: string): AttributeColumn | undefined {
    if (this.#wanted && !this.#wanted.has(name)) return undefined;
    let column = this.#attributes.get(name);
    if (!column) this.#attributes.set(name, column = new AttributeColumn());
    return column;
  }

  #finishRow(valueOf: (path: string) => unknown): void {
    const { measures, flags } = sources(this.#endpoint);
    const row = this.#length++;
    for (const column of this.#measures.values()) column.set(row, NaN);
    let videoStartMs = NaN;
    let playingMs = NaN;
    for (const { measure, path, minimum } of measures) {
      const value = numberOf(valueOf(path), minimum);
      this.#measures.get(measure)!.set(row, value);
      if (measure === "videoStartMs") videoStartMs = value;
      if (measure === "playingMs") playingMs = value;
    }
    let holds = 0;
    let known = 0;
    for (const { path, fact } of flags) {
      const value = valueOf(path);
      if (typeof value !== "boolean") continue;
      known |= fact;
      if (value) holds |= fact;
    }
    const facts = concludeFacts({ holds, known }, videoStartMs, playingMs);
    this.#holds.set(row, facts.holds | (this.#isLive ? FACT.live : 0));
    this.#known.set(row, facts.known | (this.#isLive === undefined ? 0 : FACT.live));
  }

  // A loop a column is several times faster than one over rows that looks for each column.
  #addMeasures(fields: SessionColumns["fields"], length: number): void {
    const { measures } = sources(this.#endpoint);
    for (const [measure, column] of this.#measures) {
      const numbers = column.room(this.#length, length);
      numbers.fill(NaN);
      for (const { path, minimum, ...source } of measures) {
        const values = fields[path];
        if (source.measure !== measure || !values) continue;
        for (let index = 0; index < length; index++) {
          numbers[index] = numberOf(values[index], minimum);
        }
      }
    }
  }

  #addFacts(
    fields: SessionColumns["fields"],
    isLive: readonly (boolean | undefined)[],
    length: number,
  ): void {
    const { flags } = sources(this.#endpoint);
    const [holds, known] = [this.#holds, this.#known].map((column) => {
      const bits = column.room(this.#length, length);
      return bits.fill(0);
    }) as [Uint16Array, Uint16Array];
    for (const { path, fact } of flags) {
      const values = fields[path];
      if (!values) continue;
      for (let index = 0; index < length; index++) {
        const value = values[index];
        if (typeof value !== "boolean") continue;
        known[index]! |= fact;
        if (value) holds[index]! |= fact;
      }
    }
    const [starts, plays] = (["videoStartMs", "playingMs"] as const).map((measure) =>
      this.#measures.get(measure)!.room(this.#length, length)
    ) as [Float64Array, Float64Array];
    for (let index = 0; index < length; index++) {
      const flagged = { holds: holds[index]!, known: known[index]! };
      const facts = concludeFacts(flagged, starts[index]!, plays[index]!);
      holds[index] = facts.holds | (isLive[index] ? FACT.live : 0);
      known[index] = facts.known | (isLive[index] === undefined ? 0 : FACT.live);
    }
  }

  /** The columns that may have the values of each attribute, those that count first ahead. */
  #attributeColumns(
    fields: SessionColumns["fields"],
    tags: NonNullable<SessionColumns["tags"]>,
  ): [name: string, column: ArrayLike<unknown>][] {
    const { dimensions } = sources(this.#endpoint);
    const carriers = new Set(dimensions.flatMap(([, { tag }]) => tag ?? []));
    const found: [name: string, column: ArrayLike<unknown> | undefined][] = [
      ...dimensions.flatMap(([name, { paths, tag }]) => [
        ...paths.map((path) => [name, fields[path]] as [string, ArrayLike<unknown> | undefined]),
        [name, tag === undefined ? undefined : tags[tag]] as [string, undefined],
      ]),
      ...Object.entries(tags).filter(([name]) => this.#wanted?.has(name) ?? !carriers.has(name)),
    ];
    return found.filter((pair): pair is [string, ArrayLike<unknown>] => pair[1] !== undefined);
  }
}

/** A measure of a record; `NaN` for what is no number, or below the least that is known. */
function numberOf(value: unknown, minimum: number): number {
  const number = typeof value === "number" || typeof value === "bigint" ? Number(value) : NaN;
  return Number.isFinite(number) && number >= minimum ? number : NaN;
}
