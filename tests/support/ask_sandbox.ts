import type { InProcessSandbox, SessionRecord } from "../../sandbox/mod.ts";
import { CONTENT } from "../../gen/endpoints.ts";

/** Query parameters; a list stands for a repeated one. */
export type WireQuery = Record<string, string | number | boolean | readonly string[]>;

/** The time all sandbox tests live at: late in the evening, so that a day of sessions has ended. */
export const NOW_MS = Date.parse("2026-11-22T23:30:00Z");

/** Asks a sandbox's handler, as a client with the right key. */
export function askSandbox(
  sandbox: InProcessSandbox,
  query: WireQuery | string,
  { path = CONTENT.path, address }: { path?: string; address?: string } = {},
): Promise<Response> {
  const { clientId, clientSecret } = sandbox.credentials;
  const search = typeof query === "string" ? query : new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, String(one)])
    ),
  );
  return sandbox.handler(
    new Request(`${sandbox.url}${path}?${search}`, {
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    }),
    { address },
  );
}

/** Asks, and reads the sessions. */
export async function askSessions(
  sandbox: InProcessSandbox,
  query: WireQuery,
): Promise<SessionRecord[]> {
  const response = await askSandbox(sandbox, query);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()).sessions;
}

/** What tells a session from all others. */
export function identity({ client_id, session_id }: SessionRecord): string {
  return `${client_id} ${session_id}`;
}
