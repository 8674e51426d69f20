import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../../gen/endpoints.ts";
import { MEASURES, type SessionTable, tabulate } from "../../../src/analysis/mod.ts";
import { outputRange, outputTables, readSessions, StorageError } from "../../../src/harvest/mod.ts";
import type { SessionsQuery } from "../../../src/mod.ts";
import { decodePage } from "../../../src/session/decode/decode_page.ts";
import type { Session } from "../../../src/session/session.ts";
import { FakePages, harvestPages } from "../../support/fake_client.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-11-20T10:30Z");
const RANGE = { startMs: START_MS, endMs: START_MS + 3 * HOUR_MS };
const QUERY = { start: RANGE.startMs, end: RANGE.endMs };
const now = () => Date.parse("2026-12-01T00:00Z");

function forBothKinds(claim: string, test: (output: string) => Promise<void>): void {
  for (const name of ["sessions.duckdb", "folder"]) {
    Deno.test(`${claim} (${name})`, () => withTempFolder((folder) => test(`${folder}/${name}`)));
  }
}

const store = (output: string, sessions: readonly Session[]) =>
  harvestPages({ output, range: RANGE, pages: new FakePages([...sessions]).pages });

/** All that a table says, whatever the order of its rows and of its values. */
function rowsOf(table: SessionTable): string[] {
  const attributes = [...table.attributes.values()].sort((a, b) => a.name < b.name ? -1 : 1);
  return Array.from({ length: table.length }, (_, row) =>
    JSON.stringify([
      MEASURES.map((measure) => String(table.measures[measure][row])),
      table.holds[row],
      table.known[row],
      attributes.map(({ name, values, codes }) => [name, values[codes[row]!]])
        .filter(([, value]) => value !== null),
    ])).sort();
}

/** Reads a query both ways. */
async function bothWays(output: string, query: SessionsQuery<string>, attributes?: string[]) {
  const options = { now, accountDimensions: "any" } as const;
  const stream = readSessions(output, query as SessionsQuery, options);
  const bySession = await tabulate(stream, CONTENT, attributes && { attributes });
  const read = await outputTables(output, options).read(query, attributes && { attributes });
  return { bySession, read, coverage: stream.coverage };
}

const value = fc.oneof(
  fc.constantFrom("", "A", "B", "Live", "vod", null, 0, 1.5, -1, "1", true, ["A", "B"], [], [
    null,
    "B",
  ]),
  fc.constantFrom({ cdn: "A" }, { plan: "B" }, 1e21, "\ud800"),
);
const NAMES = [
  ...["cdn", "isp", "device_os", "content_category", "plan", "own", "tier", "cdn_edge_group"],
  ...["network_info.plan", "network_info.own", ".own", "other_fields.own", "c3.video.isLive"],
  ...[
    "video_start_failure_errors",
    "average_framerate_fps",
    "session_id",
    "asset",
    "c3.app.version",
  ],
  ...CONTENT.fields.filter(({ measure }) => measure).map(({ path }) => path),
  ...CONTENT.fields.filter(({ outcome }) => outcome).map(({ path }) => path),
];
const members = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 10 })
  .map((entries) => Object.fromEntries(entries));
const tags = fc.dictionary(
  fc.constantFrom("plan", "own", "cdn", "tier", "c3.video.isLive", "c3.app.version"),
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom("A", "B", "", "Live") }, {
    weight: 1,
    arbitrary: value,
  }),
  { maxKeys: 4 },
);
const record = fc.record({
  members,
  network_info: fc.option(members),
  device_info: fc.option(members),
  content_info: fc.option(members),
  required_tags: fc.option(tags),
  custom_tags: fc.option(tags),
  newgroup: fc.option(members, { freq: 2 }),
  start: fc.option(fc.integer({ min: RANGE.startMs, max: RANGE.endMs - 1 }), { freq: 9 }),
}).map(({ members, start, ...record }) => ({
  ...members,
  ...record,
  client_id: "1",
  session_start_timestamp_ms: start,
  session_end_timestamp_ms: null,
}));

const sessionsOf = (records: readonly object[]) =>
  decodePage(
    JSON.stringify({
      sessions: records.map((each, at) => ({ ...each, session_id: String(at) })),
    }),
    CONTENT,
  ).sessions;

