import type { CallToolResult } from "@modelcontextprotocol/server";
import {
  QueryError,
  type QueryFinding,
  RateLimitError,
  SessionsError,
  type SessionsErrorCode,
} from "../../src/mod.ts";
import { MAX_FINDINGS } from "../bounds.ts";
import { cleanText } from "../render/clean_text.ts";
import { toolFinding, toolWayOut } from "./tool_finding.ts";

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

/** What kind of failure an error is, for telemetry. */
export function failureType(error: unknown): string {
  return error instanceof SessionsError ? error.code : "unexpected";
}

/** Whether the arguments were wrong, of which the caller hears everything. */
export function isCallersMistake(error: unknown): error is QueryError {
  return error instanceof QueryError && error.request.status === undefined &&
    error.findings.length > 0;
}

/** The result that tells a model what went wrong and what to do, so that it can correct itself. */
export function failureResult(error: unknown): CallToolResult {
  return { content: [{ type: "text", text: failureText(error) }], isError: true };
}

function failureText(error: unknown): string {
  if (!(error instanceof SessionsError)) {
    return "The call failed for a reason inside this server, which its log names. " +
      "Retry: once at most.";
  }
  return `${problem(error)}.\nRetry: ${retryHint(error)}.`;
}

function problem(error: SessionsError): string {
  if (isCallersMistake(error)) {
    const { length } = error.findings;
    const lines = error.findings.slice(0, MAX_FINDINGS).map(findingText);
    if (length > lines.length) lines.push(`- and ${length - lines.length} more`);
    return `The arguments are wrong, and nothing was asked:\n${lines.join("\n")}\n` +
      "Correct these and call again";
  }
  const { status } = error.request;
  if (status === undefined) return cleanText(error.message, 1000);
  return `${REFUSALS[error.code]} (HTTP ${status})${apiSays(error)}`;
}

/** A finding on one line; a correction only as a whole, since half of one would mean another thing. */
function findingText(wrong: QueryFinding): string {
  const finding = toolFinding(wrong);
  const { parameter, problem, received, allowed, example } = finding;
  const wayOut = toolWayOut(finding);
  const text = cleanText(
    `- ${parameter}: ${problem}; received ${received}; allowed is ${allowed}` +
      (wayOut === undefined ? "" : `; ${wayOut}`),
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
function apiSays(error: SessionsError): string {
  const findings = error instanceof QueryError ? error.findings.slice(0, MAX_FINDINGS) : [];
  return findings.map(toolFinding).map(({ parameter, problem }) =>
    `\n- ${cleanText(parameter)}: the API says ${JSON.stringify(cleanText(problem, 300))}`
  ).join("");
}

function retryHint(error: SessionsError): string {
  if (error instanceof RateLimitError) {
    return `helps after ${Math.ceil(error.retryAfterMs / 1000)} s`;
  }
  return error.retryable
    ? "may help; this server has already tried several times"
    : "the same call will fail again";
}
