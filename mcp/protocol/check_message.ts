import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResponse,
  PROTOCOL_VERSION_META_KEY,
  specTypeSchemas,
} from "@modelcontextprotocol/server";
import { type ErrorAnswer, invalidParams, invalidRequest, isRequestId } from "./error_answer.ts";
import { MAX_MESSAGE_DEPTH, MAX_NAMES, MAX_TEXT_LENGTH } from "../bounds.ts";

/** The requests that have parameters of their own, and what these have to be. */
const REQUESTS: Readonly<Record<string, keyof typeof specTypeSchemas>> = {
  "initialize": "InitializeRequest",
  "tools/call": "CallToolRequest",
  "resources/read": "ReadResourceRequest",
  "prompts/get": "GetPromptRequest",
  "completion/complete": "CompleteRequest",
};

/** Parameters that are bounded elsewhere, or never shown and never read here. */
const UNBOUNDED = new Set(["_meta", "capabilities"]);

/** Mistakes that are named. */
const MAX_ISSUES = 5;

/**
 * Finds what is wrong with a message before the SDK sees it, which answers some mistakes with an
 * internal error and some not at all, and repeats texts of any length.
 *
 * @returns The answer that says so; `undefined` if nothing is wrong.
 */
export function checkMessage(message: unknown): ErrorAnswer | undefined {
  if (isJSONRPCNotification(message) || isJSONRPCResponse(message)) return undefined;
  if (isRequestButForParams(message)) {
    return invalidParams("Invalid params: params has to be an object", message);
  }
  if (!isJSONRPCRequest(message) || !isRequestId(message.id)) {
    return invalidRequest("Invalid request: the message is not one of JSON-RPC 2.0", message);
  }
  const { method, params = {} } = message;
  // The arguments of a tool have bounds of their own, and a result that names them.
  const bounded = method === "tools/call" ? { ...params, arguments: undefined } : params;
  const tooMuch = tooManyNames(params.arguments) ?? findTooLong(bounded, "params", 0);
  if (tooMuch !== undefined) return invalidParams(`Invalid params: ${tooMuch}`, message);
  // The revision of 2026 has no such request, which the SDK says.
  const isUnknown = method === "initialize" && PROTOCOL_VERSION_META_KEY in Object(params._meta);
  const schema = !isUnknown && Object.hasOwn(REQUESTS, method) ? REQUESTS[method] : undefined;
  // Of the arguments it is enough to know that they are an object.
  const outline = method === "tools/call" && isRecord(params.arguments)
    ? { ...message, params: { ...params, arguments: {} } }
    : message;
  const issues = schema && issuesOf(outline, schema);
  return issues === undefined
    ? undefined
    : invalidParams(`Invalid params of ${method}: ${issues}`, message);
}

/** Whether a message is a request but for its parameters, which are no object. */
function isRequestButForParams(message: unknown): boolean {
  const { params, ...rest } = Object(message);
  return params !== undefined && !isRecord(params) && isJSONRPCRequest(rest);
}

/** To check an object of so many names takes the SDK half a second. */
function tooManyNames(args: unknown): string | undefined {
  const names = isRecord(args) ? Object.keys(args).length : 0;
  return names <= MAX_NAMES
    ? undefined
    : `params.arguments has too many names: received ${names}, allowed are ${MAX_NAMES}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first text that is too long, in words; or what is nested too deep. */
function findTooLong(value: unknown, path: string, depth: number): string | undefined {
  if (typeof value === "string") {
    return value.length <= MAX_TEXT_LENGTH
      ? undefined
      : `${path} is too long: received ${value.length} characters, allowed are ${MAX_TEXT_LENGTH}`;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= MAX_MESSAGE_DEPTH) {
    return `${path} is nested too deep: allowed are ${MAX_MESSAGE_DEPTH} levels`;
  }
  for (const [name, member] of Object.entries(value)) {
    if (UNBOUNDED.has(name)) continue;
    const found = findTooLong(name, `a name in ${path}`, depth) ??
      findTooLong(member, `${path}.${name}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function issuesOf(message: unknown, schema: keyof typeof specTypeSchemas): string | undefined {
  const result = specTypeSchemas[schema]["~standard"].validate(message);
  if (result instanceof Promise || !result.issues) return undefined;
  return result.issues.slice(0, MAX_ISSUES).map(({ path = [], message }) =>
    `${path.map((part) => String(Object(part).key ?? part)).join(".")}: ${
      message.replace(/^Invalid input: /, "")
    }`
  ).join("; ");
}
