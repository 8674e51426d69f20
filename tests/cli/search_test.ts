import { CONTENT } from "../../gen/endpoints.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { startSandbox } from "../../sandbox/mod.ts";
import { accountOf, runCli } from "../support/run_cli.ts";

const NOW_MS = Date.parse("2026-11-22T23:30:00Z");
const now = () => NOW_MS;
const sandbox = (options = {}) => startSandbox({ now, sessionsPerDay: 20_000, ...options });
const ids = (sessions: { session_id?: string; client_id?: string }[]) =>
  sessions.map(({ client_id, session_id }) => `${client_id} ${session_id}`).sort();

Deno.test("search --all brings every session of a range of several windows, once", async () => {
  await using api = sandbox();
  const env = accountOf(api);
  const args = ["search", "--last", "7h", "--all", "--filter", "device_os=Android"];
  const result = await runCli([...args, "--format", "json"], { now, env });
  assertEquals(result.code, 0, result.err);
  const { sessions, coverage } = JSON.parse(result.out);
  const window = { startMs: NOW_MS - 7 * 3_600_000, endMs: NOW_MS };
  assertEquals(ids(sessions), ids(api.truth(window, { device_os: ["Android"] })));
  assertEquals([coverage.complete, coverage.sessions], [true, sessions.length]);
  const starts = sessions.map((session: Record<string, number>) =>
    session.session_start_timestamp_ms
  );
  assertEquals(starts, starts.toSorted((a: number, b: number) => b - a), "newest first");
});

Deno.test("search stops at its limit, says so, and that is not a failure", async () => {
  await using api = sandbox();
  const args = ["search", "--last", "1h", "--limit", "7", "--format", "ndjson"];
  const { code, out, err } = await runCli(args, { now, env: accountOf(api) });
  assertEquals([code, out.trimEnd().split("\n").length], [0, 7]);
  assertStringIncludes(err, "7 sessions, 2026-11-22 22:30:00 to 23:30:00 UTC");
  assertMatch(err, /Stopped at the limit.*--limit 70.*--all/);
  assertStringIncludes(err, "sample");
});

Deno.test("what search says of its range is what it asked for, also when time goes on", async () => {
  await using api = sandbox();
  let calls = 0;
  const ticking = () => NOW_MS - 600_000 + 1000 * calls++;
  const args = ["search", "--last", "1h", "--limit", "7", "--format", "ndjson"];
  const { err } = await runCli(args, { now: ticking, env: accountOf(api) });
  const { end_epoch_ms: end } = Object.fromEntries(api.requests[0]!.query);
  assertStringIncludes(err, ` to ${new Date(Number(end)).toISOString().slice(11, 19)} UTC`);
});

Deno.test("the ends of a range have the names that people give them, and the times that they type", async () => {
  // It is a Sunday.
  for (
    const [args, range] of [
      [["--since", "20:00"], "20:00:00 to 23:30:00"],
      [["--from", "-2hours", "--to", "-90min"], "21:30:00 to 22:00:00"],
      [["--since", "today", "--until", "8:00"], "00:00:00 to 08:00:00"],
      [
        ["--start", "yesterday 18:00", "--to", "yesterday 19:30"],
        "2026-11-21 18:00:00 to 19:30:00",
      ],
      [["--from", "monday", "--until", "monday 2:00"], "2026-11-16 00:00:00 to 02:00:00"],
    ] as const
  ) {
    const { code, err } = await runCli(["search", "--sandbox", "--limit", "1", ...args], { now });
    assertEquals(code, 0, err);
    assertStringIncludes(err, `${range} UTC`, args.join(" "));
  }
});

