import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { parse } from "@std/csv";
import type { DiagnosisAnswer } from "../../../src/explain/mod.ts";
import { dimensionValue } from "../../../src/mod.ts";
import { withTempFolder } from "../../support/temp_folder.ts";
import { NOW_MS, SINCE_MS, suggestedCommands, worldWith } from "./world.ts";

const JSON_ARGS = ["--format", "json"];
const WHERE = { cdn: "Polar Edge", device_os: "Android" };
/** Few attributes and metrics, so that a test takes little time. */
const QUICK = ["--by", "cdn,device_os,isp", "--metric", "vsf"];
const answerOf = ({ out }: { out: string }): DiagnosisAnswer => JSON.parse(out);

Deno.test("diagnose says in one sentence what is broken, since when and where, and what shows it", async () => {
  await using world = worldWith({ sessionsPerDay: 20_000 });
  const args = ["diagnose", "--last", "2h", "--metric", "vsf,ebvs"];
  const { code, out, err } = await world.run(args, 100);
  assertEquals(code, 0, err);
  const [sentence] = out.split("\n\n");
  assertMatch(
    sentence!.replaceAll("\n", " "),
    /^Video start failures rose from [\d.]+ % to [\d.]+ % since 2026-11-22 22:\d\d UTC, in sessions of: cdn=Polar Edge and device_os=Android$/,
  );
  assertMatch(out, /▲━+\n/, "the incident is marked in time");
  assertMatch(out, /\ncdn=Polar Edge and device_os=Android +[\d,]+ .*●/);
  assertMatch(out, /\nNothing else stands out\n/);
  assertMatch(err, /Asked \d+ requests for [\d,]+ sessions\n +the range, /);
  const [search] = suggestedCommands(err);
  const shown = await world.run([...search!, ...JSON_ARGS]);
  const { sessions } = JSON.parse(shown.out);
  assert(sessions.length > 10, "the sessions behind it");
  for (const session of sessions) {
    assertEquals(session.is_video_start_failure, true);
    assertEquals(dimensionValue(session, "device_os"), "Android");
    assertEquals(dimensionValue(session, "cdn"), "Polar Edge");
  }
});

Deno.test("diagnose --format json is one object with what the contract names", async () => {
  await using world = worldWith({ sessionsPerDay: 20_000 });
  const result = await world.run(["diagnose", "--last", "2h", ...QUICK, ...JSON_ARGS]);
  assertEquals(result.code, 0, result.err);
  const { verdict, problems, asked, coverage } = answerOf(result);
  assertEquals([verdict, problems.length, coverage.complete], ["incident", 1, true]);
  const [{ metric, value, expected, since, causes, unexplained }] = problems as [
    typeof problems[0],
  ];
  assertEquals(metric, "vsf");
  assert(value > expected && unexplained >= 0 && unexplained <= 1);
  assert(Math.abs(since.startMs - SINCE_MS) <= 600_000, new Date(since.startMs).toISOString());
  assert(since.lowMs <= since.startMs && since.endMs === null);
  const [cause] = causes;
  assertEquals(cause!.where, WHERE);
  assertAlmostEquals(cause!.ratio, cause!.bad / cause!.expectedBad, 1e-9 * cause!.ratio);
  assert(asked.requests === world.api.requests.length && asked.plan.length > 0);
});

Deno.test("diagnose --format csv has a row for each cause, with the values of its JSON", async () => {
  await using world = worldWith({ sessionsPerDay: 20_000 });
  const args = ["diagnose", "--last", "1h", ...QUICK, "--format"];
  const { out } = await world.run([...args, "csv"]);
  const rows = parse(out, { skipFirstRow: true }) as Record<string, string>[];
  const { problems: [problem] } = answerOf(await world.run([...args, "json"]));
  assertEquals(
    rows.map(({ metric, where, n, bad, ratio }) => [
      metric,
      JSON.parse(where!),
      Number(n),
      Number(bad),
      Number(ratio),
    ]),
    problem!.causes.map(({ where, n, bad, ratio }) => [problem!.metric, where, n, bad, ratio]),
  );
});

Deno.test("where nothing is wrong, diagnose says so, and what it would have noticed", async () => {
  await using world = worldWith({ sessionsPerDay: 20_000, incidents: [] });
  const args = ["diagnose", "--last", "2h", "--by", "cdn", "--metric", "vsf,ebvs"];
  const { code, out } = await world.run(args, 100);
  assertEquals(code, 0);
  assertMatch(out, /^Nothing stands out/);
  assertMatch(out, /\nmetric +sessions +bad +95 % +expected +noticed from +in a tenth/);
  assertMatch(
    out,
    /\nExits before video start +[\d,]+ +[\d.]+ % +[\d.]+ to [\d.]+ % +[\d.]+ % +[\d.]+× +[\d.]+×/,
  );
  assert(!/since/.test(out));
});

