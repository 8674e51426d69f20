import {
  type GapCause,
  partialGap,
  smallestWindowGap,
  spanningGap,
} from "../../session/coverage/gaps.ts";
import type { WindowShape } from "../axis/window_shape.ts";
import { isSplittingInVain } from "../forecast/full_response.ts";
import type { WindowEvidence } from "../types.ts";
import type { MoreVerdict } from "./more_claims.ts";

/** What is known about an answer beside its sessions. */
export interface AnswerFacts {
  /** Its records. */
  readonly length: number;
  /** The limit that it was asked with. */
  readonly limit: number;
  /** Records from which on an answer is not complete: the limit, or where the API cuts off. */
  readonly fullLength: number;
  /** Whether it lacks sessions that its window is known to have. */
  readonly isLacking: boolean;
  /** What the API said of sessions that are not in it, if it did, and what is to be made of that. */
  readonly more: { readonly words: string; readonly verdict: MoreVerdict } | undefined;
  /** Unit that the API may have rounded its window to; 0 if nothing looks like it. */
  readonly roundingUnitMs: number;
  /** Whether its length is one at which the API may cut off in silence. */
  readonly isSuspected: boolean;
  /** What shows that it is whole, if nothing above speaks against it. */
  readonly evidence: WindowEvidence;
  /** How its sessions lie in the window. */
  readonly shape: WindowShape;
  /** Width of its window. */
  readonly widthMs: number;
  /** Width up to which windows are not split. */
  readonly minWindowMs: number;
  /** Whether the API answers a shorter window with the same sessions. */
  readonly isFinestUnit: boolean;
}

/** What an answer says about its window. */
export type AnswerVerdict =
  /** All came; with what shows it. */
  | { readonly kind: "whole"; readonly evidence: WindowEvidence }
  /** It may have been cut off in silence: a part of its window has to be asked to tell. */
  | { readonly kind: "suspect" }
  /** Its edges are empty as if the API had rounded its window to a unit. */
  | { readonly kind: "rounded"; readonly unitMs: number }
  /** More sessions than fit, or than the API gave: shorter windows bring them. */
  | { readonly kind: "full"; readonly sign: "length" | "claim" }
  /** It says that there is more, though shorter windows brought nothing: that may pass. */
  | { readonly kind: "ask_again" }
  /** Short of sessions, and no shorter window helps. */
  | (GapCause & {
    readonly kind: "in_vain";
    readonly cause: "spanning" | "smallest" | "claim";
  });

/** Decides what an answer says about its window. */
export function judgeAnswer(facts: AnswerFacts): AnswerVerdict {
  const { length, fullLength, isLacking, more, roundingUnitMs } = facts;
  if (isLacking || length >= fullLength) return judgeFull(facts);
  if (more) return judgeClaim(facts, more);
  if (roundingUnitMs > 0) return { kind: "rounded", unitMs: roundingUnitMs };
  return facts.isSuspected ? { kind: "suspect" } : { kind: "whole", evidence: facts.evidence };
}

function judgeFull(facts: AnswerFacts): AnswerVerdict {
  const { limit, fullLength, minWindowMs } = facts;
  const widthMs = Math.max(minWindowMs, facts.widthMs);
  if (isSplittingInVain(facts.shape)) {
    return { kind: "in_vain", cause: "spanning", ...spanningGap(fullLength, limit) };
  }
  return isUnsplittable(facts)
    ? {
      kind: "in_vain",
      cause: "smallest",
      ...smallestWindowGap(fullLength, limit, widthMs),
    }
    : { kind: "full", sign: "length" };
}

function judgeClaim(
  facts: AnswerFacts,
  { words, verdict }: NonNullable<AnswerFacts["more"]>,
): AnswerVerdict {
  const partial = { kind: "in_vain", ...partialGap(words) } as const;
  if (verdict === "ask_again") return { kind: "ask_again" };
  if (verdict === "believe") return { ...partial, cause: "claim" };
  // Sessions that span the window say nothing here: it is not they that leave no room for others.
  return isUnsplittable(facts)
    ? { ...partial, cause: "smallest" }
    : { kind: "full", sign: "claim" };
}

function isUnsplittable({ widthMs, minWindowMs, isFinestUnit }: AnswerFacts): boolean {
  return widthMs <= minWindowMs || isFinestUnit;
}
