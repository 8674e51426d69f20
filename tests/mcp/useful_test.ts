import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { column, connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";

const SEARCH = "search_content_sessions";
const GET = "get_content_session";
const LIST = "list_session_dimensions";

const END_MS = PRESENT_MS - 30_000;
const HOUR_MS = 3_600_000;

/** The count that the first line of an answer gives, and whether it is exact. */
function matchedOf(text: string): { count: number; isExact: boolean } {
  const [, least, count] = /^(At least )?(\d+) sessions? matched/.exec(text) ?? [];
  assert(count !== undefined, text);
  return { count: Number(count), isExact: least === undefined };
}

Deno.test("an answer begins with how many sessions matched: exactly, wherever the range was read whole", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 5000 });
  const truth = (rangeMs: number) =>
    server.sandbox.identities({ startMs: END_MS - rangeMs, endMs: END_MS }).length;
  const short = await server.call(SEARCH, { last: "1h", limit: 3 });
  assertEquals(matchedOf(short.text), { count: truth(HOUR_MS), isExact: true });
  assertStringIncludes(short.text, "Shown: 3 sessions, newest first; more exist");

  const long = matchedOf((await server.call(SEARCH, { last: "2d", limit: 3 })).text);
  assert(!long.isExact && long.count < truth(48 * HOUR_MS));
  const counted = await server.call(SEARCH, { last: "2d", limit: 3, count: true });
  assertEquals(matchedOf(counted.text), { count: truth(48 * HOUR_MS), isExact: true });
});

Deno.test("'at least' names the part of the range that was read, and is true of it", async () => {
  await using server = await connectToSandbox();
  const { text } = await server.call(SEARCH, { last: "1d", limit: 3 });
  const [, from, to] = /only (\S+) to (\S+) was read/.exec(text) ?? [];
  const part = { startMs: Date.parse(from!), endMs: Date.parse(to!) };
  assert(part.startMs > END_MS - 24 * HOUR_MS && part.endMs === END_MS);
  assert(matchedOf(text).count <= server.sandbox.identities(part).length);
  assert(server.sandbox.requests.length <= 2, `${server.sandbox.requests.length} requests`);
});

Deno.test("a count of a range of which a part is missing is not exact", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 200 });
  const { text } = await server.call(SEARCH, {
    start: "now-32d",
    end: "now-30d",
    limit: 1,
    count: true,
  });
  assertEquals(matchedOf(text).isExact, false, text);
  assertStringIncludes(text, "a part is missing");
});

Deno.test("what is rare is not counted over weeks to show a few", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 2000 });
  const { text } = await server.call(SEARCH, {
    last: "20d",
    is_video_start_failure: true,
    limit: 3,
  });
  assertEquals(matchedOf(text).isExact, false);
  // The windows that were on their way when there was enough are asked as well.
  assert(server.sandbox.requests.length <= 16, `${server.sandbox.requests.length} requests`);
});

Deno.test("paging beyond what an order looks at does not claim that no more exist", async () => {
  await using server = await connectToSandbox();
  const { text } = await server.call(SEARCH, { last: "1d", sort: "interrupts", limit: 1 });
  assertMatch(text, /^At least 20000 sessions matched/);
  assertStringIncludes(text, "Only the newest 20000 sessions were looked at");
});

Deno.test("the rate of a failure follows from two counts, and not from the rows that are shown", async () => {
  await using server = await connectToSandbox();
  const range = { start: "now-3h", end: "now-2h", limit: 1, count: true };
  const all = await server.call(SEARCH, range);
  assertStringIncludes(all.text, "Compute no rate from these rows");
  assertStringIncludes(all.text, "count: true");
  const left = await server.call(SEARCH, { ...range, is_exit_before_video_start: true });
  assertStringIncludes(left.text, "no rate follows from them");
  const truth = server.sandbox.truth({
    startMs: END_MS - 3 * HOUR_MS,
    endMs: END_MS - 2 * HOUR_MS,
  });
  const flagged = truth.filter((session) => session.is_exit_before_video_start);
  assertEquals([matchedOf(left.text).count, matchedOf(all.text).count], [
    flagged.length,
    truth.length,
  ]);
});