const attributes = fc.option(
  fc.uniqueArray(fc.constantFrom(...NAMES, "cdn", "plan", "own"), { minLength: 0, maxLength: 4 }),
  { nil: undefined },
);
const filters = fc.record({
  dimensions: fc.option(
    fc.dictionary(
      fc.constantFrom("cdn", "own", "plan", "content_category"),
      fc.subarray(["A", "B", "1", "Live"], { minLength: 1 }),
      { maxKeys: 1 },
    ),
    { nil: undefined },
  ),
  tags: fc.option(
    fc.dictionary(fc.constantFrom("plan", "own"), fc.constantFrom("A", "B"), { maxKeys: 1 }),
    { nil: undefined },
  ),
  is_video_start_failure: fc.option(fc.boolean(), { nil: undefined, freq: 3 }),
});

forBothKinds(
  "a table read by columns says what one made of the sessions says",
  (output) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(attributes, filters), { minLength: 3, maxLength: 3 }),
        async (records, asked) => {
          await Deno.remove(output, { recursive: true }).catch(() => {});
          await store(output, sessionsOf(records));
          for (const [wanted, { dimensions, tags, is_video_start_failure }] of asked) {
            const query = {
              ...QUERY,
              ...dimensions && { dimensions },
              ...tags && { tags },
              ...is_video_start_failure !== undefined && { is_video_start_failure },
            };
            const { bySession, read, coverage } = await bothWays(output, query, wanted);
            assertEquals(rowsOf(read.table), rowsOf(bySession));
            assertEquals(read.coverage, coverage);
          }
        },
      ),
      { numRuns: Number(Deno.env.get("RUNS") ?? 6) },
    ),
);

const FEW: Session[] = Array.from({ length: 30 }, (_, at) => ({
  client_id: "1",
  session_id: String(at),
  session_start_timestamp_ms: START_MS + at * 60_000,
  is_video_start_failure: at % 3 === 0,
  device_info: { device_os: at % 2 === 0 ? "Android" : "iOS" },
  precision_rs: at % 5 === 0 ? "on" : "off",
}));

forBothKinds("only what is wanted is in the table", async (output) => {
  await store(output, FEW);
  const { table } = await outputTables(output, { now }).read(QUERY, { attributes: ["device_os"] });
  assertEquals([...table.attributes.keys()], ["device_os"]);
  assertEquals(table.length, FEW.length);
  const all = await outputTables(output, { now }).read(QUERY);
  assertEquals([...all.table.attributes.keys()].sort(), ["device_os", "precision_rs"]);
});

forBothKinds(
  "what an output does not have is refused as readSessions() refuses it",
  async (output) => {
    const filters = { dimensions: { device_os: ["Android"] } };
    await harvestPages({ output, range: RANGE, filters, pages: new FakePages(FEW).pages });
    const source = outputTables(output, { now });
    await assertRejects(() => source.read(QUERY), StorageError, "device_os=Android");
    const unseen = { ...QUERY, dimensions: { device_os: "Android", geo_dma: "803" } };
    const { table } = await source.read({ ...QUERY, dimensions: { device_os: "Android" } });
    assertEquals(table.length, FEW.length);
    assertEquals((await source.read(unseen)).table.length, 0);
    await assertRejects(() => outputTables(`${output}.no`).read(QUERY), StorageError);
  },
);

forBothKinds(
  "a limit takes the first sessions of the range, and coverage tells",
  async (output) => {
    await store(output, FEW);
    const { table, coverage } = await outputTables(output, { now }).read({ ...QUERY, limit: 7 });
    assertEquals([table.length, coverage.sessions, coverage.limitReached], [7, 7, true]);
  },
);

forBothKinds(
  "an output tells what it has: its range, and whether anything of a window",
  async (output) => {
    await store(output, FEW);
    assertEquals(await outputRange(output), RANGE);
    const source = outputTables(output, { now });
    const later = { startMs: RANGE.endMs, endMs: RANGE.endMs + HOUR_MS };
    assertEquals(
      await source.hasAnyOf({ startMs: RANGE.startMs - 1, endMs: RANGE.startMs + 1 }),
      true,
    );
    assertEquals(await source.hasAnyOf(later), false);
  },
);

forBothKinds("reading ends when its signal aborts", async (output) => {
  await store(output, FEW);
  const signal = AbortSignal.abort(new Error("enough"));
  await assertRejects(() => outputTables(output, { now }).read(QUERY, { signal }), Error, "enough");
});
