import {
  type CheckedQuery,
  dimensionValues,
  type EndpointClient,
  SessionsError,
  type SessionsQuery,
} from "../../src/mod.ts";
import { closest, shellSyntax } from "../../src/view/mod.ts";

/**
 * Finds values that may have been meant by filters that match nothing, for example `Android` by
 * `android`. It takes one request, which asks for what was seen at the end of the range.
 *
 * @returns Filters as one would type them; none if nothing comes close or the API does not answer.
 */
export async function suggestFilters(
  client: EndpointClient<SessionsQuery<string>>,
  { range, filters }: CheckedQuery,
  nowMs: number,
  signal: AbortSignal,
): Promise<string[]> {
  const wanted = [
    ...Object.entries(filters.dimensions).map(([name, values]) => ({
      name,
      values,
      write: (value: string) => shellSyntax({ dimensions: { [name]: value } }),
    })),
    ...Object.entries(filters.tags).map(([name, value]) => ({
      name,
      values: [value],
      write: (value: string) => shellSyntax({ tags: { [name]: value } }),
    })),
  ];
  if (wanted.length === 0) return [];
  const { endpoint } = client;
  const { maxWindowMs, maxSessions } = endpoint.limits;
  const end = Math.min(range.endMs, nowMs);
  const start = Math.max(range.startMs, end - maxWindowMs);
  try {
    const query = { start, end, limit: maxSessions };
    const { sessions } = await client.search(query, { signal });
    return wanted.flatMap(({ name, values, write }) => {
      const seen = new Set(sessions.flatMap((session) => dimensionValues(session, name, endpoint)));
      return values.flatMap((value) => {
        const meant = seen.has(value) ? undefined : closest(value, seen);
        return meant === undefined ? [] : [write(meant)];
      });
    });
  } catch (error) {
    if (error instanceof SessionsError) return [];
    throw error;
  }
}