Deno.test("a prompt takes what people say for a dimension", async () => {
  await using server = await connectToSandbox();
  const { messages } = await server.client.getPrompt({
    name: "triage_incident",
    arguments: { dimension: "country", value: "DE" },
  });
  assertStringIncludes(JSON.stringify(messages), "geo_country_code");
});

Deno.test("no prompt takes the newest rows for a baseline", async () => {
  await using server = await connectToSandbox();
  const { messages } = await server.client.getPrompt({ name: "triage_incident", arguments: {} });
  const text = JSON.stringify(messages);
  assert(!text.includes("baseline") && !text.includes("100"), text);
  assertStringIncludes(text, '\\"count\\": true');
});

Deno.test("a column that was asked for is never dropped, and one without values says so", async () => {
  await using server = await connectToSandbox();
  const fields = ["session_id", "tag_plan", "tag_nope", "is_video_start_failure", "outcome"];
  for (const limit of [1, 5]) {
    const { text, structured } = await server.call(SEARCH, {
      last: "1h",
      is_video_start_failure: true,
      tags: [{ name: "plan", value: "premium" }],
      fields,
      limit,
    });
    const named = [...structured.columns, ...structured.same.map(([name]) => name)];
    assertEquals(new Set([...named, ...structured.absent ?? []]), new Set(fields));
    assertEquals(structured.absent, ["tag_nope"]);
    assertStringIncludes(text, "not in these records: tag_nope");
  }
});

Deno.test("a tag is told from a dimension of the same name", async () => {
  await using server = await connectToSandbox({
    clientOptions: {
      fetch: () =>
        Promise.resolve(Response.json({
          sessions: [1, 2].map((id) => ({
            session_id: String(id),
            session_start_timestamp_ms: PRESENT_MS - 600_000,
            cdn: `dimension ${id}`,
            custom_tags: { cdn: `tag ${id}` },
            required_tags: { cdn: `required ${id}` },
          })),
        })),
    },
  });
  const found = await server.call(SEARCH, { last: "1h", fields: ["tag_cdn"] });
  assertEquals(column(found, "tag_cdn"), ["tag 1", "tag 2"]);
  const listed = await server.call(LIST, { dimension: "tag_cdn" });
  assertEquals(column(listed, "value"), ["tag 1", "tag 2"]);
});

Deno.test("tags are listed with their values, whether or not the account lists them, and their keys work everywhere", async () => {
  for (const tagsListed of [true, false]) {
    await using server = await connectToSandbox({}, { tagsListed });
    const all = await server.call(LIST, {});
    const names = column(all, "dimension");
    for (const key of ["tag_plan", "tag_a/b test"]) assert(names.includes(key), all.text);
    assertMatch(all.text, /\ntag_plan\t[^\t]+\t(yes|-)\t.*premium/);
    const values = column(await server.call(LIST, { dimension: "tag_plan" }), "value");
    const filtered = await server.call(SEARCH, {
      last: "1h",
      filters: [{ dimension: "tag_plan", values: [values[0]] }],
      fields: ["session_id", "tag_plan"],
      limit: 5,
    });
    assertEquals(new Set(column(filtered, "tag_plan")), new Set([values[0]]), filtered.text);
    const asTag = await server.call(SEARCH, {
      last: "1h",
      tags: [{ name: "tag_plan", value: values[0] }],
      limit: 5,
    });
    assertEquals(asTag.structured.rows.length, 5, asTag.text);
  }
});

Deno.test("a tag whose name cannot be shown as it is, is not listed under another", async () => {
  await using server = await connectToSandbox({
    clientOptions: {
      fetch: () =>
        Promise.resolve(Response.json({
          sessions: [{
            session_id: "1",
            session_start_timestamp_ms: PRESENT_MS - 600_000,
            custom_tags: { "pl\u200ban": "hidden", plan: "plain" },
          }],
        })),
    },
  });
  const listed = await server.call(LIST, { search: "tag_" });
  assertEquals(listed.structured.rows.map(([name, , , values]) => [name, values]), [
    ["tag_plan", "plain"],
  ]);
});

