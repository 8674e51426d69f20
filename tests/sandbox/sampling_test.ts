import { assert, assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { createSandbox } from "../../sandbox/mod.ts";
import { askSessions, identity, NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const window = { startMs: NOW_MS - 6 * HOUR_MS, endMs: NOW_MS - 4 * HOUR_MS };
const range = { start_epoch_ms: window.startMs, end_epoch_ms: window.endMs };
const options = { now: () => NOW_MS, sessionsPerDay: 250_000, rateLimits: false };
const sandbox = createSandbox(options);
const limit = CONTENT.limits.maxSessions;

Deno.test("a full response has as many sessions as were asked for, all of them true", async () => {
  const truth = new Set(sandbox.truth(window).map(identity));
  assert(truth.size > 8 * limit);
  const sample = await askSessions(sandbox, { ...range, limit });
  assertEquals(sample.length, limit);
  assertEquals(new Set(sample.map(identity)).size, limit);
  assert(sample.every((session) => truth.has(identity(session))));
});

Deno.test("the sample is the same each time, and a smaller one is a part of it", async () => {
  const large = (await askSessions(sandbox, { ...range, limit })).map(identity);
  assertEquals((await askSessions(sandbox, { ...range, limit })).map(identity), large);
  const small = await askSessions(sandbox, { ...range, limit: 100 });
  assert(small.every((session) => large.includes(identity(session))));
});

Deno.test("the sample favours no time, no duration and no trait", async () => {
  const truth = sandbox.truth(window);
  const sample = await askSessions(sandbox, { ...range, limit });
  const middleMs = (window.startMs + window.endMs) / 2;
  const traits: ((session: typeof truth[number]) => boolean)[] = [
    (s) => s.session_start_timestamp_ms! < middleMs,
    (s) => s.session_start_timestamp_ms! < window.startMs + 0.1 * (window.endMs - window.startMs),
    (s) => s.session_end_timestamp_ms! - s.session_start_timestamp_ms! > 1_280_000,
    (s) => s.session_end_timestamp_ms! - s.session_start_timestamp_ms! < 80_000,
    (s) => s.device_info?.device_os === "iOS",
    (s) => s.network_info?.cdn === "Polar Edge",
    (s) => s.is_exit_before_video_start === true,
    (s) => s.rebuffering_time_ms! > 0,
  ];
  for (const trait of traits) {
    const expected = truth.filter(trait).length / truth.length;
    const found = sample.filter(trait).length / sample.length;
    const deviation = Math.sqrt((expected * (1 - expected)) / sample.length);
    assert(Math.abs(found - expected) < 4 * deviation, `${trait}: ${found} for ${expected}`);
  }
});

Deno.test("a filtered response is full only if the filter leaves too many", async () => {
  const filters = { cdn: ["In-House"], device_os: ["Android"] };
  const truth = sandbox.truth(window, filters).map(identity).sort();
  assert(truth.length > 100 && truth.length < limit, `${truth.length}`);
  const all = await askSessions(sandbox, { ...range, ...filters, limit });
  assertEquals(all.map(identity).sort(), truth);
  assertEquals((await askSessions(sandbox, { ...range, ...filters, limit: 100 })).length, 100);
});

Deno.test("the order of a response is the one that was chosen", async () => {
  const starts = async (order: "oldest_first" | "newest_first" | "scrambled") =>
    (await askSessions(createSandbox({ ...options, order }), range))
      .map((session) => session.session_start_timestamp_ms!);
  const oldestFirst = (await starts("scrambled")).sort((a, b) => a - b);
  assertEquals(await starts("oldest_first"), oldestFirst);
  assertEquals(await starts("newest_first"), oldestFirst.toReversed());
  const scrambled = await starts("scrambled");
  assert(scrambled.some((startMs, index) => startMs !== oldestFirst[index]));
  assert(scrambled.some((startMs, index) => startMs !== oldestFirst.at(-1 - index)));
});
