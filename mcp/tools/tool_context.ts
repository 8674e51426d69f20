import type {
  AccountDimension,
  Endpoint,
  EndpointClient,
  Session,
  SessionsQuery,
} from "../../src/mod.ts";
import type { CursorSealer } from "../cursor.ts";
import type { ResultStore } from "../results/result_store.ts";
import type { ValueMemory } from "../value_memory.ts";

/** What the tools work with. All calls of a process share one. */
export interface ToolContext {
  /** What the tools ask: its limits, filters and fields, known also where there is no client. */
  readonly endpoint: Endpoint;
  /**
   * The client of the endpoint.
   *
   * @throws AuthenticationError that says what to set if there are no credentials.
   */
  readonly client: () => EndpointClient<SessionsQuery<string>>;
  /** The dimensions that the account can filter by; `undefined` if the API does not say. */
  readonly accountDimensions: (
    signal: AbortSignal,
  ) => Promise<readonly AccountDimension[] | undefined>;
  /** Values of dimensions that came by lately. */
  readonly seen: ValueMemory;
  /** The session as a caller may see it: without what identifies its viewer, unless told otherwise. */
  readonly redact: (session: Session) => Session;
  /** An answer as it may leave: what was not redacted before stops here. */
  readonly outgoing: <Value>(answer: Value) => Value;
  readonly cursors: CursorSealer;
  /** Whole results that are kept for a while. */
  readonly results: ResultStore;
  /** A name of so many letters that nobody can guess. */
  readonly randomName: (length: number) => string;
  /** The present in Unix milliseconds. */
  readonly now: () => number;
  /** Most tokens of an answer. */
  readonly tokenBudget: number;
  /** Whether answers are text alone. */
  readonly textOnly: boolean;
  /** Tells the operator of an error that a caller was spared. */
  readonly log: (error: unknown) => void;
}
