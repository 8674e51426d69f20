import type { Metric, MetricKey } from "../metrics/metric.ts";
import type { Contributions, SessionGroup } from "../metrics/sample.ts";
import { CONFIDENCE, normalQuantile } from "../statistics/distributions.ts";
import type { Attribute, SessionTable } from "../table/session_table.ts";

/**
 * How much of a metric's change comes from other sessions (composition), and how much from the same
 * kind of sessions going otherwise (behaviour). The two add up to the difference.
 */
export interface Decomposition {
  /** The metric. */
  readonly metric: MetricKey;
  /** The dimension or tag whose mix changed most, as far as that matters to the metric. */
  readonly dimension: string;
  /** The current value less the baseline's. */
  readonly difference: number;
  /** What the change of the mix alone would have changed. */
  readonly composition: number;
  /** Lower bound of the composition, at 95 % for all dimensions that were tried together. */
  readonly low: number;
  /** Upper bound of the composition. */
  readonly high: number;
  /** What changed within the values of the dimension. */
  readonly behaviour: number;
  /** The values that add most to the composition, most first. */
  readonly values: readonly DecomposedValue[];
}

/** A value of a dimension, and what it adds to the change of a metric. */
export interface DecomposedValue {
  /** The value; `null` for sessions that have none. */
  readonly value: string | null;
  /** Its part of the metric's denominator now. */
  readonly currentShare: number;
  /** Its part of the denominator in the baseline. */
  readonly baselineShare: number;
  /** The metric of its sessions now; `null` if there are none. */
  readonly current: number | null;
  /** The metric of its sessions in the baseline; `null` if there are none. */
  readonly baseline: number | null;
  /** What the change of its part adds. */
  readonly composition: number;
  /** What the change of its own metric adds. */
  readonly behaviour: number;
}

/** A dimension with more values is split too finely to be a mix. */
const MOST_VALUES = 100;
const LISTED_VALUES = 5;

/**
 * Separates composition from behaviour for each metric that is a share, a ratio or a mean, over the
 * dimension where the composition stands out most from chance: Kitagawa, "Components of a difference
 * between two rates", JASA 50 (1955). What goes with an outcome, such as an error, is no mix.
 */
export function decompose(
  current: SessionGroup,
  baseline: SessionGroup,
  metrics: readonly Metric[],
): Decomposition[] {
  const dimensions = comparableDimensions(current.table, baseline.table);
  // The dimension is chosen for standing out, which the interval has to pay for.
  const limit = normalQuantile(1 - (1 - CONFIDENCE) / 2 / Math.max(1, dimensions.length));
  return metrics.flatMap(({ key, rule }) => {
    if (rule.kind === "count" || rule.kind === "percentile") return [];
    const now = current.contributions(rule);
    const then = baseline.contributions(rule);
    let strongest: Split | undefined;
    for (const dimension of dimensions) {
      const split = kitagawa(
        dimension,
        sumsByValue(now, current.table.attributes.get(dimension)!),
        sumsByValue(then, baseline.table.attributes.get(dimension)!),
      );
      if (split && !(strongest && rounded(strongest.score) >= rounded(split.score))) {
        strongest = split;
      }
    }
    if (!strongest) return [];
    const { score: _, error, ...parts } = strongest;
    const { composition } = parts;
    return [{
      metric: key,
      ...parts,
      low: composition - limit * error,
      high: composition + limit * error,
    }];
  });
}

/** The dimensions and tags that both tables have in a few values, outcomes apart. */
function comparableDimensions(current: SessionTable, baseline: SessionTable): string[] {
  return [...current.attributes.values()].flatMap(({ name, values }) => {
    const other = baseline.attributes.get(name);
    const most = Math.max(values.length, other?.values.length ?? Infinity);
    const isOutcome = Object.hasOwn(current.endpoint.dimensions, name) &&
      current.endpoint.dimensions[name]!.outcome !== undefined;
    return isOutcome || most > MOST_VALUES ? [] : [name];
  }).sort();
}

