/**
 * A million sessions, from memory: what their table takes, and how long it takes to fill, to summarize
 * and to diagnose it.
 */
import { CONTENT } from "../gen/endpoints.ts";
import { compare, diagnose, SessionTableBuilder, summarize } from "../src/analysis/mod.ts";
import { randomOf } from "../tests/support/random.ts";
import { drawSessions, pullOf } from "../tests/support/viewing.ts";
import { plantedSessions } from "./support/planted_sessions.ts";

const SESSIONS = 1_000_000;
const BATCH = 10_000;

const random = randomOf(1);
const builder = new SessionTableBuilder(CONTENT);
let fillMs = 0;
for (let count = 0; count < SESSIONS; count += BATCH) {
  const sessions = drawSessions(BATCH, random);
  const startMs = performance.now();
  for (const session of sessions) builder.add(session);
  fillMs += performance.now() - startMs;
}
const table = builder.build();
console.log(`a table of ${SESSIONS} sessions: ${table.bytes / SESSIONS} bytes a session`);
console.log(`  filled in ${(fillMs * 1000 / SESSIONS).toFixed(1)} µs a session`);

function time(what: string, work: () => unknown): void {
  const startMs = performance.now();
  work();
  console.log(`  ${what}: ${((performance.now() - startMs) / 1000).toFixed(2)} s`);
}

time("summarized", () => summarize(table, pullOf()));
time("by two dimensions", () => summarize(table, pullOf(), { by: ["isp", "device_os"] }));
time(
  "by two dimensions, sorted by the 95th percentile of the start time",
  () => summarize(table, pullOf(), { by: ["isp", "device_os"], sort: "video_start_time_ms_p95" }),
);
time(
  "by one dimension, every hour",
  () => summarize(table, pullOf(), { by: ["cdn"], everyMs: 3_600_000, timeZone: "Europe/Berlin" }),
);
const side = { table, pull: pullOf() };
time("compared with as many, by one dimension", () => compare(side, side, { by: ["isp"] }));

const current = { startMs: 3 * 3_600_000, endMs: 4 * 3_600_000 };
const baseline = [{ startMs: 0, endMs: current.startMs }];
const planted = plantedSessions({
  sessions: SESSIONS,
  startMs: 0,
  endMs: current.endMs,
  baseRate: 0.02,
  causes: [{ where: { cdn: "cdn 1" }, strength: 3, startMs: current.startMs }],
}, random);
/** Attributes that have nothing to do with the cause. */
const others = Array.from({ length: 20 }, (_, i) => ({
  name: `other ${i}`,
  values: Array.from({ length: 2 + i % 10 }, (_, value) => `value ${value}`),
  codes: Uint8Array.from({ length: SESSIONS }, () => Math.floor((2 + i % 10) * random() ** 2)),
}));
const attributes = [...planted.attributes, ...others];
const question = { current, baseline };
time("diagnosed, by ten attributes", () => diagnose(planted, question, random));
time("by thirty", () => diagnose({ ...planted, attributes }, question, random));
console.log(`  peak memory of the process: ${Math.round(Deno.memoryUsage().rss / 2 ** 20)} MB`);
