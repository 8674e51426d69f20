import { ConnectionError, QueryError, RateLimitError, type SessionsError } from "../errors.ts";
import { type FailureDialect, type FailureWords, failureWords } from "../client/failure_words.ts";

/** An error in the words of a front end. */
export interface ErrorWords extends FailureWords {
  /** What went wrong in full, for people: it may have words of the API in it. */
  readonly message: string;
}

/**
 * Says what went wrong and what helps. A query that is wrong by itself has findings, which say it
 * better.
 */
export function errorWords(error: SessionsError, dialect: FailureDialect): ErrorWords {
  const { code, request: { host, status, statement } } = error;
  const words = failureWords({
    code,
    status,
    isExplained: error instanceof QueryError && error.findings.length > 0,
    ...error instanceof ConnectionError && error.lacksPermission && { forbiddenHost: host },
    ...error instanceof RateLimitError && { retryAfterMs: error.retryAfterMs },
  }, dialect);
  // The message of a refusal has the way out as scripts say it.
  const message = statement === undefined
    ? error.message
    : words.problem + (statement && `: ${statement}`);
  return { ...words, message };
}
