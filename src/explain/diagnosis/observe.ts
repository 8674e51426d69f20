import type { Observations } from "../../analysis/diagnosis/mod.ts";
import type { Collected } from "./collect/collected.ts";
import { BAD, type Problematic, UNKNOWN, verdictsOf } from "./problem.ts";

/** How many sessions each row stands for that tell whether they are bad, and bad ones of them. */
export type Counted = Pick<Observations, "sessions" | "bad">;

/**
 * Counts sessions and bad ones. Where all failures were asked for as such, these are the bad ones, and
 * the good ones of the sample stand for all good ones: a case-control study whose controls have known
 * weights (Breslow and Day, Statistical Methods in Cancer Research I, IARC 32, 1980, chapter 3).
 */
export function count(
  problem: Problematic,
  { table, sampled, weights, failures }: Collected,
): Counted {
  const verdicts = verdictsOf(problem, table);
  const sessions = new Uint32Array(table.length);
  const bad = new Uint8Array(table.length);
  const apart = failures.get(problem.metric);
  for (let row = 0; row < sampled; row++) {
    const isBad = verdicts[row] === BAD;
    if (verdicts[row] === UNKNOWN || (apart && isBad)) continue;
    sessions[row] = apart ? weights[row]! : 1;
    bad[row] = isBad ? 1 : 0;
  }
  if (apart) {
    sessions.fill(1, apart.fromRow, apart.toRow);
    bad.fill(1, apart.fromRow, apart.toRow);
  }
  return { sessions, bad };
}
