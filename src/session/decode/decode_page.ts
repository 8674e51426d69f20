import type { Endpoint } from "../../../gen/endpoint.ts";
import { type RequestDetails, ResponseFormatError, ServerError } from "../../errors.ts";
import { answerClaim } from "./answer_claim.ts";
import type { DecodedPage } from "./decoded_page.ts";
import { disbelieveIds } from "./disbelieve_ids.ts";
import { findRecords } from "./find_records.ts";
import { hasChangedNumber, hasLongInteger, parseWithTokens } from "./json_token.ts";
import { type AskedWindow, TimeReader } from "./read_time.ts";
import { RecordDecoder } from "./record_decoder.ts";
import { recordSchema } from "./record_schema.ts";
import type { Session } from "../session.ts";
import { suspectedUnits } from "./suspected_units.ts";

/** What becomes of an answer that is not one yet. */
export const NOT_READY = "The API has not finished its answer";

/**
 * Decodes the body of a response of the sessions endpoint. The body is not documented, so all that
 * can be understood is: other names, other places, numbers and booleans as text, ids as numbers,
 * times in other units. What cannot be understood, or says that it is not known, is counted, `null` in
 * its field and kept as it came in `other_fields` of its session; fields that the spec does not know
 * are kept.
 *
 * @param request What is known of the request, for the error.
 * @param asked The window that was asked for, by which times in other units are recognized; without
 * it they are unreadable.
 * @throws ResponseFormatError if the text is not JSON, or has no list of sessions; ServerError if it
 * says that the request failed or is still at work.
 */
export function decodePage(
  text: string,
  endpoint: Endpoint,
  request: RequestDetails = {},
  asked?: AskedWindow,
): DecodedPage {
  const fail = (problem: string) => new ResponseFormatError(problem, request);
  const { body, hasTokens } = parseBody(text, fail);
  const list = findRecords(body, endpoint);
  const claim = answerClaim(body, list, endpoint);
  if (claim.kind === "failed") throw new ServerError(claim.message, request, true);
  if (claim.kind === "pending") throw new ServerError(NOT_READY, request, true);
  const times = new TimeReader(asked);
  const schema = recordSchema(endpoint);
  let decoder = new RecordDecoder(schema, times, { hasTokens });
  let records = decodeRecords(list, decoder, fail);
  if (!hasTokens && hasLostText(decoder, text)) {
    decoder = new RecordDecoder(schema, times, { hasTokens: true });
    records = decodeRecords(findRecords(parseWithTokens(text), endpoint), decoder, fail);
  }
  const { sessions, unreadableRecords } = records;
  const { unreadableFields, unknownValues, correctedUnits } = decoder;
  const notices = [...suspectedUnits(sessions, endpoint), ...disbelieveIds(sessions, endpoint)];
  return {
    sessions,
    unreadableRecords,
    unreadableFields,
    unknownValues,
    correctedUnits,
    notices,
    ...claim.kind === "partial" && { more: claim.message },
  };
}

function decodeRecords(
  records: readonly unknown[] | undefined,
  decoder: RecordDecoder,
  fail: (problem: string) => ResponseFormatError,
): { sessions: Session[]; unreadableRecords: number } {
  if (!records) throw fail("The API answered with JSON that has no list of sessions");
  const sessions: Session[] = [];
  for (const record of records) {
    const session = decoder.decode(record);
    if (session) sessions.push(session);
  }
  return { sessions, unreadableRecords: records.length - sessions.length };
}

/** Whether something was read otherwise than it is written, so that it has to be read with care. */
function hasLostText(decoder: RecordDecoder, text: string): boolean {
  return decoder.lostDigits || (decoder.sawUnknownObject && hasLongInteger(text)) ||
    (decoder.sawNumberForText && hasChangedNumber(text));
}

function parseBody(
  text: string,
  fail: (problem: string) => ResponseFormatError,
): { body: unknown; hasTokens: boolean } {
  try {
    return { body: JSON.parse(text), hasTokens: false };
  } catch {
    const start = text.trimStart()[0];
    if (start === "{" || start === "[") {
      try {
        return { body: parseWithTokens(text), hasTokens: true };
      } catch {
        throw fail("The API answered with JSON that is cut off or damaged");
      }
    }
    throw fail(
      start === undefined
        ? "The API answered with an empty body"
        : start === "<"
        ? "The API answered with a page of HTML instead of JSON"
        : "The API answered with something that is not JSON",
    );
  }
}
