import {
  type CheckedQuery,
  type EndpointClient,
  SessionsError,
  type SessionsQuery,
} from "../../src/mod.ts";
import { type SeenValues, seenValues } from "../../src/view/mod.ts";

/**
 * Sees which values the dimensions and tags of a query have at the end of its range, where that can
 * tell why the query found nothing. It takes one request.
 *
 * @returns `undefined` if it could tell nothing, or the API does not answer.
 */
export async function sampleValues(
  client: EndpointClient<SessionsQuery<string>>,
  { range, filters: { dimensions, tags } }: CheckedQuery,
  nowMs: number,
  signal: AbortSignal,
): Promise<SeenValues | undefined> {
  if (Object.keys({ ...dimensions, ...tags }).length === 0) return undefined;
  const { endpoint } = client;
  const { maxWindowMs, maxSessions } = endpoint.limits;
  const end = Math.min(range.endMs, nowMs);
  const start = Math.max(range.startMs, end - maxWindowMs);
  try {
    const query = { start, end, limit: maxSessions };
    const { sessions } = await client.search(query, { signal });
    return seenValues(sessions, endpoint);
  } catch (error) {
    if (error instanceof SessionsError) return undefined;
    throw error;
  }
}
