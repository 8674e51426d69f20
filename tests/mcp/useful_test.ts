import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { column, connectToSandbox } from "../support/mcp_client.ts";

const SEARCH = "search_content_sessions";
const GET = "get_content_session";
const LIST = "list_session_dimensions";

Deno.test("sessions without the value of an order come last over all windows, also without a start", async () => {
  const session = (id: number, startMs: number | null) => ({
    session_id: String(id),
    session_start_timestamp_ms: startMs,
  });
  await using server = await connectToSandbox({
    clientOptions: {
      fetch: ({ url }) => {
        const endMs = Number(new URL(url).searchParams.get("end_epoch_ms"));
        const startMs = Number(new URL(url).searchParams.get("start_epoch_ms"));
        const id = Math.round(endMs / 60_000);
        const inside = Math.floor((startMs + endMs) / 2);
        return Promise.resolve(
          Response.json({ sessions: [session(id, null), session(id + 1e9, inside)] }),
        );
      },
    },
  });
  for (const sort of ["newest", "oldest"]) {
    const found = await server.call(SEARCH, { last: "9h", sort, count: true, limit: 500 });
    const starts = column(found, "session_start_timestamp_ms");
    const known = starts.filter((start) => start !== "-");
    assert(known.length > 1 && known.length < starts.length, found.text);
    assertEquals(starts.slice(0, known.length), known, sort);
  }
});

Deno.test("sessions without a start are not shown while there are others that have one", async () => {
  await using server = await connectToSandbox({
    clientOptions: {
      fetch: ({ url }) => {
        const [startMs, endMs] = ["start_epoch_ms", "end_epoch_ms"]
          .map((name) => Number(new URL(url).searchParams.get(name)));
        const starts = [null, null, null, Math.floor((startMs! + endMs!) / 2)];
        return Promise.resolve(Response.json({
          sessions: starts.map((session_start_timestamp_ms, index) => ({
            session_id: `${startMs} ${index}`,
            session_start_timestamp_ms,
          })),
        }));
      },
    },
  });
  const found = await server.call(SEARCH, { last: "4d", limit: 6 });
  const starts = column(found, "session_start_timestamp_ms");
  assertEquals([starts.length, starts.includes("-")], [6, false], found.text);
});

Deno.test("days in words and local times are understood, in the zone that is named", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 500 });
  const time_zone = "America/New_York";
  const ranges: [Record<string, unknown>, string][] = [
    [{ last: "today" }, "2026-11-22T00:00:00Z to 2026-11-22T18:00:00Z"],
    [{ last: "Yesterday" }, "2026-11-21T00:00:00Z to 2026-11-22T00:00:00Z"],
    [{ last: "today", time_zone }, "2026-11-22T05:00:00Z to 2026-11-22T18:00:00Z"],
    [{ last: "yesterday", time_zone }, "2026-11-21T05:00:00Z to 2026-11-22T05:00:00Z"],
    [
      { start: "yesterday", end: "today", time_zone },
      "2026-11-21T05:00:00Z to 2026-11-22T05:00:00Z",
    ],
    [
      { start: "yesterday 20:00", end: "today at 9:30", time_zone },
      "2026-11-22T01:00:00Z to 2026-11-22T14:30:00Z",
    ],
    [
      { start: "2026-11-20 20:00", end: "2026-11-21", time_zone },
      "2026-11-21T01:00:00Z to 2026-11-21T05:00:00Z",
    ],
  ];
  for (const [args, range] of ranges) {
    const { text } = await server.call(SEARCH, { ...args, limit: 1 });
    assertStringIncludes(text, `Range (UTC): ${range}`, JSON.stringify(args));
  }
  for (const start of ["2026-11-20T20:00", "2026-11-20", "yesterday 18:00"]) {
    for (const [tool, more] of [[SEARCH, {}], [GET, { session_id: "1" }]] as const) {
      const { text, isError } = await server.call(tool, { start, ...more });
      assertEquals(isError, true, start);
      assertStringIncludes(text, "time_zone");
    }
  }
  const nowhere = { start: "2026-11-20T20:00", end: "2026-11-21T20:00", time_zone: "Nowhere" };
  for (const args of [nowhere, { last: "1h", time_zone: "Nowhere" }]) {
    const { text } = await server.call(SEARCH, args);
    assertEquals(text.match(/there is no such time zone/g)?.length, 1, text);
  }
  const twice = await server.call(SEARCH, { start: "2026-11-01T01:30", time_zone });
  assertStringIncludes(twice.text, "2026-11-01T05:30:00Z or 2026-11-01T06:30:00Z");
});

Deno.test("an empty argument that may be left out counts as left out, for every tool and prompt", async () => {
  await using server = await connectToSandbox();
  const { tools } = await server.client.listTools();
  const needed: Record<string, Record<string, unknown>> = {
    [SEARCH]: { start: "now-3h", end: "now-2h", limit: 2 },
    [GET]: { session_id: "1", start: "2026-11-22T12:00:00Z" },
    [LIST]: {},
    summarize_content_sessions: { last: "5m" },
    compare_content_sessions: { last: "5m" },
    diagnose_content_sessions: { last: "5m", metric: "vsf" },
  };
  for (const { name, inputSchema } of tools) {
    const plain = await server.call(name, needed[name]!);
    for (const empty of ["", "  ", null, [], {}]) {
      const args = Object.fromEntries(
        Object.keys(inputSchema.properties ?? {}).map((argument) => [argument, empty]),
      );
      const answer = await server.call(name, { ...args, ...needed[name]! });
      assertEquals(answer.isError, false, answer.text);
      assertEquals(answer.structured.rows, plain.structured.rows);
    }
  }
  const unknown = await server.call(SEARCH, { last: "1h", colour: "" });
  assertStringIncludes(unknown.text, "colour: there is no such argument");
  const missing = await server.call(GET, { session_id: "" });
  assertStringIncludes(missing.text, "session_id");
  assertEquals(missing.isError, true);
  const prompt = async (args: Record<string, string>) =>
    JSON.stringify(await server.client.getPrompt({ name: "triage_incident", arguments: args }))
      .replaceAll(/session_data_\w+/g, "");
  assertEquals(await prompt({ last: "", dimension: "", value: "" }), await prompt({}));
});

Deno.test("a server for hosts that pass on text and data answers with text alone", async () => {
  await using server = await connectToSandbox({ textOnly: true });
  const { tools } = await server.client.listTools();
  assertEquals(tools.filter(({ outputSchema }) => outputSchema), []);
  const { text, structured } = await server.call(SEARCH, { last: "1h", limit: 1 });
  assertEquals(structured, undefined);
  assertMatch(text, /^(At least )?\d+ sessions? matched/);
});

Deno.test("what all rows share stands once, in the text and in the data, and the text is the smaller", async () => {
  await using server = await connectToSandbox();
  const filters = [{ dimension: "cdn", values: ["Polar Edge"] }];
  const { text, structured } = await server.call(SEARCH, { last: "1h", filters, limit: 20 });
  const times = (whole: string) => whole.split("Polar Edge").length - 1;
  assertEquals([times(text), times(JSON.stringify(structured))], [2, 2], "filter and column");
  assert(text.length <= JSON.stringify(structured).length);
});
