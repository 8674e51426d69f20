import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { column, connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";

const SEARCH = "search_content_sessions";
const LIST = "list_session_dimensions";

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

Deno.test("a search is checked once, by the dimensions that the tools know of the account", async () => {
  const asked: string[] = [];
  await using server = await connectToSandbox({
    clientOptions: {
      // The client by itself knows none.
      accountDimensions: [],
      fetch: ({ url }) => {
        asked.push(url);
        return Promise.resolve(Response.json(
          url.includes("references")
            ? { dimensions: [{ name: "Region", query_filter: "?region_code" }] }
            : { sessions: [] },
        ));
      },
    },
  });
  const { text, isError } = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: "region_code", values: ["7"] }],
  });
  assertEquals(isError, false, text);
  assert(asked.some((url) => url.includes("region_code=7")), asked.join("\n"));
});

Deno.test("a search by a tag that nobody has says which there are", async () => {
  await using server = await connectToSandbox();
  const { text } = await server.call(SEARCH, { last: "1h", tags: [{ name: "foo", value: "x" }] });
  assertMatch(text, /No session seen lately has a tag of this name: "foo"; they have "/);
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
