import type { CallToolResult } from "@modelcontextprotocol/server";
import { QueryError, type QueryFinding, RateLimitError, SessionsError } from "../../src/mod.ts";
import { MAX_FINDINGS } from "../bounds.ts";
import { fenced } from "../render/answer.ts";
import { errorWords, findingWords, TOOL_DIALECT, TOOL_FAILURES } from "../../src/view/mod.ts";
import { cleanText } from "../render/clean_text.ts";

/** Longest correction that is shown. */
const MAX_EXAMPLE_LENGTH = 1000;

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
  const { problem, wayOut, message } = errorWords(error, TOOL_FAILURES);
  return {
    says: wayOut === undefined ? problem : `${problem}: ${wayOut}`,
    quotes: error.request.status === undefined ? [cleanText(message, 1000)] : apiSays(error),
  };
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
