import { QueryError, SessionsError } from "../../src/mod.ts";
import { errorWords, findingWords, SHELL_DIALECT, SHELL_FAILURES } from "../../src/view/mod.ts";
import { exitCodeOf } from "../errors/exit_code_of.ts";
import { asSentence } from "../text/words.ts";
import type { Finding } from "./finding.ts";

/** What an error says about a thing, and the way out of it. */
export function failure(subject: string, error: unknown, otherWayOut: string): Finding {
  const exitCode = exitCodeOf(error);
  if (error instanceof QueryError && error.findings.length > 0 && !error.request.status) {
    const { parameter, problem, received, allowed, example, instead } = findingWords(
      error.findings[0]!,
      SHELL_DIALECT,
    );
    return {
      subject,
      state: `${parameter}: ${problem}: received ${received}, allowed is ${allowed}`,
      problem: { wayOut: example ?? instead ?? otherWayOut, exitCode },
    };
  }
  if (!(error instanceof SessionsError)) {
    const state = error instanceof Error ? error.message : String(error);
    return { subject, state, problem: { wayOut: otherWayOut, exitCode } };
  }
  const { message, wayOut } = errorWords(error, SHELL_FAILURES);
  // Where there was no answer, what was tried says more than that.
  const isAnswered = error.request.status !== undefined;
  const known = isAnswered && wayOut !== undefined ? asSentence(wayOut) : undefined;
  return { subject, state: message, problem: { wayOut: known ?? otherWayOut, exitCode } };
}
