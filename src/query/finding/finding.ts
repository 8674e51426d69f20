import type { Allowed, Correction, QueryFinding, WayOut } from "../../errors.ts";
import { describe } from "./describe.ts";

/** What is wrong with a value, whichever parameter it was given for. */
export interface Mistake {
  /** What is wrong. */
  readonly problem: string;
  /** What is allowed. */
  readonly allowed: Allowed;
  /** Part of a query that means what was meant; absent if that is not known. */
  readonly correction?: Correction;
  /** How to get what was meant, where no part of a query says it. */
  readonly wayOut?: WayOut;
}

/** Makes a finding; one about something absent says what is absent instead of the value. */
export function finding(
  parameter: string,
  received: { value: unknown } | { absent: string },
  { problem, allowed, correction, wayOut }: Mistake,
): QueryFinding {
  return {
    parameter,
    received: "absent" in received ? received.absent : describe(received.value),
    problem,
    allowed,
    ...correction && { correction },
    ...wayOut && { wayOut },
  };
}

/** Takes a finding. */
export type Report = (
  parameter: string,
  received: { value: unknown } | { absent: string },
  mistake: Mistake,
) => void;
