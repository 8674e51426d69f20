import type { SessionsErrorCode } from "../errors.ts";

/** What is known of a failed request. */
export interface FailureFacts {
  readonly code: SessionsErrorCode;
  /** HTTP status, if there was an answer. */
  readonly status?: number;
  /** How long to wait, if it is a rate limit that was exceeded. */
  readonly retryAfterMs?: number;
  /** Host that this program lacks the permission to reach. */
  readonly forbiddenHost?: string;
  /** Whether the API says which parameters it refuses. */
  readonly isExplained?: boolean;
}

/** What the users of a front end call things, and what they do by themselves. */
export interface FailureDialect {
  /** Where the key pair is set. */
  readonly keyPair: string;
  /** Where the base URL is set. */
  readonly baseUrl: string;
  /** What to do without a key pair. */
  readonly withoutKeyPair?: string;
  /** What finds out why the API cannot be reached. */
  readonly diagnosis?: string;
  /** How to wait; absent where that is told otherwise. */
  readonly wait?: (seconds: number) => string;
  /** Says what only the one who set this program up can do, for example `check the key`. */
  readonly operator: (act: string) => string;
}

/** A failure in words of ours alone. */
export interface FailureWords {
  /** What went wrong. */
  readonly problem: string;
  /** What helps, as a clause. */
  readonly wayOut?: string;
}

/** How a script's author says it. */
export const SCRIPT_FAILURES: FailureDialect = {
  keyPair: "the credentials",
  baseUrl: "the base URL",
  wait: (seconds) => `wait for ${seconds} s`,
  operator: (act) => act,
};

/** Says what went wrong with a request, and what helps: the only place that decides it. */
export function failureWords(
  { code, status, retryAfterMs = 0, forbiddenHost, isExplained }: FailureFacts,
  dialect: FailureDialect,
): FailureWords {
  const { operator } = dialect;
  const says = (problem: string, wayOut?: string): FailureWords => ({
    problem: status === undefined ? problem : `${problem} (HTTP ${status})`,
    ...wayOut !== undefined && { wayOut },
  });
  switch (code) {
    case "query":
      if (status === undefined) return says("The query cannot be asked");
      return says(
        "The API refused the query",
        isExplained ? undefined : "leave out what is unusual about it, or lower the limit",
      );
    case "authentication":
      return status === undefined
        ? says("There is no key pair to ask with", dialect.withoutKeyPair)
        : says("The API refused the key pair", operator(setKeyPair(dialect.keyPair)));
    case "permission":
      return says("The account may not use this API", operator("ask Conviva to enable it"));
    case "rate_limit":
      return says("The rate limit is used up", dialect.wait?.(Math.ceil(retryAfterMs / 1000)));
    case "payload_too_large":
      return says("The response would be too large", "ask for a narrower range");
    case "server":
      if (status === 404) {
        return says("There is nothing at this URL", operator(`check ${dialect.baseUrl}`));
      }
      return says(
        isUnexpected(status) ? "The API answered with an unexpected status" : "The API failed",
      );
    case "connection":
      if (forbiddenHost !== undefined) {
        return says("The API may not be reached", operator(givePermission(forbiddenHost)));
      }
      return says(
        "The API cannot be reached",
        dialect.diagnosis === undefined ? undefined : operator(dialect.diagnosis),
      );
    case "timeout":
      return says("The API did not answer in time", "ask for a narrower range");
    case "response_format":
      return says("The API answered with something that is not what it is known to answer");
  }
}

/**
 * How to come by a key pair that works.
 *
 * @param where What has to be set.
 * @param part The part of the pair that is set there; by default both.
 */
export function setKeyPair(where: string, part?: "client id" | "client secret"): string {
  return `set ${where} to ${part ? `the ${part} of ` : ""}an API key pair from Pulse, API ` +
    "Management; the user name and password of a Pulse user never work";
}

/** How to let this program reach a host. */
export function givePermission(host: string): string {
  return `give Deno the permission --allow-net=${host}`;
}

/** A success that holds no sessions is a failure by what it says; other statuses are not known. */
function isUnexpected(status = 500): boolean {
  return status >= 300 && status < 500;
}
