import { drawer, mix } from "../universe/hash.ts";

/** Faults that stand in for an answer. At most one happens to a request, the first that is drawn. */
export const ANSWER_FAULTS = [
  "rate_limited",
  "server_error",
  "unavailable",
  "html_error",
  "html_page",
  "empty_body",
  "truncated_json",
  "reset",
  "slow_body",
  "redirect",
  "cross_origin_redirect",
] as const;

/** Faults in the shape of the sessions. Several can happen at once. */
export const SHAPE_FAULTS = [
  "string_values",
  "missing_fields",
  "v2_names",
  "bare_array",
  "unreadable_records",
] as const;

/** A fault that stands in for an answer. */
export type AnswerFault = typeof ANSWER_FAULTS[number];

/** A fault in the shape of the sessions. */
export type ShapeFault = typeof SHAPE_FAULTS[number];

/** A fault that can be injected. */
export type FaultKind = AnswerFault | ShapeFault;

/** Probability of each fault, 0 to 1. */
export type Faults = Readonly<Partial<Record<FaultKind, number>>>;

/** What goes wrong with one request. */
export interface DrawnFaults {
  readonly answer: AnswerFault | undefined;
  readonly shapes: readonly ShapeFault[];
}

const DRAWERS = new Map(
  [...ANSWER_FAULTS, ...SHAPE_FAULTS].map((kind) => [kind as FaultKind, drawer(`fault/${kind}`)]),
);

/** Draws the faults of the request of a number: the same seed always draws the same. */
export function drawFaults(faults: Faults, seed: number, requestNumber: number): DrawnFaults {
  const key = mix(mix(seed, 0xfa17), requestNumber);
  const happens = (kind: FaultKind) => DRAWERS.get(kind)!(key) < (faults[kind] ?? 0);
  return { answer: ANSWER_FAULTS.find(happens), shapes: SHAPE_FAULTS.filter(happens) };
}
