import { parseSessionsQuery } from "./sessions_query.ts";
import { reshapedSessions, sessionsBody } from "../faults/sessions_body.ts";
import type { DrawnFaults } from "../faults/faults.ts";
import { HttpProblem } from "../http/http_problem.ts";
import { listSessions } from "./listing.ts";
import type { SandboxOptions } from "../sandbox_options.ts";
import { withValues } from "../values/deviating_values.ts";
import { encoded, withBareValues } from "../values/json_record.ts";
import type { World } from "../world.ts";

/** An answer before anything goes wrong with it. */
export interface Answer {
  readonly response: Response;
  /** The sessions in it, each in JSON. */
  readonly sessions: readonly string[];
}

/**
 * Answers a query of sessions: what it asks for, listed as the options say, in the shape of the
 * faults.
 *
 * @throws HttpProblem with 400 if the query breaks a rule, with 413 if the body is too large.
 */
export function sessionsAnswer(
  world: World,
  query: URLSearchParams,
  { shapes, values }: DrawnFaults,
  options: SandboxOptions,
): Answer {
  const { endpoint } = world;
  const asked = parseSessionsQuery(query, endpoint, world.now(), options);
  const listed = withValues(listSessions(world, asked, options), values, endpoint);
  const sessions = reshapedSessions(listed, shapes, endpoint).map(withBareValues);
  const body = sessionsBody(sessions, shapes, endpoint);
  const { maxBodyBytes = Infinity, emptyAs = "list" } = options;
  if (maxBodyBytes < Infinity) checkSize(body, maxBodyBytes);
  if (sessions.length === 0 && emptyAs !== "list") {
    return {
      response: emptyAs === "no_list" ? Response.json({}) : new Response(null, { status: 204 }),
      sessions,
    };
  }
  return {
    response: new Response(encoded(body), { headers: { "content-type": "application/json" } }),
    sessions,
  };
}

function checkSize(body: string, maxBodyBytes: number): void {
  const { length } = new TextEncoder().encode(body);
  if (length <= maxBodyBytes) return;
  throw new HttpProblem(
    413,
    `The response would have ${length} bytes, and ${maxBodyBytes} are allowed`,
  );
}
