import type { Endpoint, OutcomeFact } from "../../../gen/endpoint.ts";
import { FACT } from "../../analysis/table/facts.ts";
import type { SessionTable } from "../../analysis/table/session_table.ts";
import type { ProblemMetric } from "../answers.ts";

/** What makes a session bad. */
export interface ProblemRule {
  /** The metric. */
  readonly metric: ProblemMetric;
  /** The fact that makes it bad; absent where a value does. */
  readonly fact?: number;
  /** Whether only plays count. */
  readonly isOfPlays: boolean;
  /** How the API's flag for it says so; absent where there is none. */
  readonly outcome?: OutcomeFact["kind"];
  /** The unit of the value that makes it bad. */
  readonly unit?: "ms" | "share";
}

/** All that can be wrong, in the order of answers. */
export const PROBLEM_RULES: readonly ProblemRule[] = [
  { metric: "vsf", fact: FACT.vsf!, isOfPlays: false, outcome: "VSF" },
  { metric: "ebvs", fact: FACT.ebvs!, isOfPlays: false, outcome: "EBVS" },
  // The API has ended sessions only, so that a play of its is an ended play.
  { metric: "vpf", fact: FACT.vpf!, isOfPlays: true, outcome: "VPF" },
  { metric: "slow_start", isOfPlays: true, unit: "ms" },
  { metric: "rebuffering", isOfPlays: true, unit: "share" },
];

/** What is wrong, with the limit of its value where it has one. */
export interface Problematic extends ProblemRule {
  /** A play whose value is above it is bad. */
  readonly limit?: number;
}

/** The value of each session that can make it bad; `NaN` where it does not count. */
export function valuesOf({ unit }: ProblemRule, table: SessionTable): Float64Array {
  const { videoStartMs, playingMs, rebufferingMs } = table.measures;
  return Float64Array.from({ length: table.length }, (_, row) => {
    if ((table.holds[row]! & FACT.played!) === 0) return NaN;
    if (unit === "ms") return videoStartMs[row]!;
    const allMs = playingMs[row]! + rebufferingMs[row]!;
    return allMs > 0 ? rebufferingMs[row]! / allMs : NaN;
  });
}

/** Whether a session is bad. */
export const GOOD = 0;
/** It is. */
export const BAD = 1;
/** Its record does not tell, or it is no session that counts. */
export const UNKNOWN = 2;

/** Whether each session of a table is bad. */
export function verdictsOf(problem: Problematic, table: SessionTable): Uint8Array {
  const verdicts = new Uint8Array(table.length).fill(UNKNOWN);
  const { fact, isOfPlays, limit = Infinity } = problem;
  if (fact === undefined) {
    valuesOf(problem, table).forEach((value, row) => {
      if (!Number.isNaN(value)) verdicts[row] = value > limit ? BAD : GOOD;
    });
    return verdicts;
  }
  for (let row = 0; row < table.length; row++) {
    if (isOfPlays && (table.holds[row]! & FACT.played!) === 0) continue;
    if ((table.known[row]! & fact) === 0) continue;
    verdicts[row] = (table.holds[row]! & fact) === 0 ? GOOD : BAD;
  }
  return verdicts;
}

/** The filter by which the API has the bad sessions alone; `undefined` if there is none. */
export function outcomeFilter({ outcome }: ProblemRule, endpoint: Endpoint): string | undefined {
  return endpoint.fields.find((field) =>
    field.type === "boolean" && field.outcome?.kind === outcome &&
    field.outcome?.reason === undefined && endpoint.parameters[field.path]?.role === "filter"
  )?.path;
}
