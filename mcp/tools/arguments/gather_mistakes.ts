import { QueryError, type QueryFinding, SessionsError } from "../../../src/mod.ts";

/** Gathers what is wrong, so that a caller hears of all mistakes at once. */
export interface Mistakes {
  readonly findings: readonly QueryFinding[];
  /** What a check returns; `undefined` if it found mistakes, which are kept. */
  of<Result>(check: () => Result | Promise<Result>): Promise<Result | undefined>;
}

/** Starts to gather what is wrong. */
export function gatherMistakes(): Mistakes {
  const findings: QueryFinding[] = [];
  return {
    findings,
    async of(check) {
      try {
        return await check();
      } catch (error) {
        if (!(error instanceof QueryError) || error.findings.length === 0) throw error;
        findings.push(...error.findings);
        return undefined;
      }
    },
  };
}

/** What a check finds wrong; nothing if something else keeps it from its end. */
export async function findMistakes(
  check: () => Promise<unknown>,
): Promise<readonly QueryFinding[]> {
  const mistakes = gatherMistakes();
  try {
    await mistakes.of(check);
  } catch (error) {
    if (!(error instanceof SessionsError)) throw error;
  }
  return mistakes.findings;
}
