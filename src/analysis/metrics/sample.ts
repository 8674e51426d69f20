import { type Moments, momentsOf } from "../statistics/moments.ts";
import { FACT, type FactName } from "../table/facts.ts";
import type { Measure, SessionTable } from "../table/session_table.ts";
import type { MeanRule, MetricRule, RatioRule } from "./metric.ts";

/** Whether each session of a table meets thresholds: 1 if so, 0 if not, 2 if that is not known. */
export type Verdicts = Uint8Array;
/** It is not known whether a session meets the thresholds. */
export const UNKNOWN_VERDICT = 2;

/** What sessions say about a metric: what its value, its interval and its tests need. */
export type Sample =
  /** Of `n` sessions whose records tell, those of which something is true. */
  | { readonly kind: "count" | "share"; readonly n: number; readonly hits: number }
  /** Numerators and denominators. */
  | { readonly kind: "ratio" | "mean"; readonly n: number; readonly moments: Moments }
  /** Numbers in order. */
  | {
    readonly kind: "percentile";
    readonly n: number;
    readonly sorted: Float64Array;
    readonly probability: number;
  };

/** Some sessions of a table, by their rows, and what was worked out of them already. */
export class SessionGroup {
  readonly #sorted = new Map<Measure, Float64Array>();

  /** The sessions of some rows; `verdicts` on all of the table's, if thresholds are asked for. */
  constructor(
    readonly table: SessionTable,
    readonly rows: Uint32Array,
    readonly verdicts?: Verdicts,
  ) {}

  /** What the sessions say about a metric. */
  sample(rule: MetricRule): Sample {
    switch (rule.kind) {
      case "count":
        return { kind: "count", ...this.#count(rule.of) };
      case "share":
        return {
          kind: "share",
          ...rule.of === "good" ? this.#countGood() : this.#count(rule.of, rule.among),
        };
      case "ratio":
        return { kind: "ratio", ...this.#ratio(rule) };
      case "mean":
        return { kind: "mean", ...this.#mean(rule) };
      case "percentile": {
        const sorted = this.#sortedValues(rule.of);
        return { kind: "percentile", n: sorted.length, sorted, probability: rule.probability };
      }
    }
  }

  #count(of?: FactName, among?: FactName): { n: number; hits: number } {
    if (!of) return { n: this.rows.length, hits: this.rows.length };
    const { holds, known } = this.table;
    const fact = FACT[of];
    const needed = among ? FACT[among] : 0;
    let n = 0;
    let hits = 0;
    for (const row of this.rows) {
      if ((holds[row]! & needed) !== needed || (known[row]! & fact) === 0) continue;
      n++;
      if ((holds[row]! & fact) !== 0) hits++;
    }
    return { n, hits };
  }

  #countGood(): { n: number; hits: number } {
    let n = 0;
    let hits = 0;
    for (const row of this.verdicts ? this.rows : []) {
      const verdict = this.verdicts![row]!;
      if (verdict === UNKNOWN_VERDICT) continue;
      n++;
      hits += verdict;
    }
    return { n, hits };
  }

  #ratio({ of, weight, over }: RatioRule): { n: number; moments: Moments } {
    const { measures } = this.table;
    const values = measures[of];
    const weights = weight && measures[weight];
    const parts = over.map((name) => measures[name]);
    const xs = new Float64Array(this.rows.length);
    const ys = new Float64Array(this.rows.length);
    let n = 0;
    for (const row of this.rows) {
      let y = 0;
      for (const part of parts) y += part[row]!;
      const x = weights ? values[row]! * weights[row]! : values[row]!;
      // What is not known is NaN, which no comparison holds for.
      if (!(y > 0 && x >= 0)) continue;
      xs[n] = x;
      ys[n++] = y;
    }
    return { n, moments: momentsOf(xs.subarray(0, n), ys.subarray(0, n)) };
  }

  #mean({ of }: MeanRule): { n: number; moments: Moments } {
    const values = this.#values(of);
    return {
      n: values.length,
      moments: momentsOf(values, new Float64Array(values.length).fill(1)),
    };
  }

  #sortedValues(measure: Measure): Float64Array {
    const known = this.#sorted.get(measure);
    if (known) return known;
    const sorted = this.#values(measure).sort();
    this.#sorted.set(measure, sorted);
    return sorted;
  }

  /** The values of a measure of the sessions that played and have it. */
  #values(measure: Measure): Float64Array {
    const { measures, holds } = this.table;
    const column = measures[measure];
    const values = new Float64Array(this.rows.length);
    let n = 0;
    for (const row of this.rows) {
      if ((holds[row]! & FACT.played) !== 0 && column[row]! >= 0) values[n++] = column[row]!;
    }
    return values.slice(0, n);
  }
}
