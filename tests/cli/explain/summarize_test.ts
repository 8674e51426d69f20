import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { parse } from "@std/csv";
import { type Group, isAvailable, METRICS } from "../../../src/analysis/mod.ts";
import {
  apiTables,
  compareSessions,
  diagnoseSessions,
  summarizeSessions,
  type SummaryAnswer,
  type TableSource,
} from "../../../src/explain/mod.ts";
import { createSessionsClient } from "../../../src/mod.ts";
import { withTempFolder } from "../../support/temp_folder.ts";
import { NOW_MS, suggestedCommands, worldWith } from "./world.ts";

const JSON_ARGS = ["--format", "json"];
const answerOf = ({ out }: { out: string }): SummaryAnswer => JSON.parse(out);

Deno.test("summarize --format json is one object with what the contract names", async () => {
  await using world = worldWith();
  const args = ["summarize", "--last", "2h", "--by", "cdn", "--sort", "vsf", ...JSON_ARGS];
  const result = await world.run(args);
  assertEquals(result.code, 0, result.err);
  const { range, filters, total, groups, coverage } = answerOf(result);
  assertEquals(range.endMs - range.startMs, 7_200_000);
  assertEquals(filters, { parameters: {}, tags: {}, dimensions: {} });
  assertEquals(coverage.complete, true);
  assertEquals(total.n, coverage.sessions);
  assertEquals(groups.reduce((sum, { n }) => sum + n, 0), total.n);
  assertEquals(groups[0]!.by, { cdn: "Polar Edge" }, "where something was planted");
  for (const group of [total, ...groups]) {
    assertEquals(Object.keys(group.metrics), Object.keys(METRICS));
    for (const value of Object.values(group.metrics)) {
      if (!isAvailable(value)) continue;
      assert((value.low ?? 0) <= value.value && value.value <= (value.high ?? Infinity));
    }
  }
});

Deno.test("what the commands print as JSON is what the library answers, whole", async () => {
  const query = { start: NOW_MS - 1_800_000, end: NOW_MS };
  const range = ["--start", "now-30m", "--end", "now"];
  const answers: [args: string[], answer: (source: TableSource) => Promise<unknown>][] = [
    [
      ["summarize", "--by", "cdn", "--sort", "vsf"],
      (source) => summarizeSessions(source, query, { by: ["cdn"], sort: "vsf" }),
    ],
    [["compare", "--to", "2h"], (source) => compareSessions(source, query, { to: "2h" })],
    [
      ["diagnose", "--by", "cdn", "--metric", "vsf"],
      (source) => diagnoseSessions(source, query, { by: ["cdn"], metrics: ["vsf"] }),
    ],
  ];
  for (const [args, answer] of answers) {
    await using world = worldWith();
    await using other = worldWith();
    const { content } = createSessionsClient<string>({
      credentials: other.api.credentials,
      baseUrl: other.api.url,
      now: () => NOW_MS,
    });
    const { out } = await world.run([...args, ...range, ...JSON_ARGS]);
    assertEquals(JSON.parse(out), JSON.parse(JSON.stringify(await answer(apiTables(content)))));
  }
});

Deno.test("summarize says it in a sentence, and shows groups, the rest and the total", async () => {
  await using world = worldWith();
  const args = ["summarize", "--last", "2h", "--by", "cdn,device_os", "--max-groups", "3"];
  const { code, out, err } = await world.run([...args, "--sort", "vsf"], 100);
  assertEquals(code, 0, err);
  assertMatch(out, /^Of [\d,]+ sessions [\d.]+ % failed to start, /);
  const rows = out.split("\n").filter((line) => /\d %/.test(line));
  assert(rows.some((row) => /^Polar Edge +Android .*●/.test(row)), out);
  assert(rows.some((row) => row.startsWith("other ")) && rows.some((row) => /^total /.test(row)));
  assertStringIncludes(err, "A sample of the sessions that have ended");
});

Deno.test("summarize over time begins its buckets where the clocks of a zone say so", async () => {
  await using world = worldWith();
  const args = ["summarize", "--start", "2026-11-22T20:20Z", "--end", "2026-11-22T22:20Z"];
  const zoned = [...args, "--every", "1h", "--time-zone", "Asia/Kolkata"];
  const { groups, timeZone } = answerOf(await world.run([...zoned, ...JSON_ARGS]));
  assertEquals(timeZone, "Asia/Kolkata");
  assertEquals(groups.map(({ startMs }) => new Date(startMs!).toISOString().slice(11, 16)), [
    "19:30",
    "20:30",
    "21:30",
  ]);
  const { out } = await world.run(zoned, 100);
  assertMatch(out, /\nfrom \(Asia\/Kolkata\) .*\n.*\n01:00 [^]*\n03:00 /);
});

