/**
 * A simulated Sessions API: for trying, testing and benchmarking without an account.
 *
 * @module
 */
export type {
  AnswerFact,
  DimensionFact,
  Endpoint,
  FieldFact,
  Grade,
  KeyFact,
  LimitFacts,
  LiveFact,
  MeasureName,
  OutcomeFact,
  ParameterFact,
  RangeFact,
  RateFact,
} from "../gen/endpoint.ts";
export type { components } from "../gen/schema.ts";
export type { Burst } from "./burst.ts";
export { runSandboxCommand, type SandboxCommandContext } from "./shell/command.ts";
export { createSandbox, createSandboxHandler, type InProcessSandbox } from "./create_sandbox.ts";
export {
  ANSWER_FAULTS,
  type AnswerFault,
  type CustomAnswer,
  type FaultKind,
  type FaultOptions,
  type Faults,
  SHAPE_FAULTS,
  type ShapeFault,
} from "./faults/faults.ts";
export { ConnectionReset } from "./faults/faulty_answer.ts";
export type { ClockOptions, RetryAfter } from "./clock.ts";
export type { RequestInfo, SandboxHandler } from "./http/handler.ts";
export { defaultIncidents, type Incident, type IncidentKind } from "./incident.ts";
export { isHidden } from "./answer/listing.ts";
export type { SessionOrder } from "./answer/session_order.ts";
export type { ListingOptions, WindowRounding } from "./answer/listing_options.ts";
export {
  REFUSAL_SHAPES,
  type RefusalOptions,
  type RefusalShape,
  type RefusalWords,
} from "./http/refusals.ts";
export type { RequestLogEntry } from "./http/request_log.ts";
export {
  type AccountOptions,
  type EmptyAnswer,
  type KeptSessions,
  type Rate,
  SANDBOX_CREDENTIALS,
  type SandboxCredentials,
  type SandboxOptions,
  type SandboxRateLimits,
} from "./sandbox_options.ts";
export { type ListenOptions, type Sandbox, startSandbox } from "./start_sandbox.ts";
export type { WireFilters } from "./universe/attributes/attribute_predicate.ts";
export type { SessionRecord } from "./universe/session_writer.ts";
export { hasValue, type ValueOptions, type ValueShares } from "./values/deviating_values.ts";
export type { IdentityKind } from "./values/identity_edits.ts";
export type { NumberKind } from "./values/number_edits.ts";
export type { TextKind } from "./values/text_edits.ts";
export type { TimeKind } from "./values/time_edits.ts";
export { VALUE_KINDS, type ValueKind } from "./values/value_kinds.ts";
export type { TimeSpan, WindowSemantics } from "./answer/window_semantics.ts";
export type { SessionIdentity } from "./world.ts";
