import { assert, assertEquals } from "@std/assert";
import {
  compareSessions,
  diagnoseSessions,
  type DiagnosisAnswer,
  type SessionsQuery,
  summarizeSessions,
  type TableSource,
} from "../../src/explain/mod.ts";
import { harvest, outputTables, querySql } from "../../src/harvest/mod.ts";
import { withTempFolder } from "../support/temp_folder.ts";
import { askable, HOUR_MS, incidentSince, NOW_MS } from "./support.ts";

const RANGE = { start: NOW_MS - HOUR_MS, end: NOW_MS };
const WHERE = { cdn: ["Polar Edge"], device_os: ["Android"] };
const BY = ["cdn", "device_os", "geo_country_code", "plan"];

/** Every number of an answer, with its place; requests and notices aside, which an output has none of. */
function figuresOf(value: unknown, path = ""): [path: string, figure: number | null][] {
  if (typeof value === "number" || value === null) return [[path, value]];
  if (typeof value !== "object") return [];
  return Object.entries(value as object).flatMap(([name, member]) =>
    ["coverage", "asked", "requests", "windows"].includes(name)
      ? []
      : figuresOf(member, `${path}.${name}`)
  );
}

function assertSameFigures(again: unknown, answer: unknown): number {
  const [found, expected] = [figuresOf(again), figuresOf(answer)];
  assertEquals(found.map(([path]) => path), expected.map(([path]) => path));
  found.forEach(([path, figure], at) => {
    const wanted = expected[at]![1];
    if (figure === wanted) return;
    assert(
      Math.abs(figure! - wanted!) <= 1e-9 * Math.abs(wanted!),
      `${path}: ${figure} is not ${wanted}`,
    );
  });
  return found.length;
}

/** Ten answers: summaries, comparisons and diagnoses. */
const ASKED: Readonly<
  Record<string, (source: TableSource, query: SessionsQuery<string>) => Promise<unknown>>
> = {
  "a summary": (source, query) => summarizeSessions(source, query),
  "a summary by two dimensions": (source, query) =>
    summarizeSessions(source, query, { by: ["cdn", "device_os"], sort: "vsf" }),
  "a summary by a tag over time": (source, query) =>
    summarizeSessions(source, query, { by: ["plan"], everyMs: 900_000, timeZone: "Asia/Kolkata" }),
  "a summary of one CDN with thresholds": (source, query) =>
    summarizeSessions(source, { ...query, dimensions: { cdn: "Polar Edge" } }, {
      good: [{ of: "video_start_time_ms", comparator: "<=", bound: 3000 }],
    }),
  "a comparison with an hour earlier": (source, query) =>
    compareSessions(source, query, { to: "1h", by: ["cdn"] }),
  "a comparison with a longer range": (source, query) =>
    compareSessions(source, query, {
      baseline: { start: NOW_MS - 4 * HOUR_MS, end: NOW_MS - HOUR_MS },
    }),
  "a comparison of two CDNs": (source, query) =>
    compareSessions(source, { ...query, dimensions: { cdn: "Polar Edge" } }, {
      versus: { dimensions: { cdn: "Northwind CDN" } },
    }),
  "a diagnosis": (source, query) => diagnoseSessions(source, query, { by: BY, maxRequests: 400 }),
  "a diagnosis of one metric over a baseline of its own": (source, query) =>
    diagnoseSessions(source, query, {
      by: BY,
      metrics: ["vsf"],
      baseline: { start: NOW_MS - 4 * HOUR_MS, end: NOW_MS - 2 * HOUR_MS },
    }),
  "a diagnosis of one system": (source, query) =>
    diagnoseSessions(source, { ...query, dimensions: { device_os: "Android" } }, {
      by: ["cdn", "geo_country_code"],
      slowStartMs: 4000,
    }),
};

