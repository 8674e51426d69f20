import {
  AuthenticationError,
  PayloadTooLargeError,
  PermissionError,
  QueryError,
  type QueryFinding,
  RateLimitError,
  type RequestDetails,
  ServerError,
  type SessionsError,
} from "../../errors.ts";
import { failureWords, SCRIPT_FAILURES } from "../failure_words.ts";
import { apiStatements } from "./api_statements.ts";
import { blamedParameter, type CallersName } from "./blamed_parameter.ts";
import { bodyExcerpt, type Scrub } from "./scrubber.ts";

const MAX_MESSAGE_LENGTH = 300;

/** Things said that a message repeats. */
const MAX_SENTENCES = 3;

/** Control characters, line ends, and those that change what a reader sees without being seen. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\s]+/gu;

/** What an error is made of beside the response. */
export interface ResponseCircumstances {
  readonly request: RequestDetails;
  /** How long the API asks to wait; 0 if it does not. */
  readonly waitMs: number;
  readonly scrub: Scrub;
  /** What callers call the parameters that the API names. */
  readonly callersName: CallersName;
}

/** The error that a response without success means. */
export function responseError(
  { status }: Response,
  body: string,
  { request: sent, waitMs, scrub, callersName }: ResponseCircumstances,
): SessionsError {
  const { words: statement, findings } = readMessage(body, scrub, callersName);
  const request = { ...sent, status, bodyExcerpt: bodyExcerpt(body, scrub), statement };
  const code = codeOf(status);
  const { problem, wayOut } = failureWords(
    { code, status, retryAfterMs: waitMs, isExplained: findings.length > 0 },
    SCRIPT_FAILURES,
  );
  const message = problem + (statement && `: ${statement}`) + (wayOut ? `; ${wayOut}` : "");
  switch (code) {
    case "query":
      return new QueryError(message, findings, request);
    case "authentication":
      return new AuthenticationError(message, request);
    case "permission":
      return new PermissionError(message, request);
    case "payload_too_large":
      return new PayloadTooLargeError(message, request);
    case "rate_limit":
      return new RateLimitError(message, request, waitMs);
    case "server":
      return new ServerError(message, request);
  }
}

function codeOf(status: number) {
  switch (status) {
    case 400:
    case 422:
      return "query";
    case 401:
      return "authentication";
    case 403:
      return "permission";
    case 413:
      return "payload_too_large";
    case 429:
      return "rate_limit";
    default:
      return "server";
  }
}

/** What the API says, in its own words, and about which parameters. */
interface ApiMessage {
  readonly words: string;
  readonly findings: readonly QueryFinding[];
}

/** What the API says, fit to be shown: on one line, of limited length, without credentials. */
function readMessage(body: string, scrub: Scrub, callersName: CallersName): ApiMessage {
  // What was escaped in the body is plain only now. A secret is taken out before anything is cut,
  // since half of one would not be found.
  const shown = (text: string) => shorten(scrub(text.replace(UNSHOWABLE, " ").trim()));
  const findings: QueryFinding[] = [];
  const sentences: string[] = [];
  for (const { words, name } of apiStatements(body, callersName)) {
    const statement = shown(words);
    const named = name === undefined || scrub(name) !== name ? undefined : callersName(name);
    const parameter = named ?? blamedParameter(statement, callersName);
    const sentence = named !== undefined && !statement.includes(name!)
      ? `${name}: ${statement || "refused"}`
      : statement;
    if (sentence === "" || sentences.includes(sentence)) continue;
    sentences.push(sentence);
    if (parameter !== undefined) findings.push({ parameter, problem: statement || "refused" });
  }
  return { words: shorten(sentences.slice(0, MAX_SENTENCES).join("; ")), findings };
}

function shorten(text: string): string {
  return text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, MAX_MESSAGE_LENGTH - 1)}…`;
}
