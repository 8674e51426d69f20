import { assert, assertEquals } from "@std/assert";
import { compareSessions, summarizeSessions } from "../../src/explain/mod.ts";
import { isAvailable } from "../../src/analysis/mod.ts";
import { askable, HOUR_MS, incidentSince, NOW_MS } from "./support.ts";

const LAST_HOUR = { start: NOW_MS - HOUR_MS, end: NOW_MS };

Deno.test("a quiet hour that is just over is no worse than the same hour a day earlier", async () => {
  // Its plays have not all ended, while all of its failures have.
  const { source } = askable({ sessionsPerDay: 200_000 });
  const { changes, current, baseline, provenance } = await compareSessions(source, LAST_HOUR);
  assertEquals(baseline.range.startMs, current.range.startMs - 24 * HOUR_MS);
  assertEquals(changes.filter(({ verdict }) => verdict === "worse"), []);
  const vsf = changes.find(({ metric }) => metric === "vsf")!;
  assert(Math.abs(vsf.ratio! - 1) < 0.2, String(vsf.ratio));
  assert(Math.abs(provenance.pulls[1]!.seen!.endedWithinMs) < 60_000);
  const all = await summarizeSessions(source, {
    start: baseline.range.startMs,
    end: baseline.range.endMs,
  });
  assert(all.total.n > 1.1 * baseline.total.n, "the sessions that had not ended are left out");
});

Deno.test("a longer baseline is seen in stretches as long as the range", async () => {
  const { source, sandbox } = askable();
  const window = { startMs: NOW_MS - 5 * HOUR_MS, endMs: NOW_MS - HOUR_MS };
  const { baseline, provenance } = await compareSessions(source, LAST_HOUR, {
    baseline: { start: window.startMs, end: window.endMs },
  });
  const { endedWithinMs } = provenance.pulls[1]!.seen!;
  const seen = sandbox.truth(window).filter((session) => {
    const startMs = session.session_start_timestamp_ms as number;
    const stretchEndMs = (Math.floor(startMs / HOUR_MS) + 1) * HOUR_MS;
    return session.session_end_timestamp_ms as number <= stretchEndMs + endedWithinMs;
  });
  assertEquals(baseline.total.n, seen.length);
  assert(seen.length < 0.95 * sandbox.count(window));
});

Deno.test("what became worse in an hour is found, with the groups that changed most", async () => {
  const { source } = askable({
    sessionsPerDay: 100_000,
    incidents: [incidentSince(NOW_MS - HOUR_MS, {
      kind: "video_start_failure",
      where: { cdn: ["Polar Edge"] },
      strength: 0.1,
    })],
  });
  const answer = await compareSessions(source, LAST_HOUR, { to: "1h", by: ["cdn"] });
  const vsf = answer.changes.filter(({ metric }) => metric === "vsf");
  assertEquals(vsf[0]?.verdict, "worse");
  assertEquals([vsf[1]?.by, vsf[1]?.verdict], [{ cdn: "Polar Edge" }, "worse"]);
  assertEquals(vsf.slice(2).filter(({ verdict }) => verdict === "worse"), []);
});

Deno.test("two filters are compared over the same range, and other filters stay", async () => {
  const { source, sandbox } = askable();
  const query = { ...LAST_HOUR, tags: { plan: "premium" }, dimensions: { device_os: "Android" } };
  const { current, baseline } = await compareSessions(source, query, {
    versus: { dimensions: { device_os: "iOS" } },
  });
  assertEquals(baseline.range, current.range);
  assertEquals(baseline.filters, {
    parameters: {},
    tags: { plan: "premium" },
    dimensions: { device_os: ["iOS"] },
  });
  const window = { startMs: LAST_HOUR.start, endMs: LAST_HOUR.end };
  for (const [side, os] of [[current, "Android"], [baseline, "iOS"]] as const) {
    assertEquals(
      side.total.n,
      sandbox.count(window, { tag_plan: ["premium"], device_os: [os] }),
    );
  }
});

Deno.test("a summary groups by a tag that is written with the API's prefix", async () => {
  const { source } = askable();
  const { groups, by, total } = await summarizeSessions(source, LAST_HOUR, { by: ["tag_plan"] });
  assertEquals(by, ["plan"]);
  assert(groups.some(({ by }) => by.plan === "premium"));
  assert(isAvailable(total.metrics.vsf));
});
