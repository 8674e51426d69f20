import type { Endpoint } from "../../gen/endpoint.ts";
import { checkAuthentication } from "./authentication.ts";
import { tellTime } from "../clock.ts";
import { sessionsAnswer } from "../answer/sessions_answer.ts";
import { countFilters } from "../answer/sessions_query.ts";
import { dimensionReferences } from "../answer/dimension_references.ts";
import { sentInPieces } from "../faults/bodies.ts";
import { type AnswerFault, drawFaults } from "../faults/faults.ts";
import { customAnswer, faultyAnswer } from "../faults/faulty_answer.ts";
import { HttpProblem } from "./http_problem.ts";
import { RateGate } from "./rate_gate.ts";
import type { RefusalShape } from "./refusals.ts";
import type { RequestLog, RequestLogEntry } from "./request_log.ts";
import { MOVED_PREFIX, routeOf } from "./routes.ts";
import { DEFAULT_SEED, SANDBOX_CREDENTIALS, type SandboxOptions } from "../sandbox_options.ts";
import { timerDelay } from "./timer_delay.ts";
import type { World } from "../world.ts";

/** What a server knows of a request beside the request. */
export interface RequestInfo {
  /** IP address that it came from. */
  readonly address?: string;
}

/**
 * Answers a request as the API does.
 *
 * @throws ConnectionReset if that fault is drawn.
 */
export type SandboxHandler = (request: Request, info?: RequestInfo) => Promise<Response>;

const DEFAULT_BOMB_BYTES = 2 ** 30;

/** Makes the handler of a world. */
export function createHandler(
  world: World,
  options: SandboxOptions,
  log: RequestLog,
): SandboxHandler {
  const { credentials = SANDBOX_CREDENTIALS, delay = timerDelay, seed = DEFAULT_SEED } = options;
  const { bombBytes = DEFAULT_BOMB_BYTES, refusalShape = "message", pieceBytes } = options;
  const { endpoint } = world;
  const rates = new RateGate(options.rateLimits ?? true, endpoint.limits);
  let requests = 0;

  return async (request, { address = "127.0.0.1" } = {}) => {
    const url = new URL(request.url);
    const atMs = world.now();
    const drawn = drawFaults(options, seed, requests++);
    const { custom, shapes } = drawn;
    const fault = custom ? undefined : happeningAt(url.pathname, endpoint, drawn.answer);
    let sessions = 0;
    let status = 0;
    try {
      const response = await answerOrProblem(refusalShape, async () => {
        const route = routeOf(request.method, url.pathname, endpoint);
        rates.passAddress(address, atMs);
        checkAuthentication(request, credentials);
        rates.passAccount(countFilters(url.searchParams, endpoint), atMs);
        const answer = route === "sessions"
          ? sessionsAnswer(world, url.searchParams, drawn, options)
          : { response: Response.json(dimensionReferences(endpoint, options)), sessions: [] };
        sessions = answer.sessions.length;
        if (custom) return customAnswer(custom, answer.sessions, endpoint);
        if (!fault) return answer.response;
        return await faultyAnswer(fault, {
          url: request.url,
          delay,
          answer: answer.response,
          sessions: answer.sessions,
          listName: endpoint.listName,
          turn: drawn.turn,
          bombBytes,
        });
      });
      status = response.status;
      tellTime(response, atMs, options);
      return pieceBytes === undefined ? response : sentInPieces(response, pieceBytes);
    } finally {
      const entry: RequestLogEntry = {
        method: request.method,
        path: url.pathname,
        query: [...url.searchParams],
        status,
        atMs,
        hasCredentials: request.headers.has("authorization"),
        sessions,
        faults: [...(custom ? ["custom"] : fault ? [fault] : []), ...shapes],
      };
      log.add(entry);
      options.onRequest?.(entry);
    }
  };
}

/**
 * The fault, if it can happen at a path. A request that was redirected is not redirected again, or
 * it would never arrive; and only sessions can come in part or whole.
 */
function happeningAt(
  pathname: string,
  { path }: Endpoint,
  fault: AnswerFault | undefined,
): AnswerFault | undefined {
  switch (fault) {
    case "redirect":
    case "cross_origin_redirect":
      return pathname.startsWith(MOVED_PREFIX) ? undefined : fault;
    case "partial_206":
    case "says_more":
    case "says_whole":
      return pathname.endsWith(path) ? fault : undefined;
    default:
      return fault;
  }
}

async function answerOrProblem(
  shape: RefusalShape,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof HttpProblem) return error.toResponse(shape);
    throw error;
  }
}
