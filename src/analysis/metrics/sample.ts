import type { MeasureName } from "../../../gen/endpoint.ts";
import { type Moments, momentsOf } from "../statistics/moments.ts";
import { FACT } from "../table/facts.ts";
import type { SessionTable } from "../table/session_table.ts";
import type { MeanRule, MetricRule, RatioRule, ShareRule } from "./metric.ts";

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

/** The rules of metrics that are a sum over a sum. */
export type SumRule = ShareRule | RatioRule | MeanRule;

/** The sessions that a metric counts, and what each of them adds. */
export interface Contributions {
  /** Their rows in the table. */
  readonly rows: Uint32Array;
  /** What they add to the numerator. */
  readonly xs: Float64Array;
  /** What they add to the denominator: 1 for each session, but for ratios. */
  readonly ys: Float64Array;
}

/** Some sessions of a table, by their rows, and what was worked out of them already. */
export class SessionGroup {
  readonly #sorted = new Map<MeasureName, Float64Array>();

  /** The sessions of some rows; `verdicts` on all of the table's, if thresholds are asked for. */
  constructor(
    readonly table: SessionTable,
    readonly rows: Uint32Array,
    readonly verdicts?: Verdicts,
  ) {}

  /** What the sessions say about a metric. */
  sample(rule: MetricRule): Sample {
    switch (rule.kind) {
      case "count": {
        if (!rule.of) return { kind: "count", n: this.rows.length, hits: this.rows.length };
        return { kind: "count", ...this.#count({ kind: "share", of: rule.of }) };
      }
      case "share":
        return { kind: "share", ...this.#count(rule) };
      case "ratio":
      case "mean": {
        const { xs, ys } = this.contributions(rule);
        return { kind: rule.kind, n: xs.length, moments: momentsOf(xs, ys) };
      }
      case "percentile": {
        const sorted = this.#sortedValues(rule.of);
        return { kind: "percentile", n: sorted.length, sorted, probability: rule.probability };
      }
    }
  }

  #count(rule: ShareRule): { n: number; hits: number } {
    const { x } = this.#readers(rule);
    let n = 0;
    let hits = 0;
    for (const row of this.rows) {
      const hit = x(row);
      if (!(hit >= 0)) continue;
      n++;
      hits += hit;
    }
    return { n, hits };
  }

  /** What each session adds to a metric that is a ratio of sums. */
  contributions(rule: SumRule): Contributions {
    const { x: readX, y: readY } = this.#readers(rule);
    const rows = new Uint32Array(this.rows.length);
    const xs = new Float64Array(this.rows.length);
    const ys = new Float64Array(this.rows.length);
    let n = 0;
    for (const row of this.rows) {
      const x = readX(row);
      const y = readY(row);
      // What is not known is NaN, which no comparison holds for.
      if (!(x >= 0 && y > 0)) continue;
      rows[n] = row;
      xs[n] = x;
      ys[n++] = y;
    }
    return { rows: rows.subarray(0, n), xs: xs.subarray(0, n), ys: ys.subarray(0, n) };
  }

  /** What a session adds above and below; `NaN` if its record does not tell, or if it is not counted. */
  #readers(rule: SumRule): { x: ReadNumber; y: ReadNumber } {
    const { measures, holds, known } = this.table;
    switch (rule.kind) {
      case "share": {
        if (rule.of === "good") {
          const verdicts = this.verdicts;
          return {
            x: (row) => verdicts && verdicts[row] !== UNKNOWN_VERDICT ? verdicts[row]! : NaN,
            y: one,
          };
        }
        const fact = FACT[rule.of];
        const needed = rule.among ? FACT[rule.among] : 0;
        const x = (row: number) =>
          (holds[row]! & needed) !== needed || (known[row]! & fact) === 0
            ? NaN
            : (holds[row]! & fact) === 0
            ? 0
            : 1;
        return { x, y: one };
      }
      case "ratio": {
        const values = measures[rule.of];
        const weights = rule.weight && measures[rule.weight];
        const [first, ...others] = rule.over.map((name) => measures[name]);
        return {
          x: weights ? (row) => values[row]! * weights[row]! : (row) => values[row]!,
          y: (row) => {
            let y = first![row]!;
            for (const other of others) y += other[row]!;
            return y;
          },
        };
      }
      case "mean": {
        const values = measures[rule.of];
        return { x: (row) => (holds[row]! & FACT.played) === 0 ? NaN : values[row]!, y: one };
      }
    }
  }

  #sortedValues(measure: MeasureName): Float64Array {
    const known = this.#sorted.get(measure);
    if (known) return known;
    const sorted = this.contributions({ kind: "mean", of: measure }).xs.sort();
    this.#sorted.set(measure, sorted);
    return sorted;
  }
}

type ReadNumber = (row: number) => number;

const one = () => 1;