Deno.test("every figure of ten answers can be computed again from what harvest collected", () =>
  withTempFolder(async (folder) => {
    const { client, source } = askable({
      incidents: [incidentSince(NOW_MS - HOUR_MS / 2, {
        kind: "video_start_failure",
        where: WHERE,
        strength: 0.5,
      })],
    });
    const output = `${folder}/sessions.duckdb`;
    for (
      const [startMs, endMs] of [[NOW_MS - 25 * HOUR_MS, NOW_MS - 24 * HOUR_MS], [
        NOW_MS - 4 * HOUR_MS,
        NOW_MS,
      ]]
    ) {
      await harvest({ client, query: { start: startMs, end: endMs }, output });
    }
    const stored = outputTables(output, { now: () => NOW_MS });
    let figures = 0;
    for (const [name, ask] of Object.entries(ASKED)) {
      const [answer, again] = [await ask(source, RANGE), await ask(stored, RANGE)];
      const compared = assertSameFigures(again, answer);
      assert(compared > 20, `${name}: ${compared} figures`);
      figures += compared;
    }
    assert(figures > 2000, String(figures));
  }));

Deno.test("the figures of a diagnosis follow from its provenance, in SQL over what harvest collected", () =>
  withTempFolder(async (folder) => {
    const { client, source } = askable({
      incidents: [incidentSince(NOW_MS - HOUR_MS / 2, {
        kind: "video_start_failure",
        where: WHERE,
        strength: 0.5,
      })],
    });
    const output = `${folder}/sessions.duckdb`;
    const answer = await diagnoseSessions(source, RANGE, {
      by: BY,
      metrics: ["vsf"],
      maxRequests: 400,
    });
    for (const { windows } of answer.provenance.pulls) {
      for (const { startMs, endMs } of windows) {
        await harvest({ client, query: { start: startMs, end: endMs }, output });
      }
    }
    const [problem] = answer.problems;
    const [cause] = problem!.causes;
    assertEquals(cause!.where, { cdn: "Polar Edge", device_os: "Android" });
    const isIn = "cdn = 'Polar Edge' AND device_os = 'Android'";
    const [n, bad, all, allBad] = await numbersOf(
      output,
      `SELECT count(*) FILTER (${isIn}), count(*) FILTER (${isIn} AND is_video_start_failure),
         count(*), count(*) FILTER (is_video_start_failure)
         FROM sessions WHERE is_video_start_failure IS NOT NULL AND ${within(answer.range)}`,
    );
    assertEquals([cause!.n, cause!.bad], [n, bad]);
    assertEquals([problem!.n, problem!.value], [all, allBad! / all!]);
    assertEquals(cause!.share, n! / all!);
    assertEquals(cause!.ratio, cause!.bad / cause!.expectedBad);
    await assertTrend(output, answer);
    const found = await Array.fromAsync(client.sessions(cause!.query));
    assertEquals(found.length, cause!.bad);
  }));

/** Each point of the trend, the baseline as it would have been seen. */
async function assertTrend(output: string, answer: DiagnosisAnswer): Promise<void> {
  const { trend } = answer.problems[0]!;
  const baseline = answer.provenance.pulls.find(({ purpose }) => purpose === "baseline")!;
  for (const point of trend) {
    const window = [answer.range, ...answer.baseline].find(({ startMs, endMs }) =>
      point.startMs >= startMs && point.endMs <= endMs
    )!;
    const endedBy = point.isBaseline
      ? `AND epoch_ms(session_end_timestamp_ms) <= ${window.endMs + baseline.seen!.endedWithinMs}`
      : "";
    const [n, bad] = await numbersOf(
      output,
      `SELECT count(*), count(*) FILTER (is_video_start_failure) FROM sessions
         WHERE is_video_start_failure IS NOT NULL AND ${within(point)} ${endedBy}`,
    );
    assertEquals([point.n, point.bad], [n, bad]);
  }
  assertEquals(trend.length, 60);
}

function within({ startMs, endMs }: { startMs: number; endMs: number }): string {
  const start = "epoch_ms(session_start_timestamp_ms)";
  return `${start} >= ${startMs} AND ${start} < ${endMs}`;
}

async function numbersOf(output: string, sql: string): Promise<number[]> {
  await using result = await querySql(sql, { input: output });
  const [row] = (await Array.fromAsync(result.batches)).flat();
  return row!.map(Number);
}
