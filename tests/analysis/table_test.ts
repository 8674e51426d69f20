import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import { createSandbox } from "../../sandbox/mod.ts";
import { dimensionValue } from "../../src/session/dimension_value.ts";
import { fieldValue } from "../../src/session/decode/field_value.ts";
import { outcomeOf } from "../../src/session/outcome.ts";
import type { Session } from "../../src/session/session.ts";
import {
  attributeOf,
  FACT,
  factOf,
  type SessionTable,
  SessionTableBuilder,
  tabulate,
} from "../../src/analysis/mod.ts";
import { NOW_MS } from "../support/ask_sandbox.ts";

const sandboxSessions = () =>
  createSandbox({ now: () => NOW_MS }).truth({
    startMs: NOW_MS - 3_600_000,
    endMs: NOW_MS,
  }) as Session[];

const session = (fields: Partial<Session>): Session => ({
  session_id: "1",
  client_id: "1",
  ...fields,
});

/** A table of one session. */
async function tableOf(fields: Partial<Session>): Promise<SessionTable> {
  return await tabulate([session(fields)], CONTENT);
}

const place = fc.constantFrom(
  "cdn",
  "app_version",
  "c3.app.version",
  "asset",
  "plan",
  "constructor",
);
const value = fc.constantFrom<unknown[]>("a", "b", "", null, 7, true, ["", "c"], [], { d: "e" });
const group = fc.dictionary(place, value);
const anySession = fc.record({
  session_id: fc.constant("1"),
  client_id: fc.constant("1"),
  network_info: group,
  device_info: group,
  required_tags: group,
  custom_tags: group,
  other_fields: group,
  own: group,
}, { requiredKeys: ["session_id", "client_id"] }).chain((record) =>
  group.map((root) => ({ ...root, ...record }) as unknown as Session)
);

Deno.test("a table has the value of every dimension that dimensionValue() finds, wherever it is", async () => {
  const names = [...Object.keys(CONTENT.dimensions), "plan", "constructor"];
  await fc.assert(fc.asyncProperty(fc.array(anySession, { maxLength: 5 }), async (sessions) => {
    const table = await tabulate(sessions, CONTENT, { attributes: names });
    const found = sessions.map((_, row) => names.map((name) => attributeOf(table, row, name)));
    const expected = sessions.map((one) =>
      names.map((name) => dimensionValue(one, name, CONTENT) ?? null)
    );
    assertEquals(found, expected);
  }));
});

Deno.test("without a choice a table has the dimensions and the tags that occur, and no other", async () => {
  const table = await tableOf({
    network_info: { cdn: "A", ip: "192.0.2.1" },
    custom_tags: { plan: "premium", "c3.app.version": "7" },
  } as Partial<Session>);
  assertEquals([...table.attributes.keys()].sort(), ["app_version", "cdn", "plan"]);
  assertEquals(attributeOf(table, 0, "app_version"), "7");
  assertEquals(attributeOf(table, 0, "plan"), "premium");
  assertEquals(attributeOf(table, 0, "isp"), null);
});

Deno.test("thousands of different values keep their sessions", async () => {
  const values = Array.from({ length: 70_000 }, (_, index) => `v${index}`);
  const table = await tabulate(
    values.map((plan) => session({ custom_tags: { plan } })),
    CONTENT,
  );
  assertEquals(values.every((plan, row) => attributeOf(table, row, "plan") === plan), true);
});

Deno.test("a reader of columns gets the table that the sessions would have made", async () => {
  const sessions = sandboxSessions();
  const column = (path: string) => sessions.map((one) => fieldValue(one, path) ?? null);
  const fields = Object.fromEntries(
    CONTENT.fields.filter(({ type }) => type !== "map").map(({ path }) => [path, column(path)]),
  );
  const tags: Record<string, unknown[]> = {};
  const collect = (place: object, prefix: string, row: number) => {
    for (const [name, value] of Object.entries(place)) {
      const isKept = prefix.endsWith("_tags.") || Object.hasOwn(CONTENT.dimensions, name);
      if (isKept && !(prefix + name in fields)) {
        (tags[name] ??= Array(sessions.length))[row] ??= value;
      }
    }
  };
  sessions.forEach((one, row) => {
    collect(one, "", row);
    for (const [group, place] of Object.entries(one)) collect(place ?? {}, `${group}.`, row);
  });
  const builder = new SessionTableBuilder(CONTENT);
  builder.addColumns({ length: sessions.length, fields, tags });
  const built = builder.build();
  const expected = await tabulate([{ sessions }], CONTENT);
  assertEquals(built.length > 1000, true);
  // Row by row: a difference of whole columns is too long to be shown.
  const rowOf = (table: SessionTable, row: number) => ({
    measures: Object.values(table.measures).map((column) => column[row]),
    facts: Object.values(FACT).map((fact) => factOf(table, row, fact)),
    attributes: [...expected.attributes.keys()].map((name) => attributeOf(table, row, name)),
  });
  assertEquals([...built.attributes.keys()].sort(), [...expected.attributes.keys()].sort());
  sessions.forEach((_, row) => assertEquals(rowOf(built, row), rowOf(expected, row)));
});

