import { type RequestDetails, SessionsError } from "./sessions_error.ts";

/** One thing that is wrong with a query. */
export interface QueryFinding {
  /** The parameter, as the caller wrote it, for example `limit` or `dimensions.device_os`. */
  readonly parameter: string;
  /** What was received, as text. */
  readonly received: string;
  /** What is wrong with it. */
  readonly problem: string;
  /** What is allowed. */
  readonly allowed: string;
  /** The parameter as it could be, in the syntax of the library, for example `limit: 200`. */
  readonly example: string;
  /** What `example` shows, as part of a query, for a front end with a syntax of its own. */
  readonly correction?: Readonly<Record<string, unknown>>;
}

/** The query is wrong: it was refused before it left the machine, or by the API with 400 or 422. */
export class QueryError extends SessionsError {
  /** Name of the class. */
  override readonly name = "QueryError";
  /** What went wrong: `query`. */
  readonly code = "query";
  /** The same request will fail again. */
  readonly retryable = false;
  /** All that is wrong, in the order of the query; empty if the API refused without saying why. */
  readonly findings: readonly QueryFinding[];

  /** Makes an error of all findings. */
  constructor(message: string, findings: readonly QueryFinding[], request?: RequestDetails) {
    super(message, request);
    this.findings = findings;
  }

  /** An error whose message lists the findings. */
  static of(findings: readonly QueryFinding[]): QueryError {
    const lines = findings.map((finding) =>
      `${finding.parameter}: ${finding.problem}: received ${finding.received}, ` +
      `allowed is ${finding.allowed}, for example ${finding.example}`
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
