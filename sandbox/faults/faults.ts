import { drawOf, mix } from "../random/hash.ts";
import type { ValueOptions, ValueShares } from "../values/deviating_values.ts";

/**
 * Faults that stand in for an answer. At most one happens to a request, the first that is drawn.
 *
 * @example Get an answer all the same
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { ANSWER_FAULTS, createSandbox } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const faults = Object.fromEntries(ANSWER_FAULTS.map((fault) => [fault, 0.01]));
 * const { credentials, handler } = createSandbox({ faults });
 * const client = createSessionsClient({ credentials, fetch: handler });
 * assert((await client.search({ last: "1h" })).sessions.length > 0);
 * ```
 */
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
  "cut_body",
  "accepted_202",
  "partial_206",
  "error_in_200",
  "says_more",
  "says_whole",
  "stray_413",
  "body_bomb",
] as const;

/**
 * Faults in the shape of the sessions. Several can happen at once.
 *
 * @example Read sessions of every shape at once
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS, SHAPE_FAULTS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const faults = Object.fromEntries(SHAPE_FAULTS.map((fault) => [fault, 1]));
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   fetch: createSandboxHandler({ faults }),
 * });
 * const { sessions } = await client.search({ last: "1h" });
 * assert(sessions.length > 0);
 * ```
 */
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
  /** Share of the sessions that have each kind of value. */
  readonly values: ValueShares;
  /** The answer that stands in for all, if one is drawn. */
  readonly custom: CustomAnswer | undefined;
  /** Number of the request, by which faults of several variants take turns. */
  readonly turn: number;
}

/** An answer of the user's own making. */
export interface CustomAnswer {
  /** Probability, 0 to 1. */
  readonly probability: number;
  /** Status; 200 to 599. */
  readonly status: number;
  /**
   * Body. `$SESSIONS` stands for the list of the sessions that were due, `$LIST` for its name,
   * `$COUNT` for its length, and `$TOTAL` for a number that is larger.
   */
  readonly body: string;
  /** Headers; `content-type: application/json` if it has none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong by chance. */
export interface FaultOptions extends ValueOptions {
  /** Probabilities of faults. Default none. */
  readonly faults?: Faults;
  /** Answers of one's own; the first that is drawn goes before every fault. Default none. */
  readonly answers?: readonly CustomAnswer[];
  /** Bytes of the body of the fault `body_bomb`, uncompressed. Default 1 GiB. */
  readonly bombBytes?: number;
}

const DRAWS = new Map(
  [...ANSWER_FAULTS, ...SHAPE_FAULTS].map((kind) => [kind as FaultKind, drawOf(`fault/${kind}`)]),
);

const drawValues = drawOf("values in an answer");

/** Draws the faults of the request of a number: the same seed always draws the same. */
export function drawFaults(
  { faults = {}, answers = [], values = {}, valuesInAnswers = 1 }: FaultOptions,
  seed: number,
  requestNumber: number,
): DrawnFaults {
  const key = mix(mix(seed, 0xfa17), requestNumber);
  const happens = (kind: FaultKind) => DRAWS.get(kind)!(key) < (faults[kind] ?? 0);
  return {
    answer: ANSWER_FAULTS.find(happens),
    shapes: SHAPE_FAULTS.filter(happens),
    values: drawValues(key) < valuesInAnswers ? values : {},
    custom: answers.find(({ probability }, index) => drawOf(`answer/${index}`)(key) < probability),
    turn: requestNumber,
  };
}