Deno.test("a table grows while it is asked, and an earlier one stays as it was", () => {
  const builder = new SessionTableBuilder(CONTENT);
  builder.add(session({ playing_time_ms: 1 }));
  const early = builder.build();
  for (let index = 0; index < 3000; index++) builder.add(session({ playing_time_ms: index }));
  assertEquals([...early.measures.playingMs], [1]);
  assertEquals(builder.build().measures.playingMs[3000], 2999);
});

Deno.test("what a record lacks is not a number, and neither is a duration below zero", async () => {
  const table = await tableOf({ playing_time_ms: -1, rebuffering_time_ms: 0 });
  assertEquals(table.measures.playingMs[0], NaN);
  assertEquals(table.measures.videoStartMs[0], NaN);
  assertEquals(table.measures.rebufferingMs[0], 0);
});

Deno.test("the facts of a session follow from its flags, and what is not told stays unknown", async () => {
  const facts = async (fields: Partial<Session>) => {
    const table = await tableOf(fields);
    return Object.entries(FACT).filter(([, fact]) => factOf(table, 0, fact) !== undefined)
      .map(([name, fact]) => factOf(table, 0, fact) ? name : `not ${name}`);
  };
  assertEquals(await facts({}), []);
  assertEquals(await facts({ is_video_start_failure: false }), [
    "not vsf",
    "not vsfTechnical",
    "not vsfBusiness",
  ]);
  assertEquals(await facts({ is_video_start_failure_tech: true }), [
    "vsf",
    "vsfTechnical",
    "not ebvs",
    "not played",
  ]);
  assertEquals(await facts({ is_video_start_failure: true, is_exit_before_video_start: true }), [
    "vsf",
    "not ebvs",
    "not played",
  ]);
  assertEquals(await facts({ is_exit_before_video_start: true, video_start_time_ms: 9 }), [
    "ebvs",
    "not played",
  ]);
  assertEquals(await facts({ is_video_playback_failure_business: true }), [
    "vpf",
    "vpfBusiness",
    "played",
  ]);
  assertEquals(await facts({ video_start_time_ms: 0 }), ["played"]);
  assertEquals(await facts({ playing_time_ms: 0 }), []);
  assertEquals(await facts({ playing_time_ms: 5 }), ["played"]);
  assertEquals(
    (await facts({ is_video_start_failure: false, is_exit_before_video_start: false })).includes(
      "played",
    ),
    true,
  );
});

Deno.test("live and on demand are read from the values that the spec names, and others are unknown", async () => {
  const live = async (content_category: string) =>
    factOf(
      await tabulate([session({ content_info: { content_category } })], CONTENT, {
        attributes: ["cdn"],
      }),
      0,
      FACT.live,
    );
  assertEquals(await live("Live"), true);
  assertEquals(await live("VOD"), false);
  assertEquals(await live("Trailer"), undefined);
  assertEquals(
    factOf(await tableOf({ required_tags: { "c3.video.isLive": "T" } }), 0, FACT.live),
    true,
  );
});

Deno.test("the facts of a table are the outcomes of its sessions", async () => {
  const sessions = sandboxSessions();
  const table = await tabulate(sessions, CONTENT);
  const failed = sessions.map((one) => {
    const outcome = outcomeOf(one, CONTENT);
    return outcome &&
      { vsf: outcome.kind === "VSF", ebvs: outcome.kind === "EBVS", vpf: outcome.kind === "VPF" };
  });
  failed.forEach((outcome, row) =>
    assertEquals(outcome, {
      vsf: factOf(table, row, FACT.vsf),
      ebvs: factOf(table, row, FACT.ebvs),
      vpf: factOf(table, row, FACT.vpf),
    })
  );
  assertEquals(failed.some((outcome) => outcome?.vsf), true);
});
