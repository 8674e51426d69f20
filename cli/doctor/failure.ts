import { QueryError, SessionsError } from "../../src/mod.ts";
import { findingWords, SHELL_DIALECT } from "../../src/view/mod.ts";
import { exitCodeOf } from "../errors/exit_code_of.ts";
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
  const state = error instanceof Error ? error.message : String(error);
  return { subject, state, problem: { wayOut: wayOut(error) ?? otherWayOut, exitCode } };
}

/** What to do about an answer of the API; `undefined` where that is not known. */
function wayOut(error: unknown): string | undefined {
  // Without a status nothing was sent, so that the API has refused nothing.
  if (!(error instanceof SessionsError) || error.request.status === undefined) return undefined;
  switch (error.code) {
    case "authentication":
      return "Make an API key pair in Pulse, API Management, and set " +
        "CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET to it";
    case "permission":
      return "Ask Conviva to enable the Sessions API for the account of this key";
    case "rate_limit":
      return "Wait as long as it says, and find out what else asks with this key";
    default:
      return undefined;
  }
}
