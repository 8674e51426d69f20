import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";
import { accountOf, runCli } from "../support/run_cli.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const NOW_MS = Date.parse("2026-11-22T23:30:00Z");
const RANGE = ["--start", "2026-11-22T10:00Z", "--end", "2026-11-22T14:00Z"];
const world = () => {
  const api = startSandbox({ now: () => NOW_MS, sessionsPerDay: 5000 });
  return { api, options: { now: () => NOW_MS, env: accountOf(api) } };
};

Deno.test("harvest collects what sql then finds, in a file or a folder", async () => {
  const { api, options } = world();
  await using _ = api;
  const startMs = Date.parse(RANGE[1]!);
  const truth = api.count({ startMs, endMs: Date.parse(RANGE[3]!) });
  await withTempFolder(async (folder) => {
    for (const output of [`${folder}/sessions.duckdb`, `${folder}/parquet/`]) {
      const collected = await runCli(["harvest", ...RANGE, "--out", output], options);
      assertEquals([collected.code, collected.out], [0, ""], collected.err);
      assertMatch(collected.err, /holds [\d,]+ sessions\n[^]*Complete: 2026-11-22 10:00:00 to/);
      const args = ["sql", "select count(*) as n from sessions", "--in", output];
      const asked = await runCli([...args, "--format", "json"], options);
      assertEquals(JSON.parse(asked.out), { rows: [{ n: truth }] });
    }
  });
});

Deno.test("harvest asks nothing again that it has", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const args = ["harvest", ...RANGE, "--out", `${folder}/sessions.duckdb`];
    await runCli(args, options);
    const asked = api.requests.length;
    const again = await runCli(args, options);
    assertEquals([again.code, api.requests.length], [0, asked]);
    assertStringIncludes(again.err, "Not asked again");
  });
});

Deno.test("harvest goes on where it was in the sandbox as well, which has another port in each run", () =>
  withTempFolder(async (folder) => {
    const args = [
      "harvest",
      "--sandbox",
      "--start",
      "2026-11-22T10:00Z",
      "--end",
      "2026-11-22T10:10Z",
    ];
    for (const output of [`${folder}/sessions.duckdb`, `${folder}/parquet/`]) {
      const first = await runCli([...args, "--out", output], { now: () => NOW_MS });
      assertEquals(first.code, 0, first.err);
      const again = await runCli([...args, "--out", output], { now: () => NOW_MS });
      assertEquals(again.code, 0, again.err);
      assertStringIncludes(again.err, "Not asked again");
    }
  }));

Deno.test("harvest refuses a period of polls where it does not poll", async () => {
  const args = ["harvest", "--sandbox", "--last", "1h", "--out", "unused.duckdb", "--every", "1m"];
  const { code, err } = await runCli(args);
  assertEquals(code, 2);
  assertStringIncludes(err, "--every without --follow");
});

Deno.test("harvest keeps to its filters", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const out = `${folder}/sessions.duckdb`;
    await runCli(["harvest", ...RANGE, "--filter", "device_os=iOS", "--out", out], options);
    const sql = "select distinct device_os from sessions";
    const { out: csv } = await runCli(["sql", sql, "--in", out, "--format", "csv"], options);
    assertEquals(csv, "device_os\r\niOS\r\n");
  });
});

Deno.test("harvest refuses an output that was made by other filters", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const args = ["harvest", ...RANGE, "--out", `${folder}/sessions.duckdb`];
    assertEquals((await runCli(args, options)).code, 0);
    const { code, err } = await runCli([...args, "--filter", "device_os=iOS"], options);
    assertEquals(code, 2);
    assertStringIncludes(err, "filters");
  });
});

Deno.test("a window that fails does not end a harvest: it ends in 5, and the next run fills it", async () => {
  const faults = { server_error: 0.9 };
  await using failing = startSandbox({ now: () => NOW_MS, sessionsPerDay: 5000, faults });
  await using healthy = startSandbox({ now: () => NOW_MS, sessionsPerDay: 5000 });
  let api = failing;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname, search } = new URL(request.url);
    const { headers } = request;
    return api.handler(new Request(new URL(pathname + search, api.url), { headers }));
  });
  const { pathname } = new URL(api.url);
  const env = {
    ...accountOf(api),
    CONVIVA_BASE_URL: `http://127.0.0.1:${server.addr.port}${pathname}`,
  };
  await withTempFolder(async (folder) => {
    const out = `${folder}/sessions.duckdb`;
    const args = ["harvest", "--start", "now-3d", "--end", "now-1d", "--out", out];
    const first = await runCli(args, { now: () => NOW_MS, env });
    assertEquals(first.code, 5, first.err);
    assertMatch(first.err, /Incomplete: \d+ parts? of the range/);
    api = healthy;
    const second = await runCli(args, { now: () => NOW_MS, env });
    assertEquals(second.code, 0, second.err);
  });
  await server.shutdown();
});