Deno.test("a tag takes one value, also where it is given as a dimension", async () => {
  await using server = await connectToSandbox();
  const { text, isError } = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: "tag_plan", values: ["premium", "free"] }],
  });
  assertEquals(isError, true);
  assertStringIncludes(text, "one call for each value");
});

Deno.test("what people say for a dimension finds it: as a dimension, a text to search for, a field", async () => {
  await using server = await connectToSandbox();
  for (const said of ["country", "Country", "geo-country"]) {
    const listed = await server.call(LIST, { dimension: said });
    assertStringIncludes(listed.text, "(geo_country_code)", said);
    assert(column(listed, "value").includes("DE"));
  }
  const found = await server.call(LIST, { search: "operating_system" });
  assert(column(found, "dimension").includes("device_os"), found.text);
  const shown = await server.call(SEARCH, { last: "1h", fields: ["session_id", "country"] });
  assert(shown.structured.columns.includes("geo_country_code"), shown.text);
  const refused = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: "country", values: ["DE"] }],
  });
  assertStringIncludes(refused.text, '{"dimension":"geo_country_code","values":["DE"]}');
  const map = await server.call(SEARCH, { last: "1h", filters: { country: "DE" } });
  assertStringIncludes(map.text, '{"dimension":"geo_country_code","values":["DE"]}');
});

Deno.test("a filter that the account lacks is answered with its name and with what the account has", async () => {
  await using server = await connectToSandbox({}, { lackedDimensions: ["cdn_edge_group"] });
  const { text, isError } = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: "cdn_edge_group", values: ["x"] }, { dimension: "cdn", values: ["y"] }],
  });
  assertEquals(isError, true);
  assertMatch(text, /- filters\.cdn_edge_group: the account does not have this dimension/);
  assertMatch(text, /allowed is .*\bcdn_edge_server\b.*\bleague\b.* more: see list_session_/);
  assert(!text.includes("filters.cdn:"), text);
});

Deno.test("a search that finds nothing by a dimension that the account does not list says so", async () => {
  await using server = await connectToSandbox({
    clientOptions: {
      fetch: ({ url }) =>
        Promise.resolve(Response.json(
          url.includes("dimensions")
            ? { dimensions: [{ name: "CDN", query_filter: "?cdn" }] }
            : { sessions: [] },
        )),
    },
  });
  const { text, isError } = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: "isp", values: ["x"] }],
  });
  assertEquals(isError, false);
  assertStringIncludes(text, "filters.isp: the account does not have this dimension; it has cdn");
});

Deno.test("a search by a tag that nobody has says which there are", async () => {
  await using server = await connectToSandbox();
  const { text } = await server.call(SEARCH, { last: "1h", tags: [{ name: "foo", value: "x" }] });
  assertMatch(text, /No session seen lately has a tag "foo"; they have "/);
});

Deno.test("why nothing may have been found is said in the words that the shell has for it", async () => {
  await using server = await connectToSandbox();
  const tags = [{ name: "foo", value: "x" }];
  const { text } = await server.call(SEARCH, { last: "5m", tags });
  for (
    const why of [
      "Names and values are case-sensitive",
      "Sessions are listed when they have ended; a range longer than 5m may have some",
      "Sessions are a sample: something rare may be missing from it",
    ]
  ) assertStringIncludes(text, `Maybe: ${why}\n`);
  assert(!text.includes("All filters must match"), text);
});

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
  matchedOf(text);
});

Deno.test("what all rows share stands once, in the text and in the data, and the text is the smaller", async () => {
  await using server = await connectToSandbox();
  const filters = [{ dimension: "cdn", values: ["Polar Edge"] }];
  const { text, structured } = await server.call(SEARCH, { last: "1h", filters, limit: 20 });
  const times = (whole: string) => whole.split("Polar Edge").length - 1;
  assertEquals([times(text), times(JSON.stringify(structured))], [2, 2], "filter and column");
  assert(text.length <= JSON.stringify(structured).length);
});
