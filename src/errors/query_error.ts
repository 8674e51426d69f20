import { type RequestDetails, SessionsError } from "./sessions_error.ts";

/** One thing that is wrong with a query. */
export interface QueryFinding {
  /** The parameter, as the caller wrote it, for example `limit` or `dimensions.device_os`. */
  readonly parameter: string;
  /** What was received, as text; absent if it was the API that refused it. */
  readonly received?: string;
  /** What is wrong with it; in the API's own words, if it was the API that refused it. */
  readonly problem: string;
  /** What is allowed; absent if it was the API that refused it. */
  readonly allowed?: string;
  /**
   * What was meant, in the syntax of the library, for example `limit: 200`; absent where that is not
   * known, or where the API cannot do it.
   */
  readonly example?: string;
  /** What `example` shows, as part of a query, for a front end with a syntax of its own. */
  readonly correction?: Readonly<Record<string, unknown>>;
  /** How to get what was meant where no part of a query says it. */
  readonly wayOut?: WayOut;
}

/** A way to what was meant that is not a correction; every front end has its own words for it. */
export type WayOut =
  /** Ask for all sessions, and pick those that are meant from what comes. */
  | "filter_locally"
  /** Say which time zone a time is in. */
  | "time_zone"
  /** Ask window by window. */
  | "windows"
  /** Ask for all sessions of the range. */
  | "all_sessions"
  /** See which dimensions there are. */
  | "dimensions"
  /** Ask once for each value. */
  | "one_call_each";

/** The ways, for whoever writes a script. */
const WAYS: Readonly<Record<WayOut, string>> = {
  filter_locally: "ask without this filter, and filter what comes",
  time_zone: "write the offset of the zone that is meant, such as +01:00; Z is UTC",
  windows: "sessions() and pages() ask for all of it, window by window",
  all_sessions: "leave the limit out: sessions() and pages() then bring all",
  dimensions: "DIMENSIONS has the catalogue, and dimensions() lists the account's own",
  one_call_each: "ask once for each value",
};

/** The query is wrong: it was refused before it left the machine, or by the API with 400 or 422. */
export class QueryError extends SessionsError {
  /** Name of the class. */
  override readonly name = "QueryError";
  /** What went wrong: `query`. */
  readonly code = "query";
  /** The same request will fail again. */
  readonly retryable = false;
  /**
   * All that is wrong, in the order of the query; of a refusal of the API those parameters that it
   * names, none if it does not say.
   */
  readonly findings: readonly QueryFinding[];

  /** Makes an error of all findings. */
  constructor(message: string, findings: readonly QueryFinding[], request?: RequestDetails) {
    super(message, request);
    this.findings = findings;
  }

  /** An error whose message lists the findings. */
  static of(findings: readonly QueryFinding[]): QueryError {
    const lines = findings.map(({ parameter, problem, received, allowed, example, wayOut }) =>
      `${parameter}: ${problem}: received ${received}, allowed is ${allowed}` +
      (example === undefined ? "" : `, for example ${example}`) +
      (wayOut === undefined ? "" : `; ${WAYS[wayOut]}`)
    );
    return new QueryError(
      lines.length === 1 ? lines[0]! : `The query is wrong:\n  ${lines.join("\n  ")}`,
      findings,
    );
  }

  /** The error as plain data, with its findings. */
  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), findings: this.findings };
  }
}