/** Sums differ in their last digits with the order of sessions, which is to decide nothing. */
function rounded(number: number): number {
  return Number(number.toPrecision(9));
}

function byName(one: string | null, other: string | null): number {
  return one === other ? 0 : one === null || (other !== null && one < other) ? -1 : 1;
}

/** The sums of a metric over the sessions of a value: numerator, denominator and its square. */
interface Sums {
  readonly x: number;
  readonly y: number;
  readonly yy: number;
}

const NOTHING: Sums = { x: 0, y: 0, yy: 0 };

function sumsByValue(
  { rows, xs, ys }: Contributions,
  { codes, values }: Attribute,
): ReadonlyMap<string | null, Sums> {
  const sums = values.map(() => ({ x: 0, y: 0, yy: 0 }));
  for (let i = 0; i < rows.length; i++) {
    const sum = sums[codes[rows[i]!]!]!;
    sum.x += xs[i]!;
    sum.y += ys[i]!;
    sum.yy += ys[i]! * ys[i]!;
  }
  return new Map(values.map((value, code) => [value, sums[code]!]));
}

/** A metric's change over one dimension, and how far its composition stands out from chance. */
type Split = Omit<Decomposition, "metric" | "low" | "high"> & {
  readonly score: number;
  readonly error: number;
};

function kitagawa(
  dimension: string,
  now: ReadonlyMap<string | null, Sums>,
  then: ReadonlyMap<string | null, Sums>,
): Split | undefined {
  const [allNow, allThen] = [addUp(now), addUp(then)];
  if (!(allNow.y > 0 && allThen.y > 0)) return undefined;
  const names = [...new Set([...now.keys(), ...then.keys()])];
  const values = names.filter((value) => (now.get(value)?.y ?? 0) + (then.get(value)?.y ?? 0) > 0)
    .map((value) => {
      const [one, other] = [now.get(value) ?? NOTHING, then.get(value) ?? NOTHING];
      const current = one.y > 0 ? one.x / one.y : null;
      const baseline = other.y > 0 ? other.x / other.y : null;
      // A value that only one side has cannot have changed its own metric.
      const [rateNow, rateThen] = [current ?? baseline ?? 0, baseline ?? current ?? 0];
      const [currentShare, baselineShare] = [one.y / allNow.y, other.y / allThen.y];
      return {
        value,
        currentShare,
        baselineShare,
        current,
        baseline,
        composition: (currentShare - baselineShare) * (rateNow + rateThen) / 2,
        behaviour: (rateNow - rateThen) * (currentShare + baselineShare) / 2,
        rate: (rateNow + rateThen) / 2,
        squares: [one.yy / allNow.y ** 2, other.yy / allThen.y ** 2] as const,
      };
    });
  const sum = (part: "composition" | "behaviour") =>
    values.reduce((total, value) => total + value[part], 0);
  // How the mix would vary by chance alone, session by session, at the rates that the values have.
  const varianceOf = (side: 0 | 1) => {
    const share = side === 0 ? "currentShare" : "baselineShare";
    const mean = values.reduce((total, value) => total + value[share] * value.rate, 0);
    return values.reduce(
      (total, { rate, squares }) => total + squares[side] * (rate - mean) ** 2,
      0,
    );
  };
  const error = Math.sqrt(varianceOf(0) + varianceOf(1));
  const composition = sum("composition");
  return {
    dimension,
    difference: allNow.x / allNow.y - allThen.x / allThen.y,
    composition,
    behaviour: sum("behaviour"),
    values: values
      .sort((one, other) =>
        rounded(Math.abs(other.composition)) - rounded(Math.abs(one.composition)) ||
        byName(one.value, other.value)
      )
      .slice(0, LISTED_VALUES)
      .map(({ rate: _, squares: __, ...value }) => value),
    error,
    score: error > 0 ? Math.abs(composition) / error : 0,
  };
}

function addUp(sums: ReadonlyMap<string | null, Sums>): Sums {
  let [x, y, yy] = [0, 0, 0];
  for (const one of sums.values()) {
    x += one.x;
    y += one.y;
    yy += one.yy;
  }
  return { x, y, yy };
}
