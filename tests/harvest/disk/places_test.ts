import { assert, assertEquals, assertRejects } from "@std/assert";
import { DuckDBInstance } from "@duckdb/node-api";
import { StorageError } from "../../../src/harvest/mod.ts";
import { FakePages } from "../../support/fake_client.ts";
import { checkNames, checkParents, keysOf, run, sessionsOf } from "../../support/place_checks.ts";
import { keysIn, rowsIn } from "../../support/stored_sessions.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const CHECKS = new URL("../../support/place_checks.ts", import.meta.url).pathname;
const CONFIG = new URL("../../../deno.json", import.meta.url).pathname;

for (const kind of ["duckdb", "parquet"] as const) {
  Deno.test(`a path is a name like any other (${kind})`, () =>
    withTempFolder((folder) => checkNames(folder, `${folder}/`, kind)));

  Deno.test(`what the folders around an output are called says nothing (${kind})`, () =>
    withTempFolder((folder) => checkParents(`${folder}/`, kind)));

  Deno.test(`so it is for a path from where the process is (${kind})`, () =>
    withTempFolder(async (folder) => {
      const { code, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--allow-all", "--no-check", "--config", CONFIG, CHECKS, kind],
        cwd: folder,
      }).output();
      assertEquals(code, 0, new TextDecoder().decode(stderr));
    }));
}

Deno.test("sql over a folder has the date and the hour of its own folders", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/date=1999-01-01/hour=5/out`;
    const bare = { client_id: "ours", session_id: "bare" };
    const pages = new FakePages(sessionsOf("ours"), HOUR_MS);
    await run(output, [], {
      async *pages(...args: Parameters<typeof pages.pages>) {
        for await (const page of pages.pages(...args)) {
          yield { ...page, sessions: [...page.sessions, bare] };
        }
      },
    });
    assertEquals(
      await rowsIn(output, "SELECT date, hour, count(*) FROM sessions GROUP BY ALL ORDER BY ALL"),
      [["2026-11-20", 10, 2], ["2026-11-20", 11, 2], [null, null, 1]],
    );
    assertEquals(
      await rowsIn(output, "SELECT count(*) FROM sessions WHERE date = '2026-11-20' AND hour = 11"),
      [[2]],
    );
    // Only a folder of our own making is a part of the output.
    await Deno.mkdir(`${output}/date=backup/hour=10`, { recursive: true });
    await Deno.copyFile(
      `${output}/date=2026-11-20/hour=10/sessions.parquet`,
      `${output}/date=backup/hour=10/sessions.parquet`,
    );
    assertEquals((await run(output, [], { settleMs: 0 })).storedSessions, 5);
    assertEquals(await rowsIn(output, "SELECT count(*) FROM sessions"), [[5]]);
  }));

Deno.test("a name that cannot be is refused, with what to do", () =>
  withTempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file.duckdb`, "");
    for (
      const [output, words] of [
        ["", "empty"],
        [`${folder}/a\0b`, "NUL"],
        [`${folder}/a\ud800`, "surrogate"],
        [`${folder}/${"x".repeat(300)}`, "too long"],
        [`${folder}/${"x".repeat(250)}.duckdb`, "too long"],
        [`${folder}/a\\[1]`, "backslash"],
        [`${folder}/file.duckdb/`, "slash"],
      ] as const
    ) {
      const error = await assertRejects(() => run(output, []), StorageError, words);
      assertEquals([error.code, error.path], ["name", output]);
      assert(/name (another|a shorter) path/.test(error.message), error.message);
    }
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assertEquals(names, ["file.duckdb"]);
  }));

Deno.test("a slash at the end means a folder, whatever its name ends in", () =>
  withTempFolder(async (folder) => {
    const { kind } = await run(`${folder}/x.duckdb/`, sessionsOf("ours"));
    assertEquals(kind, "parquet");
    assertEquals(await keysIn(`${folder}/x.duckdb/`), keysOf("ours"));
    assertEquals(await keysIn(`${folder}/x.duckdb`), keysOf("ours"));
  }));

for (const name of ["sessions.duckdb", "folder"]) {
  Deno.test(`an address that means the same is the same source (${name})`, () =>
    withTempFolder(async (folder) => {
      const output = `${folder}/${name}`;
      await run(output, sessionsOf("ours"), { source: "https://api.example.com/v3" });
      for (const source of ["https://API.example.com:443/v3/", "HTTPS://api.example.com/v3//"]) {
        assertEquals((await run(output, [], { source })).windows, 0, source);
      }
      const source = "https://api.example.com/v2";
      const error = await assertRejects(() => run(output, [], { source }), StorageError);
      assertEquals(error.code, "mismatch");
    }));

  Deno.test(`an output of the earlier layout is refused by name, and sql reads it (${name})`, () =>
    withTempFolder(async (folder) => {
      const output = `${folder}/${name}`;
      await run(output, sessionsOf("ours"));
      const file = name === "folder" ? `${output}/_harvest/ledger.duckdb` : output;
      const instance = await DuckDBInstance.create(file);
      const connection = await instance.connect();
      await connection.run("UPDATE harvest_meta SET value = '2' WHERE key = 'format'");
      connection.closeSync();
      instance.closeSync();
      const error = await assertRejects(() => run(output, []), StorageError, "earlier version");
      assertEquals(error.code, "mismatch");
      assert(error.message.includes("name another path"), error.message);
      assertEquals(await keysIn(output), keysOf("ours"));
    }));
}
