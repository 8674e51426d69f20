import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { parse } from "@std/csv";
import type { ComparisonAnswer } from "../../../src/explain/mod.ts";
import { withTempFolder } from "../../support/temp_folder.ts";
import { NOW_MS, suggestedCommands, worldWith } from "./world.ts";

const DAY_MS = 86_400_000;
const JSON_ARGS = ["--format", "json"];
const answerOf = ({ out }: { out: string }): ComparisonAnswer => JSON.parse(out);

Deno.test("compare says first what is worse than a day earlier, and which group changed", async () => {
  await using world = worldWith();
  const { code, out, err } = await world.run(["compare", "--last", "1h", "--by", "cdn"], 100);
  assertEquals(code, 0, err);
  assertMatch(out, /^Worse: video start failures rose from [\d.]+ % to [\d.]+ % \(/);
  assertMatch(out, /\nVSF .* ✗ worse\n/);
  assertMatch(out, /shown to differ: cdn=Polar Edge/);
  assertMatch(out, /\nPolar Edge +VSF .*●/);
});

Deno.test("compare --format json is one object with what the contract names", async () => {
  await using world = worldWith();
  const args = ["compare", "--last", "1h", "--by", "cdn", ...JSON_ARGS];
  const { current, baseline, changes, coverage } = answerOf(await world.run(args));
  assertEquals(current.range.endMs, NOW_MS);
  assertEquals(current.range.startMs - baseline.range.startMs, DAY_MS);
  assertEquals(coverage.complete, true);
  assertEquals(changes.find(({ metric, by }) => metric === "vsf" && !by.cdn)!.verdict, "worse");
  for (const change of changes) {
    const { difference, ratio } = change;
    assertAlmostEquals(difference, change.current.value - change.baseline.value, 1e-12);
    if (ratio !== null) {
      assertAlmostEquals(ratio, change.current.value / change.baseline.value, 1e-12);
    }
    assertEquals(change.verdict === "no_difference_shown", change.pAdjusted > 0.05);
  }
});

Deno.test("compare takes another range or another filter to compare with", async () => {
  await using world = worldWith();
  const sides = async (...args: string[]) => {
    const result = await world.run(["compare", "--last", "1h", ...args, ...JSON_ARGS]);
    assertEquals(result.code, 0, result.err);
    const { current, baseline } = answerOf(result);
    return { current, baseline, earlierMs: current.range.startMs - baseline.range.startMs };
  };
  assertEquals((await sides("--to", "90m")).earlierMs, 5_400_000);
  const named = await sides("--baseline-start", "now-5h", "--baseline-end", "now-3h");
  assertEquals(named.baseline.range, {
    startMs: NOW_MS - 5 * 3_600_000,
    endMs: NOW_MS - 3 * 3_600_000,
  });
  const asLong = await sides("--baseline-start", "now-5h");
  assertEquals(asLong.baseline.range.endMs, NOW_MS - 4 * 3_600_000);
  const versus = await sides("--filter", "device_os=Android", "--versus", "device_os=iOS");
  assertEquals(versus.earlierMs, 0);
  assertEquals(versus.current.filters.dimensions, { device_os: ["Android"] });
  assertEquals(versus.baseline.filters.dimensions, { device_os: ["iOS"] });
});

Deno.test("two filters of one range are not told as before and now", async () => {
  await using world = worldWith();
  const args = ["--filter", "device_os=Android", "--versus", "device_os=iOS"];
  const { out } = await world.run(["compare", "--last", "1h", ...args], 100);
  assertMatch(out, /\nmetric +versus +these /);
  assert(!/ rose from /.test(out), out);
});

Deno.test("what cannot be compared is refused before anything is asked, with what can", async () => {
  await using world = worldWith();
  const wrong: [args: string[], tried: RegExp][] = [
    [["--to", "a while"], /--to[^]*try +--to 1d\n/],
    [["--to", "31d"], /--to[^]*does not reach back so far[^]*try +--to 30d/],
    [["--baseline-start", "2h"], /--baseline-start[^]*try +--baseline-start now-2h\n/],
    [["--versus", "cdnn=A"], /cdnn[^]*try +--filter cdn=A\n/],
    [["--to", "1d", "--versus", "cdn=A"], /one thing at a time/],
    [["--filter", "is_video_start_failure=true"], /picks sessions by how they went/],
  ];
  for (const [args, tried] of wrong) {
    const { code, out, err } = await world.run(["compare", "--last", "1h", ...args]);
    assertEquals([code, out], [2, ""], args.join(" "));
    assertMatch(err, tried);
  }
  assertEquals(world.api.requests.length, 0);
});

Deno.test("compare --format csv has a row for each change, with the values of its JSON", async () => {
  await using world = worldWith();
  const args = ["compare", "--last", "1h", "--by", "cdn", "--format"];
  const { out } = await world.run([...args, "csv"]);
  const rows = parse(out, { skipFirstRow: true }) as Record<string, string>[];
  const { changes } = answerOf(await world.run([...args, "json"]));
  assertEquals(
    rows.map(({ metric, cdn, current, baseline, pAdjusted, verdict }) => [
      metric,
      cdn,
      Number(current),
      Number(baseline),
      Number(pAdjusted),
      verdict,
    ]),
    changes.map(({ metric, by, current, baseline, pAdjusted, verdict }) => [
      metric,
      by.cdn ?? "",
      current.value,
      baseline.value,
      pAdjusted,
      verdict,
    ]),
  );
});

Deno.test("what is worse leads to a diagnosis of the same sessions, and that runs", async () => {
  await using world = worldWith();
  const { err } = await world.run(["compare", "--last", "1h", "--filter", "cdn=Polar Edge"]);
  const [diagnose] = suggestedCommands(err);
  assertEquals(diagnose, [
    "diagnose",
    "--start",
    "2026-11-22T22:30:00Z",
    "--end",
    "2026-11-22T23:30:00Z",
    "--filter",
    "cdn=Polar Edge",
  ]);
  assertEquals((await world.run(diagnose!)).code, 0);
});

Deno.test("a baseline that an output lacks is told, and ends in 5", async () => {
  await using world = worldWith();
  await withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    await world.run(["harvest", "--start", "now-2h", "--end", "now-1h", "--out", output]);
    const { code, err } = await world.run(["compare", "--in", output, "--to", "1d"]);
    assertEquals(code, 5);
    assertStringIncludes(err, "Incomplete: ");
    assertStringIncludes(err, "No range was given, so this is the last 1h of the output");
  });
});
