import { assert, assertEquals, assertRejects } from "@std/assert";
import { DuckDBInstance } from "@duckdb/node-api";
import { harvest, StorageError } from "../../src/harvest/mod.ts";
import type { Session } from "../../src/session/session.ts";
import { FakePages } from "../support/fake_pages.ts";
import { NO_FILTERS } from "../support/no_filters.ts";
import { keysIn, rowsIn } from "../support/stored_sessions.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-11-20T10:30Z");
const RANGE = { startMs: START_MS, endMs: START_MS + HOUR_MS };
const sessionsOf = (client: string): Session[] =>
  Array.from({ length: 4 }, (_, at) => ({
    client_id: client,
    session_id: String(at),
    session_start_timestamp_ms: START_MS + at * HOUR_MS / 4,
    asset: "a",
    device_info: { device_os: "iOS" },
  } as Session));
const keysOf = (client: string) => [0, 1, 2, 3].map((at) => `${client} ${at}`);

const run = (output: string, sessions: readonly Session[], options = {}) =>
  harvest({
    output,
    range: RANGE,
    source: "test",
    filters: NO_FILTERS,
    pages: new FakePages(sessions).pages,
    ...options,
  });

/** Names that are patterns, protocols, columns or worse to somebody, each with what it might hit. */
const NAMES: readonly (readonly [name: string, sibling: string])[] = [
  ["exp[1]", "exp1"],
  ["exp[!2]", "exp1"],
  ["exp[0-9]", "exp1"],
  ["[[]x]", "[x]"],
  ["what?", "what1"],
  ["a*", "ab"],
  ["**", "other"],
  ["{a,b}", "a"],
  ["\\", "b"],
  ["a\\b", "b"],
  ["it's", "its"],
  ['say "hi"', "say hi"],
  ["100%", "100"],
  ["%41", "A"],
  ["a#b", "a"],
  ["a?x=1", "a"],
  [" spaces ", "spaces"],
  ["-rf", "rf"],
  ["~", "home"],
  ["$HOME", "HOME"],
  ["a:b", "a"],
  [":memory:", "memory"],
  ["md:x", "x"],
  ["line\nbreak", "line"],
  ["caf\u00e9", "cafe\u0301"],
  ["cafe\u0301[1]", "caf\u00e9[1]"],
  ["\u65e5\u672c", "\u65e5"],
  [".hidden*", ".hidden"],
  ["date=2026-11-01", "date=2026-11-02"],
  ["hour=3", "hour=4"],
  ["device_os=Android", "device_os=iOS"],
  ["isp=all", "isp=some"],
  ["session_id=7", "session_id=8"],
  ["x".repeat(200), "x".repeat(199)],
];

/** What stands at the beginning of a path may make another thing of it. */
const isOdd = ([name]: readonly [string, string]) => /^[-~$:.]|:|[[?]/.test(name);

for (const kind of ["duckdb", "parquet"]) {
  for (const isRelative of [false, true]) {
    const how = isRelative ? "from here" : "from the root";
    Deno.test(`a path is a name like any other, ${how} (${kind})`, () =>
      withTempFolder((folder) =>
        inFolder(folder, async () => {
          const end = kind === "duckdb" ? ".duckdb" : "";
          for (const [name, sibling] of isRelative ? NAMES.filter(isOdd) : NAMES) {
            const base = isRelative ? "" : `${folder}/`;
            const [output, other] = [`${base}${name}${end}`, `${base}${sibling}${end}`];
            if (await Deno.lstat(other).catch(() => undefined)) continue;
            await run(other, sessionsOf("other"));
            await run(output, sessionsOf("ours").slice(0, 2));
            const { storedSessions } = await run(output, sessionsOf("ours"), {
              settleMs: Infinity,
            });
            assertEquals(storedSessions, 4, name);
            assertEquals(await keysIn(output), keysOf("ours"), name);
            assertEquals(await keysIn(other), keysOf("other"), name);
            assertEquals(
              await rowsIn(output, "SELECT DISTINCT device_os, isp FROM sessions"),
              [["iOS", null]],
              name,
            );
            assert((await Deno.lstat(`${folder}/${name}${end}`)).isFile === (kind === "duckdb"));
            for (const path of [output, other]) await Deno.remove(path, { recursive: true });
            assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [], name);
          }
        })
      ));

    Deno.test(`what the folders around an output are called says nothing, ${how} (${kind})`, () =>
      withTempFolder((folder) =>
        inFolder(folder, async () => {
          for (
            const name of ["date=x/hour=y", "cdn=Akamai", "s3://bucket", "[a]/b*/c?", "asset=b"]
          ) {
            const output = `${isRelative ? "" : `${folder}/`}${name}/out${
              kind === "duckdb" ? ".duckdb" : ""
            }`;
            await run(output, sessionsOf("ours").slice(0, 2));
            await run(output, sessionsOf("ours"), { settleMs: Infinity });
            assertEquals(await keysIn(output), keysOf("ours"), name);
            assertEquals(
              await rowsIn(output, "SELECT DISTINCT asset, cdn FROM sessions"),
              [["a", null]],
              name,
            );
          }
        })
      ));
  }
}

async function inFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = Deno.cwd();
  Deno.chdir(folder);
  try {
    await work();
  } finally {
    Deno.chdir(before);
  }
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
