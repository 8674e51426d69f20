/**
 * A million sessions, from memory: what their table takes, and how long it takes to fill and to
 * summarize it.
 */
import { CONTENT } from "../gen/endpoints.ts";
import { compare, SessionTableBuilder, summarize } from "../src/analysis/mod.ts";
import { randomOf } from "../tests/support/random.ts";
import { drawSessions, pullOf } from "../tests/support/viewing.ts";

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
console.log(`  peak memory of the process: ${Math.round(Deno.memoryUsage().rss / 2 ** 20)} MB`);