Deno.test("an end of a range that is named twice, or not clear, is asked back", async () => {
  for (
    const [args, words] of [
      [["--since", "-1h", "--start", "-2h"], "cannot be used with option '--start <time>'"],
      [["--from", "-1h", "--since", "-2h"], "cannot be used with option"],
      [["--since", "sunday"], "today is Sunday, so this may be today or a week ago"],
      [["--since", "23:45"], "--start 'yesterday 23:45'"],
      [["--since", "2026-11-22T20:00"], "without an offset this may mean any time zone"],
    ] as const
  ) {
    const { code, err } = await runCli(["search", "--sandbox", ...args], { now });
    assertEquals(code, 2, err);
    assertStringIncludes(err, words);
  }
});

Deno.test("search without a range asks for the last hour, and says so", async () => {
  const { code, err } = await runCli(["search", "--sandbox"], { now });
  assertEquals(code, 0);
  assertStringIncludes(err, "2026-11-22 22:30:00 to 23:30:00 UTC");
  assertStringIncludes(err, "No range was given");
});

Deno.test("search --format csv has a column for each field, and one for all else", async () => {
  await using api = sandbox();
  const args = ["search", "--last", "1h", "--format", "csv"];
  const { out } = await runCli(args, { now, env: accountOf(api) });
  const [titles, ...rows] = parse(out) as string[][];
  assertEquals(titles, [
    ...CONTENT.fields.map(({ path }) => path.split(".").at(-1)),
    "other_fields",
  ]);
  assertEquals(rows.length, 50);
  const at = titles!.indexOf("other_fields");
  assert(rows.every((row) => "customer" in JSON.parse(row[at]!)), "unknown fields are kept");
});

Deno.test("search --columns chooses fields, dimensions, tags and the outcome", async () => {
  await using api = sandbox();
  const columns = "outcome,cdn,session_id,tag_plan,network_info.isp,video_start_time_ms";
  const args = ["search", "--last", "1h", "--columns", columns, "--format"];
  const csv = await runCli([...args, "csv"], { now, env: accountOf(api) });
  assertEquals(
    (parse(csv.out) as string[][])[0],
    columns.replace("network_info.", "").split(","),
    "a path is taken, and the column is called as in an output of harvest",
  );
  const table = await runCli([...args, "table"], { now, env: accountOf(api) });
  assertMatch(
    table.out,
    /^outcome +cdn +session_id +plan +isp +video_start_time\n/,
  );
});

Deno.test("a column that does not exist is refused before anything is asked", async () => {
  const { code, out, err } = await runCli(["search", "--columns", "sesion_id"], { now });
  assertEquals([code, out], [2, ""]);
  assertStringIncludes(err, "did you mean 'session_id'");
});

Deno.test("the table shows what was asked about, and leaves out what a filter holds constant", async () => {
  await using api = sandbox();
  const options = { now, env: accountOf(api) };
  const flags = ["--filter", "device_os=Android", "--filter", "cdn=Polar Edge"];
  const args = ["search", "--last", "2h", ...flags, "--filter", "is_video_start_failure=true"];
  const failures = await runCli(args, options);
  const [title] = failures.out.split("\n");
  assertMatch(title!, /^started \(UTC\) +outcome +isp /);
  assertMatch(failures.out.split("\n")[2]!, /^\d\d:\d\d:\d\d +✗ VSF-[TB] [A-Z]/);
  assertStringIncludes(failures.err, "--filter 'cdn=Polar Edge'");

  const several = ["--filter", "geo_state_name=Ohio", "--filter", "geo_state_name=California"];
  const states = await runCli(["search", "--last", "2h", ...several], options);
  assertMatch(states.out, /^started \(UTC\) +outcome +geo_state_name /);
});

Deno.test("the table has days where a range has several", async () => {
  await using api = sandbox();
  const args = ["search", "--last", "30h", "--limit", "3"];
  const { out } = await runCli(args, { now, env: accountOf(api) });
  assertMatch(out.split("\n")[2]!, /^11-22 23:\d\d:\d\d /);
});

