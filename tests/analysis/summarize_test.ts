import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import type { Session } from "../../src/session/session.ts";
import {
  type Estimate,
  type Group,
  isAvailable,
  type MetricKey,
  METRICS,
  parseThresholds,
  summarize,
  type SummarizeOptions,
  type Summary,
  tabulate,
} from "../../src/analysis/mod.ts";
import { OTHER } from "../support/other_endpoint.ts";
import { randomOf } from "../support/random.ts";
import { DAY_START_MS, drawSessions, pullOf } from "../support/viewing.ts";

const HOUR_MS = 3_600_000;

const session = (fields: Partial<Session>): Session => ({
  session_id: "1",
  client_id: "1",
  ...fields,
});

async function summaryOf(
  sessions: readonly Session[],
  options?: SummarizeOptions,
): Promise<Summary> {
  return summarize(await tabulate(sessions, CONTENT), pullOf(), options);
}

/** The value of a metric, or why it has none. */
function valueOf({ metrics }: Group, key: MetricKey): number | string {
  const metric = metrics[key];
  return isAvailable(metric) ? metric.value : metric.unavailable;
}

const played = (fields: Partial<Session> = {}) =>
  session({
    is_video_start_failure: false,
    is_exit_before_video_start: false,
    is_video_playback_failure: false,
    ...fields,
  });

const failed = () => session({ is_video_start_failure: true, is_exit_before_video_start: false });

Deno.test("failed starts are of the attempts, failed playbacks of the ended plays", async () => {
  const { total } = await summaryOf([
    failed(),
    played({ is_video_playback_failure: true }),
    played(),
    played(),
  ]);
  const { low, high, ...rate } = total.metrics.vsf as Estimate;
  assertEquals(rate, { value: 0.25, numerator: 1, denominator: 4, n: 4, unit: "share" });
  assertEquals([low!.toFixed(4), high!.toFixed(4)], ["0.0456", "0.6994"]);
  assertEquals(valueOf(total, "vpf"), 1 / 3);
  assertEquals([valueOf(total, "attempts"), valueOf(total, "plays")], [4, 3]);
  assertEquals(valueOf(total, "ended_plays"), 3);
});

Deno.test("a ratio is of sums, never a mean of ratios, and takes whole records only", async () => {
  const { total } = await summaryOf([
    played({
      playing_time_ms: 900,
      rebuffering_time_ms: 100,
      connection_induced_rebuffering_time_ms: 50,
    }),
    played({ playing_time_ms: 9000, rebuffering_time_ms: 0 }),
    played({ rebuffering_time_ms: 7777 }),
    played({ playing_time_ms: 5000 }),
  ]);
  assertEquals(valueOf(total, "rebuffering_ratio"), 100 / 10_000);
  assertEquals(valueOf(total, "cirr"), 50 / 1000);
});

Deno.test("bitrates are weighted by the playing time", async () => {
  const { total } = await summaryOf([
    played({ playing_time_ms: 1000, average_average_bitrate_bps: 1e6 }),
    played({ playing_time_ms: 3000, average_average_bitrate_bps: 5e6 }),
    played({ playing_time_ms: 0, average_average_bitrate_bps: 9e9 }),
  ]);
  assertEquals(valueOf(total, "average_bitrate_bps"), 4e6);
});

Deno.test("what did not start counts for no start time, even with one in its record", async () => {
  const { total } = await summaryOf([
    played({ video_start_time_ms: 1000 }),
    played({ video_start_time_ms: 3000 }),
    { ...failed(), video_start_time_ms: 60_000 },
  ]);
  assertEquals(valueOf(total, "video_start_time_ms_mean"), 2000);
  assertEquals(valueOf(total, "video_start_time_ms_p50"), 2000);
});

Deno.test("what the records lack is not available, and never 0", async () => {
  const { total } = await summaryOf([session({}), session({})]);
  const rates = Object.keys(METRICS).filter((key) => key !== "attempts") as MetricKey[];
  for (const key of rates) {
    assertEquals(total.metrics[key], {
      unavailable: key === "good_share" ? "no_thresholds" : "not_recorded",
    }, key);
  }
  assertEquals(valueOf(total, "attempts"), 2);
});

Deno.test("without a play there is no rate of plays, which is told apart from a missing field", async () => {
  const { total } = await summaryOf([failed(), failed()]);
  assertEquals(valueOf(total, "vpf"), "no_sessions");
  assertEquals(valueOf(total, "video_start_time_ms_p95"), "no_sessions");
  assertEquals(valueOf(total, "plays"), 0);
  assertEquals(valueOf((await summaryOf([])).total, "vsf"), "no_sessions");
});

