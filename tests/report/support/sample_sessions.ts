import { CONTENT, type Coverage, createSessionsClient, type Session } from "../../../src/mod.ts";
import { createSandbox } from "../../../sandbox/mod.ts";
import { NOW_MS } from "../../support/ask_sandbox.ts";

/** Sessions of a range, with what came of it. */
export interface SampleSessions {
  readonly sessions: readonly Session[];
  readonly coverage: Coverage;
}

/** Where the sessions of tests are from. */
export const ENDPOINT = CONTENT;

/** Sessions of the sandbox in a range before its evening. */
export async function sampleSessions(start: string, end: string): Promise<SampleSessions> {
  const now = () => NOW_MS;
  const sandbox = createSandbox({
    now,
    sessionsPerDay: 20_000,
    rateLimits: { account: false, address: false },
  });
  const client = createSessionsClient({
    credentials: sandbox.credentials,
    baseUrl: sandbox.url,
    fetch: sandbox.handler,
    now,
  });
  const pages = client.pages({ start, end });
  const sessions: Session[] = [];
  for await (const page of pages) sessions.push(...page.sessions);
  return { sessions, coverage: pages.coverage };
}