Deno.test("groups over time are drawn alike, one below the other", async () => {
  await using world = worldWith();
  const args = ["summarize", "--last", "2h", "--by", "cdn", "--every", "15m"];
  const { out } = await world.run(args, 100);
  assertMatch(out, /\ncdn +n +VSF over time +lowest +highest +latest\n/);
  assertMatch(out, /\nPolar Edge .*[▅▆▇█]/);
});

Deno.test("summarize without groups lists all metrics, each with its n and interval", async () => {
  await using world = worldWith();
  const { out } = await world.run(["summarize", "--last", "2h"], 80);
  for (const { title, key } of Object.values(METRICS)) {
    if (key !== "good_share") assertStringIncludes(out, `\n${title} `);
  }
});

Deno.test("--good is a share of its own, and the groups are shown by it", async () => {
  await using world = worldWith();
  const args = ["summarize", "--last", "2h", "--by", "cdn", "--good", "video_start_time_ms<=2000"];
  const { total, good } = answerOf(await world.run([...args, ...JSON_ARGS]));
  assertEquals(good, [{ of: "video_start_time_ms", comparator: "<=", bound: 2000 }]);
  assert(isAvailable(total.metrics.good_share));
  const { out } = await world.run(args, 100);
  assertMatch(out, /% were good/);
  assertMatch(out, /\ncdn +n +good +95 %/);
});

Deno.test("summarize --format csv has a row for each group and for all, with the values of its JSON", async () => {
  await using world = worldWith();
  const args = ["summarize", "--last", "2h", "--by", "cdn"];
  const { out, code } = await world.run([...args, "--format", "csv"]);
  assertEquals(code, 0);
  const rows = parse(out, { skipFirstRow: true }) as Record<string, string>[];
  const { groups, total } = answerOf(await world.run([...args, ...JSON_ARGS]));
  assertEquals(rows.map(({ row, cdn }) => [row, cdn]), [
    ...groups.map(({ by }) => ["group", by.cdn ?? ""]),
    ["total", ""],
  ]);
  [...groups, total].forEach(({ n, metrics: { vsf } }, index) => {
    if (!isAvailable(vsf)) throw new Error("Start failures are known");
    const row = rows[index]!;
    assertEquals([row.n, row.vsf, row.vsf_low, row.vsf_high, row.vsf_n].map(Number), [
      n,
      vsf.value,
      vsf.low,
      vsf.high,
      vsf.n,
    ]);
  });
});

Deno.test("a rate on sessions that were picked by an outcome is refused before anything is asked", async () => {
  await using world = worldWith();
  const args = ["summarize", "--last", "2h", "--filter", "is_video_start_failure=true"];
  const { code, out, err } = await world.run(args);
  assertEquals([code, out, world.api.requests.length], [2, "", 0]);
  assertStringIncludes(err, "picks sessions by how they went");
  assertStringIncludes(err, "leave this filter out");
});

Deno.test("a wrong name is refused before anything is asked, with the right one", async () => {
  await using world = worldWith();
  const wrong: [args: string[], tried: RegExp][] = [
    [["--sort", "vfs"], /--sort[^]*try +--sort vsf\n/],
    [["--good", "video_start_tme_ms<=2000"], /--good[^]*did you mean 'video_start_time_ms'/],
    [["--by", "cdnn"], /--by[^]*try +--by cdn\n/],
    [["--every", "5m", "--time-zone", "Mars/Olympus"], /--time-zone[^]*no such time zone/],
    [["--last", "2 huors"], /--last[^]*try +--last 2h\n/],
    [["--order", "up"], /ascending, descending/],
    [["--format", "ndjson"], /table, json, csv/],
    [["--max-groups", "0"], /whole number above 0/],
  ];
  for (const [args, tried] of wrong) {
    const { code, out, err } = await world.run(["summarize", ...args]);
    assertEquals([code, out], [2, ""], args.join(" "));
    assertMatch(err, tried);
  }
  assertEquals(world.api.requests.length, 0);
});

