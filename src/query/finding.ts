import type { QueryFinding } from "../errors/query_error.ts";
import { describe } from "./describe.ts";
import { type Correction, librarySyntax } from "./library_syntax.ts";

/** What is wrong with a value, whichever parameter it was given for. */
export interface Mistake {
  /** What is wrong. */
  readonly problem: string;
  /** What is allowed. */
  readonly allowed: string;
  /** Part of a query that is right. */
  readonly correction: Correction;
}

/** Makes a finding; one about something absent says what is absent instead of the value. */
export function finding(
  parameter: string,
  received: { value: unknown } | { absent: string },
  { problem, allowed, correction }: Mistake,
): QueryFinding {
  return {
    parameter,
    received: "absent" in received ? received.absent : describe(received.value),
    problem,
    allowed,
    example: librarySyntax(correction),
    correction,
  };
}

/** Takes a finding. */
export type Report = (
  parameter: string,
  received: { value: unknown } | { absent: string },
  mistake: Mistake,
) => void;