Deno.test("harvest without a range or an output ends in 2", async () => {
  const { api, options } = world();
  await using _ = api;
  const rangeless = await runCli(["harvest", "--out", "x.duckdb"], options);
  assertEquals(rangeless.code, 2);
  assertStringIncludes(rangeless.err, "--last");
  assertEquals((await runCli(["harvest", ...RANGE], options)).code, 2);
});

Deno.test("an interrupted harvest ends in 130, keeps what it has, and goes on later", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const args = ["harvest", ...RANGE, "--out", `${folder}/sessions.duckdb`];
    const interrupted = await runCli(args, { ...options, signal: AbortSignal.abort() });
    assertEquals(interrupted.code, 130);
    assertStringIncludes(interrupted.err, "the same command goes on from here");
    assertEquals((await runCli(args, options)).code, 0);
  });
});

Deno.test("a file that is not ours, and SQL that is wrong, end in 2 with a reason", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const foreign = `${folder}/notes.duckdb`;
    await Deno.writeTextFile(foreign, "not a database ".repeat(1000));
    const collected = await runCli(["harvest", ...RANGE, "--out", foreign], options);
    assertEquals(collected.code, 2, collected.err);
    assertEquals(collected.err.includes("defect"), false);
    const missing = await runCli(["sql", "select 1", "--in", `${folder}/none.duckdb`], options);
    assertEquals(missing.code, 2, missing.err);
    const mine = `${folder}/sessions.duckdb`;
    await runCli(["harvest", ...RANGE, "--out", mine], options);
    const wrong = await runCli(["sql", "select cdnn from sessions", "--in", mine], options);
    assertEquals([wrong.code, wrong.out], [2, ""]);
    assertStringIncludes(wrong.err, '"cdn"');
  });
});

Deno.test("sql shows numbers to the right, and names that a terminal does not obey", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const out = `${folder}/sessions.duckdb`;
    await runCli(["harvest", ...RANGE, "--out", out], options);
    const sql = `select 'a' as "na\x1bme", 1 as one, 0.1::double + 0.2 as sum, [1, 2] as list`;
    const { out: table } = await runCli(["sql", sql, "--in", out], options);
    assertEquals(table.split("\n").map((line) => line.trimEnd()), [
      "na␛me  one  sum  list",
      "─────  ───  ───  ─────",
      "a        1  0.3  [1,2]",
      "",
    ]);
  });
});

Deno.test("harvest says what was lost since it was stored, and asks for it again", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const args = ["harvest", ...RANGE, "--out", `${folder}/exp[1]`];
    await runCli(args, options);
    await Deno.remove(`${folder}/exp[1]/date=2026-11-22/hour=12`, { recursive: true });
    const { code, err } = await runCli(args, options);
    assertEquals(code, 0, err);
    assertMatch(err, /Lost since they were stored: [\d,]+ sessions of 1 file/);
    assertStringIncludes(err, "date=2026-11-22/hour=12/sessions.parquet is gone");
    assertStringIncludes(err, "Complete");
  });
});

Deno.test("a file that is removed during a harvest does not end in Complete", async () => {
  const { api, options } = world();
  await using _ = api;
  await withTempFolder(async (folder) => {
    const out = `${folder}/sessions.duckdb`;
    const now = () => {
      try {
        if (api.requests.length > 0) Deno.removeSync(out);
      } catch {
        // It is gone already.
      }
      return NOW_MS;
    };
    const { code, err } = await runCli(["harvest", ...RANGE, "--out", out], { ...options, now });
    assertEquals(code, 1, err);
    assertMatch(err, /was removed while a run wrote to it[^]*run the same command again/);
    assertEquals(/Complete/.test(err), false, err);
  });
});
