import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import {
  ANSWER_FAULTS,
  ConnectionReset,
  createSandbox,
  type Faults,
  SHAPE_FAULTS,
} from "../../sandbox/mod.ts";
import { askSandbox, NOW_MS } from "../support/ask_sandbox.ts";

const query = { start_epoch_ms: NOW_MS - 3_600_000, end_epoch_ms: NOW_MS };
const world = { now: () => NOW_MS, rateLimits: false };
const sound = await (await askSandbox(createSandbox(world), query)).json();

/** The answer to the same question with faults. */
function ask(faults: Faults): Promise<Response> {
  return askSandbox(createSandbox({ ...world, faults, delay: () => Promise.resolve() }), query);
}

Deno.test("faults with a status come with it, and without a Retry-After", async () => {
  const expected = { rate_limited: 429, server_error: 500, unavailable: 503 };
  for (const [kind, status] of Object.entries(expected)) {
    const response = await ask({ [kind]: 1 });
    assertEquals([response.status, response.headers.get("retry-after")], [status, null]);
  }
});

Deno.test("a gateway's pages are HTML, as an error and as a success", async () => {
  for (const [kind, status] of [["html_error", 502], ["html_page", 200]] as const) {
    const response = await ask({ [kind]: 1 });
    assertEquals([response.status, response.headers.get("content-type")], [status, "text/html"]);
    assert((await response.text()).startsWith("<!DOCTYPE html>"));
  }
});

Deno.test("bodies come empty, or cut off in the middle", async () => {
  assertEquals(await (await ask({ empty_body: 1 })).text(), "");
  const text = await (await ask({ truncated_json: 1 })).text();
  assert(JSON.stringify(sound).startsWith(text) && text.length > 1000);
});

Deno.test("a reset rejects, as fetch does", async () => {
  const error = await assertRejects(() => ask({ reset: 1 }), ConnectionReset);
  assert(error instanceof TypeError);
});

Deno.test("a cut body fails half-way, behind a sound status", async () => {
  const response = await ask({ cut_body: 1 });
  assertEquals(response.status, 200);
  const reader = response.body!.getReader();
  assert((await reader.read()).value!.length > 1000);
  await assertRejects(() => reader.read(), ConnectionReset);
});

Deno.test("a slow body waits half-way by the injected delay, and is whole in the end", async () => {
  const waited: number[] = [];
  const sandbox = createSandbox({
    ...world,
    faults: { slow_body: 1 },
    delay: (ms) => Promise.resolve(void waited.push(ms)),
  });
  assertEquals(await (await askSandbox(sandbox, query)).json(), sound);
  assertEquals(waited.length, 1);
  assert(waited[0]! >= 1000);
});

Deno.test("redirects lead to where the answer is, on the same origin or on another", async () => {
  for (const kind of ["redirect", "cross_origin_redirect"] as const) {
    const sandbox = createSandbox({ ...world, faults: { [kind]: 1 } });
    const response = await askSandbox(sandbox, query);
    assertEquals(response.status, 307);
    const target = new URL(response.headers.get("location")!);
    assertEquals(target.origin === new URL(sandbox.url).origin, kind === "redirect");
    const { clientId, clientSecret } = sandbox.credentials;
    const authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
    const there = await sandbox.handler(new Request(target, { headers: { authorization } }));
    assertEquals(await there.json(), sound);
  }
});

Deno.test("string_values makes flags and numbers text, and the session id a bare number", async () => {
  const text = await (await ask({ string_values: 1 })).text();
  const [session] = sound.sessions;
  assert(text.includes(`"session_id":${session.session_id},`));
  assert(text.includes(`"is_video_start_failure":"${session.is_video_start_failure}"`));
  assert(text.includes(`"playing_time_ms":"${session.playing_time_ms}"`));
  assert(JSON.parse(text).sessions.length > 0);
});

Deno.test("missing_fields leaves out some fields of most sessions, but never the ids", async () => {
  const { sessions } = await (await ask({ missing_fields: 1 })).json();
  const count = (session: object) => JSON.stringify(session).length;
  for (const [index, session] of sessions.entries()) {
    assertEquals(session.session_id, sound.sessions[index].session_id);
    assertEquals(session.client_id, sound.sessions[index].client_id);
    assert(count(session) < count(sound.sessions[index]));
  }
});

Deno.test("v2_names makes a flat record of the aliases that the spec knows", async () => {
  const { sessions } = await (await ask({ v2_names: 1 })).json();
  const [flat] = sessions;
  for (const { path, aliases } of CONTENT.fields) {
    const value = path.split(".").reduce((json, key) => json?.[key], sound.sessions[0]);
    if (value !== undefined) assertEquals(flat[aliases.at(-1) ?? path], value, path);
  }
  assertEquals(["network_info" in flat, "session_id" in flat], [false, false]);
});

Deno.test("all shape faults at once are still JSON, with all sessions in it", async () => {
  const body = await (await ask(Object.fromEntries(SHAPE_FAULTS.map((kind) => [kind, 1])))).json();
  assert(Array.isArray(body));
  const records = body.filter((record: { sessionId?: number } | null) =>
    record?.sessionId !== undefined
  );
  assertEquals(records.length, sound.sessions.length);
  assert(body.length > records.length);
});

Deno.test("faults happen as often as asked, and to the same requests each time", async () => {
  const kinds = fc.constantFrom(...ANSWER_FAULTS.filter((kind) => kind !== "slow_body"));
  await fc.assert(
    fc.asyncProperty(kinds, fc.nat(), fc.integer({ min: 0, max: 100 }), async (
      kind,
      seed,
      percent,
    ) => {
      const probability = percent / 100;
      const run = async () => {
        const sandbox = createSandbox({ ...world, seed, faults: { [kind]: probability } });
        for (let i = 0; i < 100; i++) {
          await askSandbox(sandbox, { ...query, limit: 1 }).catch(() => {});
        }
        return sandbox.requests.map(({ faults }) => faults.join());
      };
      const faults = await run();
      assertEquals(await run(), faults);
      const rate = faults.filter((name) => name === kind).length / faults.length;
      assert(Math.abs(rate - probability) <= 5 * Math.sqrt(0.25 / faults.length));
    }),
    { numRuns: 20 },
  );
});