Deno.test("of no session the notes say why, and which value was meant", async () => {
  await using world = worldWith();
  const { code, out, err } = await world.run([
    "summarize",
    "--last",
    "1h",
    "--filter",
    "device_os=android",
  ]);
  assertEquals([code, out], [0, "No session came, so that there is nothing to summarize\n"]);
  assertStringIncludes(err, "--filter device_os=Android");
});

Deno.test("what is suggested asks the same API, and lets the same dimensions pass", async () => {
  await using world = worldWith();
  const args = ["summarize", "--sandbox", "--account-dimensions", "--last", "2m"];
  const { err } = await world.run(args);
  assertEquals(suggestedCommands(err)[0]!.slice(0, 3), [
    "diagnose",
    "--sandbox",
    "--account-dimensions",
  ]);
});

Deno.test("a summary that lacks a part of its range says so, and ends in 5", async () => {
  await using world = worldWith();
  const range = ["--start", "now-1h", "--end", "now+1h"];
  const { code, out, err } = await world.run(["summarize", ...range, ...JSON_ARGS]);
  assertEquals([code, answerOf({ out }).coverage.complete], [5, false], err);
  assertStringIncludes(err, "Incomplete: ");
});

Deno.test("summarize --in has the figures that the API gives for the same range", async () => {
  await using world = worldWith();
  await withTempFolder(async (folder) => {
    const range = ["--start", "2026-11-22T18:00Z", "--end", "2026-11-22T20:00Z"];
    for (const output of [`${folder}/sessions.duckdb`, `${folder}/sessions/`]) {
      const harvested = await world.run(["harvest", ...range, "--out", output]);
      assertEquals(harvested.code, 0, harvested.err);
      const args = ["summarize", "--by", "cdn,plan", ...range, ...JSON_ARGS];
      const [api, stored] = [await world.run(args), await world.run([...args, "--in", output])]
        .map(answerOf) as [SummaryAnswer, SummaryAnswer];
      assertEquals(stored.groups.length, api.groups.length);
      const groupOf = (answer: SummaryAnswer, { by }: Group) =>
        answer.groups.find((group) => JSON.stringify(group.by) === JSON.stringify(by))!;
      for (const group of [api.total, ...api.groups]) {
        const other = group === api.total ? stored.total : groupOf(stored, group);
        assertEquals(other.n, group.n);
        for (const key of Object.keys(METRICS) as (keyof typeof METRICS)[]) {
          assertAlike(other.metrics[key], group.metrics[key], key);
        }
      }
    }
  });
});

Deno.test("summarize --in without a range means all of the output, without an account", async () => {
  await using world = worldWith();
  await withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    const range = ["--start", "2026-11-22T10:00Z", "--end", "2026-11-22T12:00Z"];
    await world.run(["harvest", ...range, "--out", output]);
    const asked = world.api.requests.length;
    const { code, out, err } = await world.run(["summarize", "--in", output]);
    assertEquals([code, world.api.requests.length], [0, asked], err);
    assertMatch(out, /^Of [\d,]+ sessions/);
    const [diagnose] = suggestedCommands(err);
    assertEquals(diagnose!.slice(0, 3), ["diagnose", "--in", output]);
    const missing = await world.run(["summarize", "--in", `${folder}/nothing.duckdb`]);
    assertEquals(missing.code, 2);
  });
});

Deno.test("no line is wider than the terminal, and what had no space is named", async () => {
  await using world = worldWith();
  for (const columns of [60, 100]) {
    const args = ["summarize", "--last", "20m", "--by", "cdn,device_os", "--every", "10m"];
    for (const asked of [args, args.slice(0, 5), args.slice(0, 3)]) {
      const { out } = await world.run(asked, columns);
      const widest = Math.max(...out.split("\n").map((line) => line.length));
      assert(widest <= columns, `${widest} > ${columns}\n${out}`);
    }
  }
  const { err } = await world.run(["summarize", "--last", "2h", "--by", "cdn"], 60);
  assertMatch(err, /No space for: .*bitrate/s);
});

/** Two values of a metric that are the same but for the order of sums. */
function assertAlike(one: unknown, other: unknown, name: string): void {
  const [values, others] = [one, other].map((value) => Object.entries(value as object));
  assertEquals(values!.length, others!.length, name);
  values!.forEach(([key, value], index) => {
    const [, expected] = others![index]!;
    if (typeof value !== "number") assertEquals(value, expected, `${name} ${key}`);
    else assertAlmostEquals(value, expected, 1e-9 * Math.max(1, Math.abs(value)));
  });
}
