import { assert, assertEquals, assertRejects } from "@std/assert";
import { querySql, StorageError } from "../../../src/harvest/mod.ts";
import { FakePages, harvestPages } from "../../support/fake_client.ts";
import { rowsIn } from "../../support/stored_sessions.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const START_MS = Date.parse("2026-11-20T10:30Z");
const SESSIONS = Array.from({ length: 3000 }, (_, at) => ({
  client_id: "c",
  session_id: String(at),
  session_start_timestamp_ms: START_MS + at * 1000,
  is_video_start_failure: at % 2 === 0,
  video_start_failure_errors: ["E1", "E2"],
  custom_tags: { plan: "premium", "a b": null },
  new_field: { nested: [1] },
}));

/** Runs a test on an output of each kind. */
function forBothKinds(claim: string, test: (input: string) => Promise<void>): void {
  for (const name of ["sessions.duckdb", "folder"]) {
    Deno.test(`${claim} (${name})`, () =>
      withTempFolder(async (folder) => {
        const output = `${folder}/${name}`;
        await harvestPages({
          output,
          range: { startMs: START_MS, endMs: START_MS + 3_600_000 },
          pages: new FakePages(SESSIONS).pages,
        });
        await test(output);
      }));
  }
}

forBothKinds("querySql() gives columns with their types and values as JSON", async (input) => {
  await using result = await querySql(
    `SELECT session_start_timestamp_ms AS start, is_video_start_failure AS vsf,
       video_start_failure_errors AS errors, custom_tags AS tags, other_fields AS other,
       9007199254740993 AS big, count(*) OVER () AS n, 'nan'::DOUBLE AS nan,
       {'a': [DATE '2026-11-20']} AS struct, NULL AS nothing
     FROM sessions ORDER BY session_id::INT LIMIT 1`,
    { input },
  );
  assertEquals(result.columns.map(({ name, type }) => `${name} ${type}`).slice(0, 7), [
    "start TIMESTAMP WITH TIME ZONE",
    "vsf BOOLEAN",
    "errors VARCHAR[]",
    "tags MAP(VARCHAR, VARCHAR)",
    "other JSON",
    "big BIGINT",
    "n BIGINT",
  ]);
  const rows = [];
  for await (const batch of result.batches) rows.push(...batch);
  assertEquals(rows, [[
    "2026-11-20T10:30:00.000Z",
    true,
    ["E1", "E2"],
    { plan: "premium", "a b": null },
    { new_field: { nested: [1] } },
    "9007199254740993",
    3000,
    "NaN",
    { a: ["2026-11-20"] },
    null,
  ]]);
});

forBothKinds(
  "querySql() keeps the digits of integers in JSON, and reads what is no JSON",
  async (input) => {
    const json = `{"a":[9007199254740993,-12345678901234567890],"b":1.10,"c":{"d":7}}`;
    const [row] = await rowsIn(
      input,
      `SELECT '${json}'::JSON, '9007199254740993'::JSON, to_json({x: 'nan'::DOUBLE, y: 1}) LIMIT 1`,
    );
    assertEquals(row!.slice(0, 2), [
      { a: ["9007199254740993", "-12345678901234567890"], b: 1.1, c: { d: 7 } },
      "9007199254740993",
    ]);
    assertEquals((row![2] as { y: number }).y, 1);
  },
);

forBothKinds("querySql() streams, and may be left early", async (input) => {
  const result = await querySql("SELECT * FROM sessions a, sessions b", { input });
  for await (const batch of result.batches) {
    assert(batch.length > 0 && batch.length <= 2048, String(batch.length));
    break;
  }
  assertEquals(await rowsIn(input, "SELECT count(*) FROM sessions"), [[3000]]);
});