Deno.test("a hostile session cannot command the terminal", async () => {
  const hostile = { session_id: "1", client_id: "c", asset: "\x1b]0;owned\x07\x9b2J\u202e\nnext" };
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => Response.json({ sessions: [hostile] }),
  );
  const env = {
    CONVIVA_BASE_URL: `http://127.0.0.1:${server.addr.port}`,
    CONVIVA_CLIENT_ID: "id",
    CONVIVA_CLIENT_SECRET: "long secret",
    NO_COLOR: "1",
  };
  for (const format of ["table", "csv", "json", "ndjson"]) {
    for (const columns of [[], ["--columns", "asset"]]) {
      const args = ["search", "--last", "1h", "--format", format, ...columns];
      const { code, out, err } = await runCli(args, { now, env, terminalColumns: 80 });
      assertEquals(code, 0, err);
      assertStringIncludes(out, "owned");
      // deno-lint-ignore no-control-regex -- they are what it is about
      assertEquals(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]/.test(out), false, format);
    }
  }
  await server.shutdown();
});

Deno.test("a value in the wrong case gets the right one suggested", async () => {
  await using api = sandbox();
  const flags = ["--filter", "device_os=android", "--tag", "plan=Premium"];
  const args = ["search", "--last", "2h", ...flags];
  const { code, out, err } = await runCli(args, { now, env: accountOf(api) });
  assertEquals([code, out], [0, ""]);
  for (const meant of ["--filter device_os=Android", "--tag plan=premium"]) {
    assertStringIncludes(err, `; did you mean ${meant}?\n`);
  }
  assertEquals(err.includes("case-sensitive"), false, "what was meant says enough");
});

Deno.test("sessions that could not be read are told, and end in 5", async () => {
  await using api = sandbox();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => Response.json({ sessions: [{ session_id: "1", client_id: "c" }, "not a session"] }),
  );
  const env = { ...accountOf(api), CONVIVA_BASE_URL: `http://127.0.0.1:${server.addr.port}` };
  const { code, err } = await runCli(["search", "--last", "1h"], { now, env });
  assertEquals(code, 5);
  assertMatch(err, /Incomplete: \d+ records? of the API could not be read/);
  await server.shutdown();
});

Deno.test("a part of the range that the API does not reach is told, and ends in 5", async () => {
  await using api = sandbox();
  const args = ["search", "--start", "now-1h", "--end", "now+1h", "--all", "--format", "ndjson"];
  const { code, err } = await runCli(args, { now, env: accountOf(api) });
  assertEquals(code, 5);
  assertMatch(err, /Incomplete: 1 part of the range, 1 h 00 m in all, is short/);
  assertStringIncludes(err, "2026-11-22 23:30:00 to 2026-11-23 00:30:00 UTC: ");
});

Deno.test("an interruption ends in 130 and leaves JSON whole", async () => {
  await using api = sandbox();
  const interruption = new AbortController();
  const onWrite = () => interruption.abort();
  const { code, out } = await runCli(
    ["search", "--last", "12h", "--all", "--format", "json"],
    { now, env: accountOf(api), signal: interruption.signal, onWrite },
  );
  const { sessions, coverage } = JSON.parse(out);
  assertEquals([code, coverage.complete], [130, false]);
  const { startMs, endMs } = coverage.gaps[0];
  assertEquals([startMs, coverage.gaps[0].reason], [NOW_MS - 12 * 3_600_000, "failed"]);
  const written = sessions.map((session: Record<string, number>) =>
    session.session_start_timestamp_ms
  );
  assert(Math.min(...written) >= endMs, "the gap begins where the sessions end");
});

Deno.test("a reader that has seen enough is not an error", async () => {
  await using api = sandbox();
  const args = ["search", "--last", "12h", "--all", "--format", "ndjson"];
  const result = await runCli(args, { now, env: accountOf(api), readsUntilWrite: 1 });
  assertEquals([result.code, result.err], [0, ""]);
});
