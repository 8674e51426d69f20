import { createSandbox, type Incident, type SandboxOptions } from "../../sandbox/mod.ts";
import { apiTables, type TableSource } from "../../src/explain/mod.ts";
import { createSessionsClient, type SessionsClient } from "../../src/mod.ts";

/** The moment at which the tests of answers ask: a Sunday evening. */
export const NOW_MS = Date.parse("2026-11-22T18:00Z");
/** An hour. */
export const HOUR_MS = 3_600_000;

/** An incident that lasts to the end of a test. */
export function incidentSince(
  startMs: number,
  incident: Pick<Incident, "kind" | "where" | "strength">,
): Incident {
  return { ...incident, startMs, endMs: NOW_MS + HOUR_MS };
}

/** A sandbox with a client and what it makes tables of. */
export function askable(options: SandboxOptions = {}): {
  sandbox: ReturnType<typeof createSandbox>;
  client: SessionsClient;
  source: TableSource;
} {
  const sandbox = createSandbox({
    now: () => NOW_MS,
    rateLimits: false,
    sessionsPerDay: 40_000,
    incidents: [],
    ...options,
  });
  const client = createSessionsClient({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: () => NOW_MS,
  });
  return { sandbox, client, source: apiTables(client) };
}