Deno.test("of too few sessions diagnose says so, and which command has enough", async () => {
  await using world = worldWith({ sessionsPerDay: 2000 });
  const asked = ["--metric", "slow_start,vsf", "--by", "cdn", "--slow-start", "4.5s"];
  const { code, out, err } = await world.run(["diagnose", "--last", "10m", ...asked]);
  assertEquals(code, 0);
  assertMatch(out, /^Too few sessions to tell/);
  const [again] = suggestedCommands(err);
  assertEquals(again?.[0], "diagnose");
  assertEquals(again!.slice(5), [...asked.slice(0, 5), "4.5s"], "the same is asked of more");
  const { code: then, out: more } = await world.run([...again!, ...JSON_ARGS]);
  const { range } = answerOf({ out: more });
  assertEquals(then, 0);
  assert(range.endMs - range.startMs > 600_000);
});

Deno.test("a limit of one's own makes a start slow, or a play bad", async () => {
  await using world = worldWith();
  const limits = ["--slow-start", "4s", "--rebuffering", "2%"];
  const metrics = ["--by", "cdn", "--metric", "slow_start,rebuffering"];
  const args = ["diagnose", "--last", "1h", ...metrics, ...limits, ...JSON_ARGS];
  const { problems, unremarkable } = answerOf(await world.run(args));
  assertEquals(
    [...problems, ...unremarkable].map(({ metric, threshold }) => [metric, threshold]).sort(),
    [["rebuffering", { value: 0.02, unit: "share" }], ["slow_start", { value: 4000, unit: "ms" }]],
  );
});

Deno.test("what cannot be diagnosed is refused before anything is asked, with what was meant", async () => {
  await using world = worldWith();
  const wrong: [args: string[], tried: RegExp][] = [
    [["--metric", "vfs"], /--metric[^]*allowed +vsf, ebvs, vpf[^]*try +--metric vsf\n/],
    [["--metric", "slow_starts"], /try +--metric slow_start\n/],
    [["--by", "cdnn"], /--by[^]*try +--by cdn\n/],
    [["--rebuffering", "200%"], /a part such as 0\.02 or 2%/],
    [["--slow-start", "4"], /duration/],
    [["--filter", "is_video_start_failure=true"], /picks sessions by how they went/],
  ];
  for (const [args, tried] of wrong) {
    const { code, out, err } = await world.run(["diagnose", "--last", "1h", ...args]);
    assertEquals([code, out], [2, ""], args.join(" "));
    assertMatch(err, tried);
  }
  assertEquals(world.api.requests.length, 0);
});

Deno.test("diagnose --in has the figures of the API, and SQL that shows the sessions behind a cause", async () => {
  await using world = worldWith({ sessionsPerDay: 20_000 });
  await withTempFolder(async (folder) => {
    const output = `${folder}/it's here.duckdb`;
    const harvested = await world.run(["harvest", "--last", "26h", "--out", output]);
    assertEquals(harvested.code, 0, harvested.err);
    const args = ["diagnose", "--start", "now-1h", "--end", "now", ...QUICK];
    const [api, stored] = [
      answerOf(await world.run([...args, ...JSON_ARGS])),
      answerOf(await world.run([...args, "--in", output, ...JSON_ARGS])),
    ];
    const figures = ({ problems: [problem] }: DiagnosisAnswer) =>
      problem!.causes.map(({ where, n, bad }) => ({ where, n, bad }));
    assertEquals(figures(stored), figures(api));
    assertAlmostEquals(stored.problems[0]!.value, api.problems[0]!.value, 1e-9);
    const { err } = await world.run([...args, "--in", output]);
    const [sql] = suggestedCommands(err);
    assertEquals(sql![0], "sql");
    const shown = await world.run([...sql!, ...JSON_ARGS]);
    const { rows } = JSON.parse(shown.out);
    assert(rows.length >= stored.problems[0]!.causes[0]!.bad, shown.err);
    assert(rows.every(({ cdn }: { cdn: string }) => cdn === "Polar Edge"));
  });
});

Deno.test("an interrupted diagnosis ends in 130, and writes nothing", async () => {
  await using world = worldWith();
  const { runCli, accountOf } = await import("../../support/run_cli.ts");
  const interruption = new AbortController();
  interruption.abort();
  const { code, out } = await runCli(["diagnose", "--last", "1h"], {
    now: () => NOW_MS,
    env: accountOf(world.api),
    signal: interruption.signal,
  });
  assertEquals([code, out], [130, ""]);
});

Deno.test("a cause of which a part is missing is told, and ends in 5", async () => {
  await using world = worldWith();
  const range = ["--start", "now-1h", "--end", "now+30m"];
  const { code, err } = await world.run(["diagnose", ...range, ...QUICK]);
  assertEquals(code, 5);
  assertStringIncludes(err, "Incomplete: ");
});
