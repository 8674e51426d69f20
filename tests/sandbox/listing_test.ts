import { assert, assertEquals } from "@std/assert";
import { createSandbox, isHidden, type SandboxOptions } from "../../sandbox/mod.ts";
import { askSandbox, askSessions, NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const world = { now: () => NOW_MS, rateLimits: false };
const hour = { start_epoch_ms: NOW_MS - HOUR_MS, end_epoch_ms: NOW_MS, limit: 1500 };
const sound = createSandbox(world);

async function ids(options: SandboxOptions, query: Record<string, number> = hour) {
  const sessions = await askSessions(createSandbox({ ...world, ...options }), query);
  return sessions.map(({ session_id }) => session_id!);
}

Deno.test("hidden sessions are taken out after the limit, so that a full answer is short of it", async () => {
  const hiddenShare = 1 / 20;
  const shown = await ids({ hiddenShare });
  assert(shown.length < 1480 && shown.length > 1350, String(shown.length));
  assertEquals(shown, (await ids({})).filter((id) => !isHidden(id, hiddenShare)));
});

Deno.test("the same sessions are hidden in every window, and the truth has them all", async () => {
  const options = { hiddenShare: 0.3 };
  const narrow = { start_epoch_ms: NOW_MS - 1_860_000, end_epoch_ms: NOW_MS - 1_800_000 };
  const window = { startMs: narrow.start_epoch_ms, endMs: narrow.end_epoch_ms };
  const truth = createSandbox({ ...world, ...options }).truth(window);
  assertEquals(truth, sound.truth(window));
  assertEquals(
    (await ids(options, { ...narrow, limit: 1500 })).sort(),
    truth.map(({ session_id }) => session_id!).filter((id) => !isHidden(id, 0.3)).sort(),
  );
});

Deno.test("a limit in bytes cuts the list off between sessions", async () => {
  const all = await ids({});
  const silentMaxBytes = 100_000;
  const sandbox = createSandbox({ ...world, silentMaxBytes });
  const body = await (await askSandbox(sandbox, hour)).text();
  assert(body.length <= silentMaxBytes + 2000 && body.length > silentMaxBytes - 5000);
  const shown = JSON.parse(body).sessions.map(({ session_id }: { session_id: string }) =>
    session_id
  );
  assertEquals(shown, all.slice(0, shown.length));
  assertEquals(await ids({ silentMaxBytes: 1e9 }), all);
});

Deno.test("windows are rounded to whole units, inwards, outwards or down", async () => {
  const minuteMs = 60_000;
  const startMs = Math.floor((NOW_MS - HOUR_MS) / minuteMs) * minuteMs;
  const query = { start_epoch_ms: startMs - 1, end_epoch_ms: startMs + minuteMs + 1, limit: 1500 };
  const minutes = (from: number, to: number) =>
    sound.truth({ startMs: startMs + from * minuteMs, endMs: startMs + to * minuteMs })
      .map(({ session_id }) => session_id!).sort();
  const rounded = async (direction: "inwards" | "outwards" | "down") =>
    (await ids({ roundWindows: { unitMs: minuteMs, direction } }, query)).sort();
  assertEquals(await rounded("inwards"), minutes(0, 1));
  assertEquals(await rounded("outwards"), minutes(-1, 2));
  assertEquals(await rounded("down"), minutes(-1, 1));
});

Deno.test("a window that is rounded to nothing has no sessions", async () => {
  const query = { start_epoch_ms: NOW_MS - 50_000, end_epoch_ms: NOW_MS - 10_000 };
  assert((await ids({}, query)).length > 0);
  assertEquals(
    await ids({ roundWindows: { unitMs: 60_000, direction: "inwards" } }, query),
    [],
  );
});

Deno.test("an answer without sessions comes as a list, a 204 or an object", async () => {
  const empty = { ...hour, client_id: "1.2.3.4" };
  const answer = async (emptyAs: SandboxOptions["emptyAs"], query: Record<string, unknown>) => {
    const sandbox = createSandbox({ ...world, emptyAs });
    const response = await askSandbox(sandbox, query as Record<string, string>);
    return [response.status, await response.text()] as const;
  };
  assertEquals(await answer(undefined, empty), [200, '{"sessions":[]}']);
  assertEquals(await answer("status_204", empty), [204, ""]);
  assertEquals(await answer("no_list", empty), [200, "{}"]);
  assertEquals((await answer("status_204", hour))[0], 200);
});

Deno.test("where there are too many sessions, the oldest or the newest can be kept", async () => {
  const truth = sound.truth({ startMs: NOW_MS - HOUR_MS, endMs: NOW_MS });
  const all = truth.map(({ session_id }) => session_id!);
  const few = { ...hour, limit: 50 };
  assertEquals(await ids({ keep: "oldest", order: "oldest_first" }, few), all.slice(0, 50));
  const newest = await ids({ keep: "newest", order: "newest_first", silentCap: 20 }, few);
  assertEquals(newest, all.slice(-20).reverse());
});
