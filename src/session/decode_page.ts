import { ResponseFormatError } from "../errors/response_format_error.ts";
import { ServerError } from "../errors/server_error.ts";
import type { RequestDetails } from "../errors/sessions_error.ts";
import { answerClaim } from "./answer_claim.ts";
import { type DecodedPage, EMPTY_PAGE } from "./decoded_page.ts";
import { findRecords } from "./find_records.ts";
import { hasLongInteger, quoteLongIntegers } from "./quote_long_integers.ts";
import { RecordDecoder } from "./record_decoder.ts";
import type { Session } from "./session.ts";

const EXCERPT_LENGTH = 300;
/** What becomes of an answer that is not one yet. */
export const NOT_READY = "The API has not finished its answer";

/**
 * Decodes the body of a response of the sessions endpoint. The body is not documented, so all that
 * can be understood is: other names, other places, numbers and booleans as text, ids as numbers.
 * What cannot be understood is counted; fields that the spec does not know are kept.
 *
 * @param request What is known of the request, for the error.
 * @throws ResponseFormatError if the text is not JSON, or has no list of sessions; ServerError if it
 * says that the request failed or is still at work.
 */
export function decodePage(text: string, request: RequestDetails = {}): DecodedPage {
  const fail = (problem: string) =>
    new ResponseFormatError(problem, { ...request, bodyExcerpt: text.slice(0, EXCERPT_LENGTH) });
  const { decoder, page } = decodeJson(text, request, fail);
  const lostDigits = decoder.lostDigits || (decoder.sawUnknownObject && hasLongInteger(text));
  return lostDigits ? decodeJson(quoteLongIntegers(text), request, fail).page : page;
}

function decodeJson(
  text: string,
  request: RequestDetails,
  fail: (problem: string) => ResponseFormatError,
) {
  const body = parseJson(text, fail);
  const records = findRecords(body);
  const claim = answerClaim(body, records);
  if (claim.kind === "failed") throw new ServerError(claim.message, request, true);
  if (claim.kind === "pending") throw new ServerError(NOT_READY, request, true);
  if (!records) throw fail("The API answered with JSON that has no list of sessions");
  const decoder = new RecordDecoder();
  const sessions: Session[] = [];
  for (const record of records) {
    const session = decoder.decode(record);
    if (session) sessions.push(session);
  }
  const { unreadableFields } = decoder;
  const unreadableRecords = records.length - sessions.length;
  const page: DecodedPage = {
    ...EMPTY_PAGE,
    sessions,
    unreadableRecords,
    unreadableFields,
    ...claim.kind === "partial" && { more: claim.message },
  };
  return { decoder, page };
}

function parseJson(text: string, fail: (problem: string) => ResponseFormatError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const start = text.trimStart()[0];
    throw fail(
      start === undefined
        ? "The API answered with an empty body"
        : start === "<"
        ? "The API answered with a page of HTML instead of JSON"
        : start === "{" || start === "["
        ? "The API answered with JSON that is cut off or damaged"
        : "The API answered with something that is not JSON",
    );
  }
}
