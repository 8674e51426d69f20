import { cp } from "node:fs/promises";
import { assert, assertEquals } from "@std/assert";
import type { OutputKind } from "../../src/harvest/mod.ts";
import type { Session } from "../../src/session/session.ts";
import { FakePages, harvestPages } from "./fake_client.ts";
import { keysIn, rowsIn } from "./stored_sessions.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-11-20T10:30Z");
/** The range that they lie in. */
export const RANGE = { startMs: START_MS, endMs: START_MS + HOUR_MS };
/** Sessions of a client. */
export const sessionsOf = (client: string): Session[] =>
  Array.from({ length: 4 }, (_, at) => ({
    client_id: client,
    session_id: String(at),
    session_start_timestamp_ms: START_MS + at * HOUR_MS / 4,
    asset: "a",
    device_info: { device_os: "iOS" },
  } as Session));
/** Their keys. */
export const keysOf = (client: string) => [0, 1, 2, 3].map((at) => `${client} ${at}`);

/** Harvests sessions into an output. */
export const run = (output: string, sessions: readonly Session[], options = {}) =>
  harvestPages({
    output,
    range: RANGE,
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

/** What is odd is tried with both kinds of output, and the rest with one of them. */
function namesFor(kind: OutputKind): typeof NAMES {
  return NAMES.filter((name, at) => isOdd(name) || (at % 2 === 0) === (kind === "duckdb"));
}

/**
 * Outputs of all odd names can be written, read and written again beside siblings that a pattern
 * would hit.
 *
 * @param base The folder with a slash; nothing for the folder that the process is in.
 */
export async function checkNames(folder: string, base: string, kind: OutputKind): Promise<void> {
  const end = kind === "duckdb" ? ".duckdb" : "";
  // Each sibling is a copy, which is made sooner than a harvest.
  const templates = await Deno.makeTempDir();
  const template = `${templates}/template${end}`;
  await run(template, sessionsOf("other"));
  for (const [name, sibling] of base === "" ? NAMES.filter(isOdd) : namesFor(kind)) {
    const [output, other] = [`${base}${name}${end}`, `${base}${sibling}${end}`];
    if (await Deno.lstat(other).catch(() => undefined)) continue;
    await cp(template, other, { recursive: true });
    await run(output, sessionsOf("ours").slice(0, 2));
    const { storedSessions } = await run(output, sessionsOf("ours"), { settleMs: Infinity });
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
  await Deno.remove(templates, { recursive: true });
}

/** What the folders around an output are called says nothing about its sessions. */
export async function checkParents(base: string, kind: OutputKind): Promise<void> {
  for (const name of ["date=x/hour=y", "cdn=Akamai", "s3://bucket", "[a]/b*/c?", "asset=b"]) {
    const output = `${base}${name}/out${kind === "duckdb" ? ".duckdb" : ""}`;
    await run(output, sessionsOf("ours").slice(0, 2));
    await run(output, sessionsOf("ours"), { settleMs: Infinity });
    assertEquals(await keysIn(output), keysOf("ours"), name);
    assertEquals(
      await rowsIn(output, "SELECT DISTINCT asset, cdn FROM sessions"),
      [["a", null]],
      name,
    );
  }
}

// As a program of its own: the folder that a process is in belongs to all tests in it.
if (import.meta.main) {
  const kind = Deno.args[0] as OutputKind;
  await checkNames(Deno.cwd(), "", kind);
  await checkParents("", kind);
}
