import type { CallToolResult } from "@modelcontextprotocol/server";
import {
  QueryError,
  type QueryFinding,
  RateLimitError,
  SessionsError,
  type SessionsErrorCode,
} from "../../src/mod.ts";
import { MAX_FINDINGS } from "../bounds.ts";
import { fenced } from "../render/answer.ts";
import { findingWords, TOOL_DIALECT } from "../../src/view/mod.ts";
import { cleanText } from "../render/clean_text.ts";

/** Longest correction that is shown. */
const MAX_EXAMPLE_LENGTH = 1000;

/** What the API's refusals mean for a caller. */
const REFUSALS: Readonly<Record<SessionsErrorCode, string>> = {
  query: "The API refused the query. Leave out what is unusual about it, or lower the limit",
  authentication: "The API refused the key pair: the operator of this server must set " +
    "CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET to an API key pair from Pulse, API Management; the " +
    "user name and password of a Pulse user never work",
  permission:
    "The account may not use the Sessions API: the operator must ask Conviva to enable it",
  rate_limit: "The rate limit of the account is used up",
  payload_too_large: "The response would be too large: ask for a narrower range",
  server: "The API failed",
  connection: "The API cannot be reached",
  timeout: "The API did not answer in time: a narrower range may help",
  response_format: "The API answered with something that is not what it is known to answer",
};

/** What errors mean that came without an answer of the API. */
const UNANSWERED: Readonly<Record<SessionsErrorCode, string>> = {
  ...REFUSALS,
  query: "The query cannot be asked",
  authentication: "There is no key pair to ask with, which the operator of this server must set",
};

/** What kind of failure an error is, for telemetry. */
export function failureType(error: unknown): string {
  return error instanceof SessionsError ? error.code : "unexpected";
}

/** Whether the arguments were wrong, of which the caller hears everything. */
export function isCallersMistake(error: unknown): error is QueryError {
  return error instanceof QueryError && error.request.status === undefined &&
    error.findings.length > 0;
}

/**
 * The result that tells a model what went wrong and what to do, so that it can correct itself. What
 * repeats arguments or the API stands inside the fence: either may be the words of a viewer.
 *
 * @param secret What the fence of this answer is known by.
 */
export function failureResult(error: unknown, secret: string): CallToolResult {
  return { content: [{ type: "text", text: failureText(error, secret) }], isError: true };
}

function failureText(error: unknown, secret: string): string {
  if (!(error instanceof SessionsError)) {
    return "The call failed for a reason inside this server, which its log names. " +
      "Retry: once at most.";
  }
  const { says, quotes } = problem(error);
  return [`${says}.`, ...fenced(quotes, secret), `Retry: ${retryHint(error)}.`].join("\n");
}

/** What went wrong: in own words, and in those that quote. */
interface Problem {
  readonly says: string;
  readonly quotes: readonly string[];
}

function problem(error: SessionsError): Problem {
  if (isCallersMistake(error)) {
    const { length } = error.findings;
    const quotes = error.findings.slice(0, MAX_FINDINGS).map(findingText);
    if (length > quotes.length) quotes.push(`- and ${length - quotes.length} more`);
    return {
      says: "The arguments are wrong, and nothing was asked. Correct these and call again",
      quotes,
    };
  }
  const { status } = error.request;
  if (status === undefined) {
    return { says: UNANSWERED[error.code], quotes: [cleanText(error.message, 1000)] };
  }
  return { says: `${REFUSALS[error.code]} (HTTP ${status})`, quotes: apiSays(error) };
}

/** A finding on one line; a correction only as a whole, since half of one would mean another thing. */
function findingText(finding: QueryFinding): string {
  const { parameter, problem, received, allowed, example, instead } = findingWords(
    finding,
    TOOL_DIALECT,
  );
  const text = cleanText(
    `- ${parameter}: ${problem}; received ${received}; allowed is ${allowed}` +
      (instead === undefined ? "" : `; ${instead}`),
    1000,
  );
  if (example === undefined) return text;
  const shown = cleanText(example, MAX_EXAMPLE_LENGTH);
  return shown === example ? `${text}; for example {${example}}` : text;
}

/**
 * What the API says of a parameter of a query. Other words of its stay here: they may be anybody's,
 * and say nothing that a caller could put right.
 */
function apiSays(error: SessionsError): readonly string[] {
  const findings = error instanceof QueryError ? error.findings.slice(0, MAX_FINDINGS) : [];
  return findings.map((finding) => {
    // What is allowed is what this server adds.
    if (finding.allowed !== undefined) return findingText(finding);
    const { parameter, problem } = finding;
    return `- ${cleanText(TOOL_DIALECT.parameter(parameter))}: the API says ${
      JSON.stringify(cleanText(problem, 300))
    }`;
  });
}

function retryHint(error: SessionsError): string {
  if (error instanceof RateLimitError) {
    return `helps after ${Math.ceil(error.retryAfterMs / 1000)} s`;
  }
  return error.retryable
    ? "may help; this server has already tried several times"
    : "the same call will fail again";
}
