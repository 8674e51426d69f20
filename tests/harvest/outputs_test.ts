import { DuckDBInstance } from "@duckdb/node-api";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { StorageError } from "../../src/harvest/mod.ts";
import { storageFailure } from "../../src/harvest/disk/storage_failure.ts";
import { FakePages, harvestPages } from "../support/fake_client.ts";
import { keysIn, rowsIn } from "../support/stored_sessions.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const START_MS = Date.parse("2026-11-20T10:30Z");
const RANGE = { startMs: START_MS, endMs: START_MS + 3_600_000 };
const SESSIONS = Array.from({ length: 60 }, (_, minute) => ({
  client_id: "c",
  session_id: `${100 + minute}`,
  session_start_timestamp_ms: START_MS + minute * 60_000,
  custom_tags: { plan: "premium" },
}));
const KEYS = SESSIONS.map(({ session_id }) => `c ${session_id}`);

const run = (output: string, settleMs = 0) =>
  harvestPages({
    output,
    range: RANGE,
    pages: new FakePages(SESSIONS).pages,
    settleMs,
  });

async function refusal(output: string): Promise<string> {
  const error = await assertRejects(() => run(output), StorageError);
  assertEquals(error.path, output);
  assert(error.message.includes(output), error.message);
  assertEquals(/[.]$/.test(error.message), false, error.message);
  return error.code;
}

Deno.test("a file that is not ours is refused and stays as it is", () =>
  withTempFolder(async (folder) => {
    const text = `${folder}/notes.duckdb`;
    await Deno.writeTextFile(text, "my notes, which nobody may overwrite");
    assertEquals(await refusal(text), "foreign");
    assertEquals(await Deno.readTextFile(text), "my notes, which nobody may overwrite");

    const empty = `${folder}/empty.duckdb`;
    await Deno.writeTextFile(empty, "");
    assertEquals(await refusal(empty), "foreign");

    const database = `${folder}/other.duckdb`;
    const instance = await DuckDBInstance.create(database);
    const connection = await instance.connect();
    await connection.run("CREATE TABLE sessions AS SELECT 42 AS answer");
    connection.closeSync();
    instance.closeSync();
    assertEquals(await refusal(database), "foreign");
    assertEquals(await rowsIn(database, "SELECT answer FROM sessions"), [[42]]);
  }));

Deno.test("a name of a format that is not written is refused, and nothing is made", () =>
  withTempFolder(async (folder) => {
    for (const name of ["sessions.csv", "sessions.JSON", "sessions.ndjson", "sessions.xlsx"]) {
      assertEquals(await refusal(`${folder}/${name}`), "failed");
    }
    assertEquals([...Deno.readDirSync(folder)], []);
    assertEquals((await run(`${folder}/2026.11`)).storedSessions, 60);
  }));

Deno.test("a folder that is not ours is refused, and an empty one is taken", () =>
  withTempFolder(async (folder) => {
    await Deno.mkdir(`${folder}/photos`);
    await Deno.writeTextFile(`${folder}/photos/cat.jpg`, "meow");
    assertEquals(await refusal(`${folder}/photos`), "foreign");
    assertEquals([...Deno.readDirSync(`${folder}/photos`)].map(({ name }) => name), ["cat.jpg"]);

    await Deno.mkdir(`${folder}/empty`);
    assertEquals((await run(`${folder}/empty/`)).storedSessions, 60);
  }));

Deno.test("a damaged database is told from a foreign one", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    await run(output);
    const file = await Deno.open(output, { write: true });
    await file.seek(4096, Deno.SeekMode.Start);
    await file.write(new Uint8Array(8192).fill(7));
    file.close();
    assertEquals(await refusal(output), "corrupt");
  }));

Deno.test("a damaged Parquet file is named and put aside, and its sessions are asked again", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/out`;
    await run(output);
    const file = `${output}/date=2026-11-20/hour=11/sessions.parquet`;
    await Deno.writeTextFile(file, "this is not Parquet at all, by no means");
    const { setbacks, coverage } = await run(output);
    assertEquals(setbacks.map(({ kind, file, sessions }) => [kind, file, sessions]), [
      ["damaged", "date=2026-11-20/hour=11/sessions.parquet", 30],
    ]);
    const aside = `${output}/${setbacks[0]!.movedTo}`;
    assertEquals(await Deno.readTextFile(aside), "this is not Parquet at all, by no means");
    assertEquals(coverage.complete, true);
    assertEquals(await keysIn(output), KEYS);
  }));

Deno.test("a path that cannot be is refused with its name", () =>
  withTempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    assertEquals(await refusal(`${folder}/file/sessions.duckdb`), "failed");
    assertEquals(await refusal(`${folder}/sessions.parquet`), "failed");
  }));

Deno.test({
  name: "a folder without permission is refused",
  permissions: { write: [], read: true, ffi: true, env: true, sys: true },
  async fn() {
    assertEquals(await refusal("/tmp/conviva-sessions-not-allowed"), "permission");
  },
});

Deno.test("a disk that fails half-way is told as such, and what was committed is intact", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/out`;
    const source = new FakePages(SESSIONS);
    const options = {
      output,
      range: RANGE,
      batchSessions: 20,
    };
    source.beforePage = async ({ startMs }) => {
      // The second batch has begun with one hour, and its folder is gone when the next hour comes.
      if (startMs !== START_MS + 30 * 60_000) return;
      await Deno.remove(`${output}/_harvest/pending/2`, { recursive: true });
    };
    const error = await assertRejects(
      () => harvestPages({ ...options, pages: source.pages }),
      StorageError,
    );
    assertEquals([error.code, error.path], ["lost", output]);
    const again = new FakePages(SESSIONS);
    await harvestPages({ ...options, pages: again.pages });
    assertEquals(again.asked, [{ startMs: START_MS + 20 * 60_000, endMs: RANGE.endMs }]);
    assertEquals(await keysIn(output), KEYS);
  }));

