import { ProtocolErrorCode } from "@modelcontextprotocol/server";

/** An answer of JSON-RPC that says what is wrong with a message. */
export interface ErrorAnswer {
  readonly jsonrpc: "2.0";
  /** The request's; null where it cannot be read. */
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

/** Longest id that is read and sent back. */
const MAX_ID_LENGTH = 200;

/** Refuses a message that is no request of the protocol, or is too long to be read. */
export function invalidRequest(message: string, of?: unknown): ErrorAnswer {
  return errorAnswer(ProtocolErrorCode.InvalidRequest, message, of);
}

/** Refuses a request whose parameters are wrong. */
export function invalidParams(message: string, of: unknown): ErrorAnswer {
  return errorAnswer(ProtocolErrorCode.InvalidParams, message, of);
}

/** Refuses a text that is not JSON. */
export function parseError(): ErrorAnswer {
  return errorAnswer(ProtocolErrorCode.ParseError, "Parse error: the message is not JSON");
}

/** Whether something can be the id of a request here. */
export function isRequestId(id: unknown): id is string | number {
  return typeof id === "number" || (typeof id === "string" && id.length <= MAX_ID_LENGTH);
}

function errorAnswer(code: number, message: string, of?: unknown): ErrorAnswer {
  const { id } = Object(of);
  return { jsonrpc: "2.0", id: isRequestId(id) ? id : null, error: { code, message } };
}