Deno.test("good sessions have played and keep every threshold; an unknown value decides nothing", async () => {
  const good = parseThresholds("video_start_time_ms<=2000, rebuffering_ratio<0.5", CONTENT);
  const whole = { playing_time_ms: 100, rebuffering_time_ms: 0 };
  const { total } = await summaryOf([
    played({ video_start_time_ms: 2000, ...whole }),
    played({ video_start_time_ms: 2001, ...whole }),
    played({ video_start_time_ms: 1, playing_time_ms: 50, rebuffering_time_ms: 50 }),
    failed(),
    played({ video_start_time_ms: 1 }),
    played({ video_start_time_ms: 9999 }),
  ], { good });
  assertEquals(
    [total.metrics.good_share].map((metric) =>
      isAvailable(metric) && [
        metric.numerator,
        metric.denominator,
      ]
    ),
    [[1, 5]],
  );
});

Deno.test("a threshold that cannot be read, or is of nothing that a session has, is refused", () => {
  assertThrows(
    () => parseThresholds("vsf", CONTENT),
    QueryError,
    "a name, a comparison and a number",
  );
  assertThrows(
    () => parseThresholds("video_start_time<=2", CONTENT),
    QueryError,
    "did you mean 'video_start_time_ms'?",
  );
});

Deno.test("a rate of sessions that were picked by how they went is refused, with the right call", async () => {
  const table = await tabulate([failed()], CONTENT);
  const refusal = (filters: Parameters<typeof pullOf>[0]) =>
    assertThrows(() => summarize(table, pullOf(filters)), QueryError).findings[0]!;
  const flag = refusal({ parameters: { is_video_start_failure: true } });
  assertEquals([flag.parameter, flag.wayOut], ["is_video_start_failure", "rate_of_all"]);
  refusal({ parameters: { is_exit_before_video_start: false } });
  const errors = refusal({ dimensions: { video_start_failure_error: ["E1"] } });
  assertEquals(errors.parameter, "dimensions.video_start_failure_error");
  summarize(table, pullOf({ dimensions: { cdn: ["A"] }, tags: { plan: "x" } }));
});

Deno.test("groups that are not listed are in the rest, and the small ones are marked", async () => {
  const cdn = (name: string, count: number) =>
    Array.from({ length: count }, () => session({ network_info: { cdn: name } }));
  const sessions = [...cdn("A", 50), ...cdn("B", 40), ...cdn("C", 3), session({})];
  const { groups, other } = await summaryOf(sessions, { by: ["cdn"], maxGroups: 3 });
  assertEquals(groups.map(({ by, n, isSmall }) => [by.cdn, n, isSmall]), [
    ["A", 50, false],
    ["B", 40, false],
    ["C", 3, true],
  ]);
  assertEquals([other?.n, other?.by], [1, {}]);
});

Deno.test("groups stand in the order of a metric, small ones and those without a value last", async () => {
  const group = (cdn: string, plays: number, failures: number) =>
    [
      ...Array.from({ length: plays }, () => ({ ...played(), network_info: { cdn } })),
      ...Array.from({ length: failures }, () => ({ ...failed(), network_info: { cdn } })),
    ] as Session[];
  const unknown = Array.from({ length: 30 }, () => session({ network_info: { cdn: "?" } }));
  const sessions = [...group("A", 30, 1), ...unknown, ...group("B", 30, 9), ...group("C", 1, 9)];
  const order = async (options: SummarizeOptions) =>
    (await summaryOf(sessions, { by: ["cdn"], ...options })).groups.map(({ by }) => by.cdn);
  assertEquals(await order({ sort: "vsf" }), ["B", "A", "?", "C"]);
  assertEquals(await order({ sort: "vsf", order: "ascending" }), ["A", "B", "?", "C"]);
  assertEquals(await order({ sort: "vsf", minGroup: 5 }), ["C", "B", "A", "?"]);
});

