import { checkAuthentication } from "./authentication.ts";
import { countFilters, parseContentQuery } from "./content_query.ts";
import { dimensionReferences } from "./dimension_references.ts";
import { type AnswerFault, drawFaults, type ShapeFault } from "./faults/faults.ts";
import { faultyAnswer } from "./faults/faulty_answer.ts";
import { contentBody } from "./faults/content_body.ts";
import { HttpProblem } from "./http_problem.ts";
import { RateGate } from "./rate_gate.ts";
import type { RequestLog, RequestLogEntry } from "./request_log.ts";
import { MOVED_PREFIX, routeOf } from "./routes.ts";
import { DEFAULT_SEED, SANDBOX_CREDENTIALS, type SandboxOptions } from "./sandbox_options.ts";
import { timerDelay } from "./timer_delay.ts";
import type { World } from "./world.ts";

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

/** What an answer tells the log. */
interface Answer {
  readonly response: Response;
  readonly sessions: number;
}

/** Makes the handler of a world. */
export function createHandler(
  world: World,
  options: SandboxOptions,
  log: RequestLog,
): SandboxHandler {
  const { credentials = SANDBOX_CREDENTIALS, delay = timerDelay, faults = {} } = options;
  const { maxBodyBytes, silentCap = Infinity, seed = DEFAULT_SEED } = options;
  const rates = new RateGate(options.rateLimits ?? true);
  let requests = 0;

  return async (request, { address = "127.0.0.1" } = {}) => {
    const url = new URL(request.url);
    const atMs = world.now();
    const drawn = drawFaults(faults, seed, requests++);
    const fault = happensAt(url.pathname, drawn.answer);
    let sessions = 0;
    let status = 0;
    try {
      const response = await answerOrProblem(async () => {
        const route = routeOf(request.method, url.pathname);
        rates.passAddress(address, atMs);
        checkAuthentication(request, credentials);
        rates.passAccount(countFilters(url.searchParams), atMs);
        const answer = route === "content"
          ? content(url.searchParams, drawn.shapes)
          : { response: Response.json(dimensionReferences()), sessions: 0 };
        sessions = answer.sessions;
        return fault
          ? await faultyAnswer(fault, { url: request.url, delay, answer: answer.response })
          : answer.response;
      });
      status = response.status;
      return response;
    } finally {
      const entry: RequestLogEntry = {
        method: request.method,
        path: url.pathname,
        query: [...url.searchParams],
        status,
        atMs,
        hasCredentials: request.headers.has("authorization"),
        sessions,
        faults: [...(fault ? [fault] : []), ...drawn.shapes],
      };
      log.add(entry);
      options.onRequest?.(entry);
    }
  };

  function content(query: URLSearchParams, shapes: readonly ShapeFault[]): Answer {
    const { window, limit, filters } = parseContentQuery(query, world.now());
    const sessions = world.sample(window, filters, Math.min(limit, silentCap));
    const body = contentBody(sessions, shapes);
    if (maxBodyBytes !== undefined) checkSize(body, maxBodyBytes);
    return {
      response: new Response(body, { headers: { "content-type": "application/json" } }),
      sessions: sessions.length,
    };
  }
}

function checkSize(body: string, maxBodyBytes: number): void {
  const { length } = new TextEncoder().encode(body);
  if (length <= maxBodyBytes) return;
  throw new HttpProblem(
    413,
    `The response would have ${length} bytes, and ${maxBodyBytes} are allowed`,
  );
}

/** A request that was redirected is not redirected again, or it would never arrive. */
function happensAt(pathname: string, fault: AnswerFault | undefined): AnswerFault | undefined {
  const isRedirect = fault === "redirect" || fault === "cross_origin_redirect";
  return isRedirect && pathname.startsWith(MOVED_PREFIX) ? undefined : fault;
}

async function answerOrProblem(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof HttpProblem) return error.toResponse();
    throw error;
  }
}
