import type { Endpoint } from "../../../gen/endpoint.ts";
import { type RequestDetails, ResponseFormatError, ServerError } from "../../errors.ts";
import { answerClaim } from "./answer_claim.ts";
import type { DecodedPage } from "./decoded_page.ts";
import { disbelieveIds } from "./disbelieve_ids.ts";
import { findRecords } from "./find_records.ts";
import { hasChangedNumber, parseWithTokens } from "./json/json_token.ts";
import { quoteLongIntegers, startsWithLongIntegers } from "./json/long_integers.ts";
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
  const first = parseBody(
    text,
    startsWithLongIntegers(text) ? quoteLongIntegers(text) : text,
    fail,
  );
  const list = findRecords(first.body, endpoint);
  const claim = answerClaim(first.body, list, endpoint);
  if (claim.kind === "failed") throw new ServerError(claim.message, request, true);
  if (claim.kind === "pending") throw new ServerError(NOT_READY, request, true);
  const times = new TimeReader(asked);
  const read = (parsed: ParsedBody, list = findRecords(parsed.body, endpoint)) => {
    const decoder = new RecordDecoder(recordSchema(endpoint), times, parsed);
    return { parsed, decoder, records: decodeRecords(list, decoder, fail) };
  };
  let reading = read(first, list);
  if (first.json === text && !first.hasTokens && mayHaveLostDigits(reading)) {
    const quoted = quoteLongIntegers(text);
    if (quoted !== text) reading = read(parseBody(text, quoted, fail));
  }
  if (hasLostText(reading)) reading = read(parseTokens(text));
  const { decoder, records } = reading;
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

/** A body as it was parsed. */
interface ParsedBody {
  readonly body: unknown;
  /** The text that was parsed; of one with tokens, the text as it came. */
  readonly json: string;
  readonly hasTokens: boolean;
}

interface Reading {
  readonly parsed: ParsedBody;
  readonly decoder: RecordDecoder;
}

/** Whether integers may have been read that a number does not hold. */
function mayHaveLostDigits({ decoder }: Reading): boolean {
  return decoder.sawLargeInteger || decoder.sawUnknownObject;
}

/** Whether something was read otherwise than it is written, which only tokens keep. */
function hasLostText({ parsed: { json, hasTokens }, decoder }: Reading): boolean {
  const { sawInfinity, numbersForTexts, largeIntegersForTexts, sawNumberAmongTexts } = decoder;
  if (hasTokens) return false;
  if (sawInfinity) return true;
  // One that was not quoted is either written as it is read or with an exponent.
  if ([...largeIntegersForTexts].some((number) => !json.includes(String(number)))) return true;
  return sawNumberAmongTexts
    ? hasChangedNumber(json)
    : numbersForTexts.size > 0 && hasChangedNumber(json, numbersForTexts);
}

/**
 * Parses a body.
 *
 * @param json The body, or the same with quotes around its long integers.
 */
function parseBody(
  text: string,
  json: string,
  fail: (problem: string) => ResponseFormatError,
): ParsedBody {
  try {
    return { body: JSON.parse(json), json, hasTokens: false };
  } catch {
    const start = text.trimStart()[0];
    if (start === "{" || start === "[") {
      try {
        return parseTokens(text);
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

function parseTokens(text: string): ParsedBody {
  return { body: parseWithTokens(text), json: text, hasTokens: true };
}
