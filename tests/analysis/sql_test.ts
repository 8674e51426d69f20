import { DuckDBInstance } from "@duckdb/node-api";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import type { Session } from "../../src/session/session.ts";
import {
  type Estimate,
  type Group,
  type MetricKey,
  METRICS,
  parseThresholds,
  summarize,
  tabulate,
} from "../../src/analysis/mod.ts";
import { pullOf } from "../support/viewing.ts";

/** The metrics in SQL, by their definitions alone: numerator, denominator and value of each. */
const METRIC_SQL: Partial<
  Record<MetricKey, [numerator: string | null, denominator: string | null, value?: string]>
> = {
  attempts: [null, null, "count(*)"],
  plays: [null, null, "count(*) FILTER (played)"],
  ended_plays: [null, null, "count(*) FILTER (played)"],
  vsf: share("vsf"),
  vsf_t: share("vsf_t"),
  vsf_b: share("vsf_b"),
  ebvs: share("ebvs"),
  vpf: share("vpf", "played"),
  vpf_t: share("vpf_t", "played"),
  vpf_b: share("vpf_b", "played"),
  video_start_time_ms_mean: ["sum(vst) FILTER (played)", "count(vst) FILTER (played)"],
  video_start_time_ms_p50: percentile(0.5),
  video_start_time_ms_p90: percentile(0.9),
  video_start_time_ms_p95: percentile(0.95),
  video_start_time_ms_p99: percentile(0.99),
  rebuffering_ratio: ratio("rebuffering", "playing + rebuffering"),
  cirr: ratio("induced", "playing + rebuffering"),
  average_bitrate_bps: ratio("bitrate * playing", "playing"),
  average_peak_bitrate_bps: ratio("peak_bitrate * playing", "playing"),
  live_share: share("live"),
  good_share: share("good"),
};

function share(condition: string, among = "true"): [string, string] {
  return [
    `count(*) FILTER (${among} AND ${condition})`,
    `count(*) FILTER (${among} AND ${condition} IS NOT NULL)`,
  ];
}

function percentile(part: number): [null, null, string] {
  return [null, null, `quantile_cont(vst, ${part}) FILTER (played)`];
}

function ratio(above: string, below: string): [string, string] {
  const whole = `FILTER ((${above}) IS NOT NULL AND (${below}) > 0)`;
  return [`sum(${above}) ${whole}`, `sum(${below}) ${whole}`];
}

const SESSIONS_SQL = `
  WITH raw AS (SELECT unnest(from_json($json, '[{
    "cdn": "VARCHAR", "isp": "VARCHAR", "category": "VARCHAR", "vst": "DOUBLE",
    "playing": "DOUBLE", "rebuffering": "DOUBLE", "induced": "DOUBLE", "bitrate": "DOUBLE",
    "peak_bitrate": "DOUBLE", "vsf0": "BOOLEAN", "vsf_t0": "BOOLEAN", "vsf_b0": "BOOLEAN",
    "ebvs0": "BOOLEAN", "vpf0": "BOOLEAN", "vpf_t0": "BOOLEAN", "vpf_b0": "BOOLEAN"}]'),
    recursive := true)),
  failures AS (SELECT *,
    CASE WHEN vsf_t0 OR vsf_b0 THEN true ELSE vsf0 END AS vsf,
    CASE WHEN vpf_t0 OR vpf_b0 THEN true ELSE vpf0 END AS vpf FROM raw),
  reasons AS (SELECT *,
    CASE WHEN NOT vsf THEN false ELSE vsf_t0 END AS vsf_t,
    CASE WHEN NOT vsf THEN false ELSE vsf_b0 END AS vsf_b,
    CASE WHEN NOT vpf THEN false ELSE vpf_t0 END AS vpf_t,
    CASE WHEN NOT vpf THEN false ELSE vpf_b0 END AS vpf_b,
    CASE WHEN vsf THEN false ELSE ebvs0 END AS ebvs FROM failures),
  plays AS (SELECT *,
    CASE WHEN vsf OR ebvs THEN false
      WHEN vpf OR vst >= 0 OR playing > 0 OR (NOT vsf AND NOT ebvs) THEN true END AS played,
    CASE category WHEN 'Live' THEN true WHEN 'VOD' THEN false END AS live FROM reasons),
  sessions AS (SELECT *,
    (coalesce(played, true) AND vst <= 2000 AND
      rebuffering / nullif(playing + rebuffering, 0) <= 0.1) AS good FROM plays)`;

