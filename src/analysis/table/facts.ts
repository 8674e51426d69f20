import type { OutcomeFact } from "../../../gen/endpoint.ts";

/** What is true or false of a session, or not known. */
export type FactName =
  | "vsf"
  | "vsfTechnical"
  | "vsfBusiness"
  | "ebvs"
  | "vpf"
  | "vpfTechnical"
  | "vpfBusiness"
  | "played"
  | "live";

/**
 * The bit of each fact.
 *
 * @example How many sessions of a table played
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { FACT, tabulate } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const table = await tabulate([{ session_id: "1", client_id: "9", playing_time_ms: 5 }], CONTENT);
 * assertEquals(table.holds.filter((facts) => (facts & FACT.played) !== 0).length, 1);
 * ```
 */
export const FACT: Readonly<Record<FactName, number>> = {
  vsf: 1,
  vsfTechnical: 2,
  vsfBusiness: 4,
  ebvs: 8,
  vpf: 16,
  vpfTechnical: 32,
  vpfBusiness: 64,
  played: 128,
  live: 256,
};

/** The facts that hold, and those that are known either way, as bits. */
export interface Facts {
  /** Bits of those that hold. */
  readonly holds: number;
  /** Bits of those that are known. */
  readonly known: number;
}

/** The fact that a flag of an outcome tells. */
export function factOfOutcome({ kind, reason }: OutcomeFact): number {
  if (kind === "EBVS") return FACT.ebvs;
  const [all, technical, business] = FAILURES[kind];
  return reason === undefined ? all : reason === "technical" ? technical : business;
}

const FAILURES = {
  VSF: [FACT.vsf, FACT.vsfTechnical, FACT.vsfBusiness],
  VPF: [FACT.vpf, FACT.vpfTechnical, FACT.vpfBusiness],
} as const;

/**
 * What follows from the flags and times of a record.
 *
 * - A failure for a reason is a failure, and where there is none, there is none for a reason.
 * - An attempt that ended in a fatal error before the first frame is a VSF, not an EBVS (docs).
 * - Played means that at least one frame was shown (docs): not after a VSF or an EBVS; for certain if
 *   the playback failed later, if the time to the first frame is known (Conviva Connect derives
 *   "joined" so: seen), if some of the video was played, or if nothing kept it from starting.
 *
 * @param videoStartMs Time to the first frame, `NaN` if unknown.
 * @param playingMs Time that the video was playing, `NaN` if unknown.
 */
export function concludeFacts(flags: Facts, videoStartMs: number, playingMs: number): Facts {
  let { holds, known } = flags;
  for (const [all, technical, business] of [FAILURES.VSF, FAILURES.VPF]) {
    if ((holds & (technical | business)) !== 0) {
      holds |= all;
      known |= all;
    } else if ((known & all) !== 0 && (holds & all) === 0) {
      known |= technical | business;
    }
  }
  if ((holds & FACT.vsf) !== 0) {
    holds &= ~FACT.ebvs;
    known |= FACT.ebvs;
  }
  if ((holds & (FACT.vsf | FACT.ebvs)) !== 0) return { holds, known: known | FACT.played };
  const isPlayed = (holds & FACT.vpf) !== 0 || videoStartMs >= 0 || playingMs > 0 ||
    ((known & FACT.vsf) !== 0 && (known & FACT.ebvs) !== 0);
  return isPlayed ? { holds: holds | FACT.played, known: known | FACT.played } : { holds, known };
}