Deno.test("groups and the rest are the total, session by session, whatever they are grouped by", async () => {
  const table = await tabulate(drawSessions(500, randomOf(3)), CONTENT);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom("cdn", "isp", "device_os", "app_version"), { maxLength: 3 }),
      fc.option(fc.constantFrom(300_000, HOUR_MS, 24 * HOUR_MS), { nil: undefined }),
      fc.constantFrom<MetricKey>("attempts", "vsf", "rebuffering_ratio", "video_start_time_ms_p90"),
      fc.integer({ min: 1, max: 200 }),
      (by, everyMs, sort, maxGroups) => {
        const { total, groups, other } = summarize(table, pullOf(), {
          by,
          everyMs,
          sort,
          maxGroups,
        });
        const parts = groups.length === 0 ? [total] : [...groups, ...other ? [other] : []];
        const sum = (key: MetricKey, what: "numerator" | "denominator") =>
          [total, ...parts].map(({ metrics }) => {
            const metric = metrics[key];
            return isAvailable(metric) ? metric[what]! : 0;
          }).reduce((rest, part) => rest - part);
        assertEquals(parts.reduce((n, group) => n + group.n, 0), total.n);
        assertEquals(sum("vsf", "numerator"), 0);
        assertEquals(sum("vpf", "denominator"), 0);
        const rest = sum("rebuffering_ratio", "denominator");
        assertEquals(Math.abs(rest) < 1e-3, true, `${rest}`);
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("an interval holds its value, and no value that there cannot be", async () => {
  const random = randomOf(9);
  for (const count of [1, 2, 3, 5, 20, 100]) {
    for (let round = 0; round < 20; round++) {
      const good = parseThresholds("video_start_time_ms<=2000", CONTENT);
      const { total } = await summaryOf(drawSessions(count, random, { stalling: 3 }), { good });
      for (const [key, metric] of Object.entries(total.metrics)) {
        if (!isAvailable(metric)) continue;
        const { value, unit } = metric;
        const { low, high } = { low: metric.low ?? 0, high: metric.high ?? value };
        const most = unit === "share" ? 1 : Infinity;
        assertEquals(
          [0 <= low, low <= value, value <= high, high <= most],
          Array(4).fill(true),
          key,
        );
      }
    }
  }
});

/** The starts and sizes of buckets, in which a session starts every half an hour of a span. */
async function buckets(from: string, hours: number, everyMs: number, timeZone?: string) {
  const startMs = Date.parse(from);
  const sessions = Array.from(
    { length: hours * 2 },
    (_, index) => session({ session_start_timestamp_ms: startMs + index * HOUR_MS / 2 }),
  );
  const { groups } = await summaryOf(sessions, { everyMs, timeZone });
  return groups.map(({ startMs, n }) => [new Date(startMs!).toISOString().slice(0, 16), n / 2]);
}

Deno.test("local days are as long as the clocks say, also when they change", async () => {
  const day = 24 * HOUR_MS;
  assertEquals(await buckets("2026-10-23T22:00Z", 73, day, "Europe/Berlin"), [
    ["2026-10-23T22:00", 24],
    ["2026-10-24T22:00", 25],
    ["2026-10-25T23:00", 24],
  ]);
  assertEquals(await buckets("2026-03-28T23:00Z", 47, day, "Europe/Berlin"), [
    ["2026-03-28T23:00", 23],
    ["2026-03-29T22:00", 24],
  ]);
  assertEquals(await buckets("2026-10-25T00:00Z", 24, day), [["2026-10-25T00:00", 24]]);
});

Deno.test("weeks begin on Monday, and the longer hours of a change are told apart", async () => {
  assertEquals(await buckets("2026-11-18T00:00Z", 24 * 7, 7 * 24 * HOUR_MS), [
    ["2026-11-16T00:00", 24 * 5],
    ["2026-11-23T00:00", 24 * 2],
  ]);
  assertEquals(await buckets("2026-10-24T23:00Z", 4, HOUR_MS, "Europe/Berlin"), [
    ["2026-10-24T23:00", 1],
    ["2026-10-25T00:00", 1],
    ["2026-10-25T01:00", 1],
    ["2026-10-25T02:00", 1],
  ]);
  assertEquals(await buckets("2026-10-24T22:00Z", 7, 3 * HOUR_MS, "Europe/Berlin"), [
    ["2026-10-24T22:00", 4],
    ["2026-10-25T02:00", 3],
  ]);
  assertEquals((await buckets("2026-11-18T00:00Z", 2, HOUR_MS, "Asia/Kolkata"))[0], [
    "2026-11-17T23:30",
    0.5,
  ]);
});

Deno.test("sessions whose start is not known have a bucket of their own", async () => {
  const { groups } = await summaryOf(
    [session({}), session({ session_start_timestamp_ms: DAY_START_MS + 5 })],
    { everyMs: HOUR_MS },
  );
  assertEquals(groups.map(({ startMs, n }) => [startMs, n]), [[DAY_START_MS, 1], [null, 1]]);
});

Deno.test("a breakdown that there is not is refused, and the one that is meant is named", async () => {
  const table = await tabulate([
    played({ session_start_timestamp_ms: 1 }),
    played({ session_start_timestamp_ms: 1e9 }),
  ], CONTENT);
  const finding = (options: SummarizeOptions) =>
    assertThrows(() => summarize(table, pullOf(), options), QueryError).findings[0]!;
  assertEquals(finding({ by: ["device_so"] }).correction, { by: ["device_os"] });
  assertEquals(finding({ by: ["cdn", "isp", "asn", "asset"] }).correction, {
    by: ["cdn", "isp", "asn"],
  });
  assertEquals(finding({ everyMs: 0 }).parameter, "everyMs");
  assertEquals(finding({ everyMs: 1 }).parameter, "everyMs");
  assertEquals(finding({ everyMs: HOUR_MS, timeZone: "Mars" }).parameter, "timeZone");
  assertEquals(finding({ sort: "vfs" as MetricKey }).correction, { sort: "vsf" });
  assertEquals(finding({ maxGroups: 0 }).parameter, "maxGroups");
  assertEquals(finding({ minGroup: 1.5 }).parameter, "minGroup");
  // A dimension of the catalogue that no session has is one group without a value.
  const { groups } = summarize(table, pullOf(), { by: ["isp"] });
  assertEquals(groups.map(({ by, n }) => [by.isp, n]), [[null, 2]]);
});

Deno.test("a threshold that cannot be read is answered with one of the endpoint that was asked", () => {
  const error = assertThrows(() => parseThresholds("fast", OTHER), QueryError);
  assertEquals(error.findings[0].allowed, "a list such as rebuffering_ratio<=0.02");
});