forBothKinds("querySql() runs queries and nothing else, and reads nothing else", async (input) => {
  const before = await rowsIn(input, "SELECT count(*) FROM sessions");
  const target = `${input}.written`;
  const inside = `${input}/date=2026-11-20/hour=10/evil.parquet`;
  for (
    const sql of [
      "DELETE FROM sessions",
      "INSERT INTO sessions (session_id) VALUES ('x')",
      "DROP TABLE sessions",
      "CREATE TABLE t AS SELECT 1",
      `COPY sessions TO '${target}'`,
      `COPY (SELECT 1) TO '${inside}'`,
      `EXPLAIN ANALYZE COPY (SELECT 1) TO '${inside}'`,
      `ATTACH '${target}' AS other`,
      "SET enable_external_access = true",
      "PRAGMA enable_profiling",
      "INSTALL httpfs",
      "SELECT * FROM read_text('/etc/hostname')",
      "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM glob('/etc/*')",
      "SELECT 1; DELETE FROM sessions",
      "SELECT 1; SELECT 2",
      "PIVOT sessions ON session_id; SELECT 2",
      "PIVOT sessions ON client_id; PIVOT sessions ON client_id",
      "SELECT 1; PIVOT sessions ON client_id",
      "PIVOT sessions ON client_id; DELETE FROM sessions",
      "PIVOT sessions ON client_id) ; FROM (PIVOT sessions ON client_id",
      "CREATE TYPE t AS ENUM (SELECT DISTINCT client_id FROM sessions); SELECT 1",
      "CREATE TEMP TABLE t AS SELECT 1; FROM t",
      "CREATE TABLE t AS PIVOT sessions ON client_id",
      `COPY (PIVOT sessions ON client_id) TO '${target}'`,
      "CALL pragma_version()",
      "LOAD json",
      "EXPORT DATABASE 'x'",
      "SET TimeZone = 'Asia/Tokyo'",
      "SELECT nonsense FROM sessions",
      "SELEC 1",
      "",
      "-- nothing",
    ]
  ) {
    const error = await assertRejects(() => rowsIn(input, sql), StorageError, "SQL", sql);
    assertEquals(error.code, "sql", sql);
  }
  assertEquals(await rowsIn(input, "SELECT count(*) FROM sessions"), before);
  for (const path of [target, inside]) await assertRejects(() => Deno.stat(path));
});

forBothKinds(
  "querySql() takes every kind of query, those that DuckDB makes several of as well",
  async (input) => {
    const counts = "SELECT client_id, is_video_start_failure AS vsf, 1 AS n FROM sessions";
    for (
      const [sql, rows] of [
        [`PIVOT (${counts}) ON vsf USING sum(n) GROUP BY client_id`, [["c", "1500", "1500"]]],
        [`PIVOT (${counts}) ON vsf USING sum(n);  `, [["c", "1500", "1500"]]],
        [`PIVOT (${counts}) ON vsf USING sum(n) -- by; failure`, [["c", "1500", "1500"]]],
        [`PIVOT (${counts}) ON vsf, client_id USING sum(n); -- done`, [["1500", "1500"]]],
        [`PIVOT (${counts}) ON vsf IN (true) USING sum(n)`, [["c", "1500"]]],
        [`WITH p AS (PIVOT (${counts}) ON vsf USING sum(n)) SELECT client_id FROM p`, [["c"]]],
        [`FROM (PIVOT (${counts}) ON vsf USING sum(n)) SELECT client_id`, [["c"]]],
        ["UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME k VALUE v", [["a", 1], ["b", 2]]],
        ["FROM sessions SELECT count(*)", [[3000]]],
        ["VALUES (1), (2)", [[1], [2]]],
      ] as const
    ) {
      const found = await rowsIn(input, sql);
      assertEquals(found.map((row) => row.map(String)), rows.map((row) => row.map(String)), sql);
    }
    for (
      const sql of ["DESCRIBE sessions", "SUMMARIZE sessions", "SHOW TABLES", "TABLE sessions"]
    ) {
      assert((await rowsIn(input, sql)).length > 0, sql);
    }
  },
);

forBothKinds("querySql() ends when the signal aborts", async (input) => {
  const aborter = new AbortController();
  const reason = new Error("enough");
  const result = await querySql("SELECT * FROM sessions a, sessions b, sessions c", {
    input,
    signal: aborter.signal,
  });
  const error = await assertRejects(async () => {
    for await (const _ of result.batches) aborter.abort(reason);
  });
  assertEquals(error, reason);
});

Deno.test("querySql() says when there is nothing to read", () =>
  withTempFolder(async (folder) => {
    const codeOf = async (input: string) =>
      (await assertRejects(() => rowsIn(input, "SELECT 1"), StorageError, input)).code;
    assertEquals(await codeOf(`${folder}/none.duckdb`), "missing");
    await Deno.mkdir(`${folder}/empty`);
    assertEquals(await codeOf(`${folder}/empty`), "foreign");
    const text = `${folder}/text.duckdb`;
    await Deno.writeTextFile(text, "text");
    assertEquals(await codeOf(text), "foreign");
    await assertRejects(() => rowsIn(text, "SELECT 1"), StorageError, "Cannot read");
  }));

Deno.test("querySql() reads a folder that has no sessions yet", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/out`;
    await harvestPages({
      output,
      range: { startMs: START_MS, endMs: START_MS + 1000 },
      pages: new FakePages([]).pages,
    });
    assertEquals(await rowsIn(output, "SELECT count(*), max(isp) FROM sessions"), [[0, null]]);
  }));
