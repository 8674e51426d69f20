import { assertEquals, assertMatch } from "@std/assert";
import {
  CONTENT,
  type EndpointClient,
  type Session,
  sessionKey,
  type SessionsQuery,
} from "../../src/mod.ts";
import { checkQuery } from "../../src/view/mod.ts";
import type { Line } from "../../mcp/render/line.ts";
import { fingerprint } from "../../mcp/fingerprint.ts";
import { collectSessions } from "../../mcp/tools/collect_sessions.ts";
import { readSort } from "../../mcp/tools/arguments/sort.ts";

/** A client that has these sessions, as far as it is asked for them. */
function clientOf(sessions: readonly Session[]): EndpointClient<SessionsQuery<string>> {
  const pages = (_query: unknown, { limit }: { limit: number }) =>
    Object.assign(
      (async function* () {
        const window = { startMs: 0, endMs: 1 };
        yield await Promise.resolve({ sessions: sessions.slice(0, limit), window });
      })(),
      { coverage: { limitReached: sessions.length > limit, gaps: [], unreadableRecords: 0 } },
    );
  return { endpoint: CONTENT, pages } as unknown as EndpointClient<SessionsQuery<string>>;
}

const QUERY = checkQuery({ last: "1h" }, {
  endpoint: CONTENT,
  nowMs: Date.parse("2026-11-22T18:00Z"),
  requests: "many",
});
const CALL = { signal: new AbortController().signal, progress: () => {} };
const textOf = (lines: readonly Line[]) => lines.map(({ text }) => text).join("\n");
const session = (id: number): Session => ({ session_id: String(id), interrupts: id });
const ids = (sessions: readonly Session[]) => sessions.map(({ session_id }) => Number(session_id));

Deno.test("a page goes on behind the last session of the one before, wherever that is by now", async () => {
  const part = {
    sort: readSort("newest", CONTENT),
    offset: 2,
    lastKey: fingerprint(sessionKey(session(8), CONTENT)),
    limit: 2,
    readsAll: false,
  };
  const collect = (...all: number[]) =>
    collectSessions(clientOf(all.map(session)), QUERY, part, CALL);
  for (const all of [[9, 8, 7, 6, 5], [10, 9, 8, 7, 6, 5], [8, 7, 6, 5]]) {
    const { sessions, notes, hasMore } = await collect(...all);
    assertEquals([ids(sessions), notes], [[7, 6], []]);
    assertEquals(hasMore, all.at(-1) === 5 && all.indexOf(6) < all.length - 1);
  }
  const gone = await collect(10, 9, 7, 6, 5);
  assertEquals(ids(gone.sessions), [7, 6]);
  assertMatch(textOf(gone.notes), /may be missing/);
});

Deno.test("an order by a field says when there were too many sessions to look at all", async () => {
  const part = {
    sort: readSort("-interrupts", CONTENT),
    offset: 0,
    lastKey: 0,
    limit: 1,
    readsAll: false,
  };
  const of = (size: number) =>
    collectSessions(
      clientOf(Array.from({ length: size }, (_, id) => session(id))),
      QUERY,
      part,
      CALL,
    );
  const few = await of(1000);
  assertEquals([ids(few.sessions), few.notes], [[999], []]);
  assertMatch(textOf((await of(30_000)).notes), /Only the newest 20000 sessions/);
});