async function metricsInSql(sessions: readonly Session[], by: readonly string[]) {
  const rows = sessions.map((one) => ({
    cdn: one.network_info?.cdn,
    isp: one.network_info?.isp,
    category: one.content_info?.content_category,
    vst: one.video_start_time_ms,
    playing: one.playing_time_ms,
    rebuffering: one.rebuffering_time_ms,
    induced: one.connection_induced_rebuffering_time_ms,
    bitrate: one.average_average_bitrate_bps,
    peak_bitrate: one.average_peak_bitrate_bps,
    vsf0: one.is_video_start_failure,
    vsf_t0: one.is_video_start_failure_tech,
    vsf_b0: one.is_video_start_failure_business,
    ebvs0: one.is_exit_before_video_start,
    vpf0: one.is_video_playback_failure,
    vpf_t0: one.is_video_playback_failure_tech,
    vpf_b0: one.is_video_playback_failure_business,
  }));
  const columns = Object.entries(METRIC_SQL).flatMap(([key, [above, below, value]]) => [
    `${above ?? "NULL"} AS "${key}.numerator"`,
    `${below ?? "NULL"} AS "${key}.denominator"`,
    `${value ?? `${above} / nullif(${below}, 0)`} AS "${key}.value"`,
  ]);
  const sql = `${SESSIONS_SQL} SELECT ${["count(*)::DOUBLE AS n", ...by, ...columns].join(", ")}
    FROM sessions ${by.length > 0 ? `GROUP BY ${by.join(", ")}` : ""}`;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const result = await connection.run(sql, { json: JSON.stringify(rows) });
    return await result.getRowObjectsJS() as Record<string, string | number | bigint | null>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function assertSameMetrics({ metrics }: Group, row: Record<string, unknown>): void {
  for (const key of Object.keys(METRICS) as MetricKey[]) {
    const { value, numerator, denominator } = metrics[key] as Partial<Estimate>;
    // A count of 0 in SQL does not say whether the records lack what it counts.
    if (key.endsWith("plays") && value === undefined) continue;
    for (const [part, found] of Object.entries({ value, numerator, denominator })) {
      const expected = row[`${key}.${part}`];
      const isNothing = expected === null || expected === undefined ||
        row[`${key}.value`] === null;
      if (isNothing) {
        assertEquals(found, undefined, `${key}.${part}`);
        continue;
      }
      const distance = Math.abs(found! - Number(expected));
      const isSame = distance <= 1e-9 * Math.max(1e-9, Math.abs(Number(expected)));
      assertEquals(isSame, true, `${key}.${part}: ${found} is not ${expected}`);
    }
  }
}

const flag = fc.option(fc.boolean(), { freq: 6 });
const number = (...odd: number[]) =>
  fc.option(fc.oneof(fc.constantFrom(0, ...odd), fc.double({ min: 0, max: 1e7, noNaN: true })));
const anySession = fc.record({
  session_id: fc.constant("1"),
  client_id: fc.constant("1"),
  video_start_time_ms: number(2000),
  playing_time_ms: number(1e-9, 1e12),
  rebuffering_time_ms: number(1e-9, 1e12),
  connection_induced_rebuffering_time_ms: number(),
  average_average_bitrate_bps: number(1e15),
  average_peak_bitrate_bps: number(),
  is_video_start_failure: flag,
  is_video_start_failure_tech: flag,
  is_video_start_failure_business: flag,
  is_exit_before_video_start: flag,
  is_video_playback_failure: flag,
  is_video_playback_failure_tech: flag,
  is_video_playback_failure_business: flag,
  network_info: fc.record({
    cdn: fc.constantFrom("A", "B'", null),
    isp: fc.constantFrom("x", "ISP, Ä", null),
  }),
  content_info: fc.record({ content_category: fc.constantFrom("Live", "VOD", "Trailer", null) }),
}) as fc.Arbitrary<Session>;

Deno.test("every metric of every group is what SQL computes over the same sessions", async () => {
  const good = parseThresholds("video_start_time_ms<=2000,rebuffering_ratio<=0.1", CONTENT);
  await fc.assert(
    fc.asyncProperty(
      fc.array(anySession, { minLength: 1, maxLength: 300, size: "max" }),
      fc.subarray(["cdn", "isp"]),
      async (sessions, by) => {
        const table = await tabulate(sessions, CONTENT);
        const { total, groups } = summarize(table, pullOf(), { by, good, maxGroups: 1000 });
        const rows = await metricsInSql(sessions, by);
        const found = by.length === 0 ? [total] : groups;
        assertEquals(found.length, rows.length);
        for (const group of found) {
          const row = rows.find((one) => by.every((name) => one[name] === group.by[name]))!;
          assertEquals(row.n, group.n);
          assertSameMetrics(group, row);
        }
      },
    ),
    { numRuns: 60, seed: 12 },
  );
});