Deno.test("a full disk is told as such, with the way out", () => {
  const errors = [
    Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" }),
    new Error('IO Error: Could not write file "x": No space left on device'),
  ];
  for (const error of errors) {
    const failure = storageFailure(error, "out.duckdb") as StorageError;
    assertEquals([failure.code, failure.path, failure.cause], ["full", "out.duckdb", error]);
    assert(failure.message.includes("run the same command again"), failure.message);
  }
});

Deno.test("an error that is not the disk's comes through as it is", () => {
  const mistake = new TypeError("a mistake of ours");
  assertEquals(storageFailure(mistake, "x"), mistake);
});

Deno.test("a run in another process is told that the output is in use, and by whom", () =>
  withTempFolder(async (folder) => {
    for (const output of [`${folder}/sessions.duckdb`, `${folder}/out`]) {
      const held = new FakePages(SESSIONS);
      let told = "";
      held.beforePage = async () => {
        told ||= await openInOtherProcess(output);
      };
      await harvestPages({ output, range: RANGE, pages: held.pages });
      assert(told.startsWith("locked"), told);
      assert(told.includes(`process ${Deno.pid}`), told);
    }
  }));

async function openInOtherProcess(output: string): Promise<string> {
  const code = `
    import { harvestPages } from ${
    JSON.stringify(import.meta.resolve("../support/fake_client.ts"))
  };
    const { output, range } = JSON.parse(Deno.args[0]);
    try {
      await harvestPages({ output, range, pages: async function* () {} });
      console.log("opened");
    } catch (error) {
      console.log(error.code, error.message);
    }`;
  const script = `${await Deno.makeTempFile({ suffix: ".ts" })}`;
  await Deno.writeTextFile(script, code);
  const config = new URL("../../deno.json", import.meta.url).pathname;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--config",
      config,
      script,
      JSON.stringify({ output, range: RANGE }),
    ],
  }).output();
  await Deno.remove(script);
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("an output of an older spec gains the new columns", () =>
  withTempFolder(async (folder) => {
    for (const name of ["sessions.duckdb", "out"]) {
      const output = `${folder}/${name}`;
      await run(output);
      await makeOlder(output);
      const { storedSessions } = await run(output, Infinity);
      assertEquals(storedSessions, 60);
      assertEquals(await keysIn(output), KEYS);
      assertEquals(
        await rowsIn(output, "SELECT count(*) FROM sessions WHERE custom_tags['plan'] = 'premium'"),
        [[60]],
      );
    }
  }));

/** Takes the tags away, as if the spec had not had them. */
async function makeOlder(output: string): Promise<void> {
  const isFile = output.endsWith(".duckdb");
  const instance = await DuckDBInstance.create(
    isFile ? output : `${output}/_harvest/ledger.duckdb`,
  );
  const connection = await instance.connect();
  await connection.run(`UPDATE harvest_meta SET value = (
    SELECT to_json(list_filter(from_json(value, '[{"name":"VARCHAR","type":"VARCHAR"}]'),
      lambda c: c.name <> 'custom_tags'))::VARCHAR) WHERE key = 'columns'`);
  if (isFile) await connection.run("ALTER TABLE harvest_sessions DROP COLUMN custom_tags");
  else {
    for (const hour of ["10", "11"]) {
      const file = `${output}/date=2026-11-20/hour=${hour}/sessions.parquet`;
      await connection.run(`COPY (SELECT * EXCLUDE custom_tags
        FROM read_parquet('${file}', hive_partitioning = false)) TO '${file}.new' (FORMAT parquet)`);
      await Deno.rename(`${file}.new`, file);
    }
  }
  connection.closeSync();
  instance.closeSync();
}

Deno.test("a column whose type has changed is refused, not mixed", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    await run(output);
    const instance = await DuckDBInstance.create(output);
    const connection = await instance.connect();
    await connection.run(
      `UPDATE harvest_meta SET value = replace(value, 'MAP(VARCHAR, VARCHAR)', 'JSON')`,
    );
    connection.closeSync();
    instance.closeSync();
    assertEquals(await refusal(output), "mismatch");
  }));

Deno.test("a folder shows readers nothing but whole Parquet files in Hive's layout", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/out`;
    await run(output);
    const visible: string[] = [];
    const walk = (path: string) => {
      for (const { name, isDirectory } of Deno.readDirSync(path)) {
        if (name.startsWith("_")) continue;
        if (isDirectory) walk(`${path}/${name}`);
        else visible.push(`${path}/${name}`.slice(output.length + 1));
      }
    };
    walk(output);
    assertEquals(visible.sort(), [
      "date=2026-11-20/hour=10/sessions.parquet",
      "date=2026-11-20/hour=11/sessions.parquet",
    ]);
    // As somebody who has never heard of this product would read it.
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const result = await connection.run(
      `SELECT date::VARCHAR, hour::VARCHAR, count(*)::INT, typeof(any_value(session_start_timestamp_ms))
         FROM '${output}/**/*.parquet' GROUP BY ALL ORDER BY ALL`,
    );
    assertEquals(await result.getRowsJson(), [
      ["2026-11-20", "10", 30, "TIMESTAMP WITH TIME ZONE"],
      ["2026-11-20", "11", 30, "TIMESTAMP WITH TIME ZONE"],
    ]);
    connection.closeSync();
    instance.closeSync();
  }));
