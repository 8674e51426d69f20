import { DuckDBInstance } from "@duckdb/node-api";
import { assertEquals } from "@std/assert";
import { systemClock } from "../../../src/client/clock.ts";
import { FakePages, harvestPages } from "../../support/fake_client.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const HOUR_MS = 3_600_000;

Deno.test("times are of UTC, and now() compares with them, whatever the machine's zone", () =>
  withTempFolder(async (folder) => {
    const nowMs = Date.now();
    const startMs = nowMs - 24 * HOUR_MS;
    // One every half hour, and none near the edge of the last two hours.
    const sessions = Array.from({ length: 48 }, (_, at) => ({
      client_id: "c",
      session_id: String(at),
      session_start_timestamp_ms: nowMs - at * HOUR_MS / 2 - HOUR_MS / 4,
    }));
    const outputs = [`${folder}/sessions.duckdb`, `${folder}/out`];
    for (const output of outputs) {
      await harvestPages({
        output,
        range: { startMs, endMs: nowMs },
        clock: systemClock,
        pages: new FakePages(sessions).pages,
      });
    }
    const first = sessions.at(-1)!.session_start_timestamp_ms;
    const sql = `SELECT
      count(*) FILTER (session_start_timestamp_ms > now() - INTERVAL 2 HOUR),
      date_part('hour', min(session_start_timestamp_ms)),
      min(session_start_timestamp_ms)::DATE, min(session_start_timestamp_ms),
      count(*) FILTER (session_start_timestamp_ms >= TIMESTAMP '${iso(first)}'),
      current_setting('TimeZone') FROM sessions`;
    const code = `
      const { rowsIn } = await import(Deno.args[0]);
      for (const output of Deno.args.slice(2)) console.log(JSON.stringify(await rowsIn(output, Deno.args[1])));`;
    for (const zone of ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"]) {
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [
          "eval",
          "--no-check",
          "--config",
          new URL("../../../deno.json", import.meta.url).pathname,
          code,
          import.meta.resolve("../../support/stored_sessions.ts"),
          sql,
          ...outputs,
        ],
        env: { TZ: zone },
      }).output();
      const rows = new TextDecoder().decode(stdout).trim().split("\n");
      const expected = [
        [4, new Date(first).getUTCHours(), iso(first).slice(0, 10), iso(first), 48, "UTC"],
      ];
      for (const row of rows) {
        assertEquals(row, JSON.stringify(expected), `${zone} ${new TextDecoder().decode(stderr)}`);
      }
      assertEquals(rows.length, 2);
    }
  }));

const iso = (ms: number) => new Date(ms).toISOString();

Deno.test("times in Parquet files say that they are of UTC", () =>
  withTempFolder(async (folder) => {
    const startMs = Date.parse("2026-11-20T10:00Z");
    await harvestPages({
      output: folder,
      range: { startMs, endMs: startMs + HOUR_MS },
      pages: new FakePages([{ session_id: "1", session_start_timestamp_ms: startMs }]).pages,
    });
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const result = await connection.run(
      `SELECT logical_type FROM parquet_schema('${folder}/date=2026-11-20/hour=10/sessions.parquet')
         WHERE name LIKE '%timestamp_ms'`,
    );
    const types = (await result.getRowsJson()).map(([type]) => String(type));
    assertEquals(types.length >= 2, true);
    for (const type of types) assertEquals(/isAdjustedToUTC=(1|true)/.test(type), true, type);
    connection.closeSync();
    instance.closeSync();
  }));
