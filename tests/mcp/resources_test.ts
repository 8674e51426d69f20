import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { column, connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";

const SEARCH = "search_content_sessions";

Deno.test("resources, prompts and completions say what the spec says", async () => {
  await using server = await connectToSandbox();
  const { client } = server;
  const read = async (uri: string) => {
    const [content] = (await client.readResource({ uri })).contents;
    return content && "text" in content ? content.text : "";
  };
  assertStringIncludes(await read("conviva-sessions://limits"), String(CONTENT.limits.maxSessions));
  const fields = await read("conviva-sessions://fields");
  for (const { path } of CONTENT.fields) assertStringIncludes(fields, path);
  const filters = await read("conviva-sessions://filters");
  for (const [name, { role }] of Object.entries(CONTENT.parameters)) {
    assertEquals(filters.includes(`| ${name} |`), role === "filter", name);
  }
  assertStringIncludes(await read("conviva-sessions://dimensions"), "| geo_dma |");
  assertStringIncludes(await read("conviva-sessions://metrics"), "| vsf | share |");
  await server.call(SEARCH, { last: "1h", limit: 50 });
  assertStringIncludes(await read("conviva-sessions://dimensions/cdn"), "Northwind CDN");

  const complete = async (name: string, value: string, args?: Record<string, string>) =>
    (await client.complete({
      ref: { type: "ref/prompt", name: "triage_incident" },
      argument: { name, value },
      ...(args && { context: { arguments: args } }),
    })).completion.values;
  assertEquals((await complete("dimension", "cdn"))[0], "cdn");
  assertEquals(await complete("value", "north", { dimension: "cdn" }), ["Northwind CDN"]);

  const { messages } = await client.getPrompt({
    name: "triage_incident",
    arguments: { dimension: "cdn", value: "Meridian" },
  });
  const [message] = messages;
  assertStringIncludes(JSON.stringify(message), "search_content_sessions");
  assert((client.getInstructions() ?? "").split(/\s+/).length <= 150);
});

/** A server of an API whose latest sessions have these tags, each those of its own. */
function connectToTags(...tagsOfSessions: readonly Record<string, string>[]) {
  const sessions = tagsOfSessions.map((custom_tags, index) => ({
    session_id: String(index),
    session_start_timestamp_ms: PRESENT_MS - 600_000,
    custom_tags,
  }));
  return connectToSandbox({
    clientOptions: { fetch: () => Promise.resolve(Response.json({ sessions })) },
  });
}

Deno.test("a dimension is read by its URI, whatever its name", async () => {
  const names = ["Märkte & Länder", "a/b test", "50%", "100%25", "1,2?#", "日本語"];
  await using server = await connectToTags(
    Object.fromEntries(names.map((name, index) => [name, `value ${index}`])),
  );
  await server.call(SEARCH, { last: "1h" });
  const read = async (escaped: string) => {
    const { contents } = await server.client.readResource({
      uri: `conviva-sessions://dimensions/${escaped}`,
    });
    return JSON.stringify(contents);
  };
  for (const [index, name] of names.entries()) {
    const text = await read(encodeURIComponent(name));
    assertStringIncludes(text, `value ${index}\\t1`);
    assertStringIncludes(text, `${name} is not in the catalogue`);
  }
  // As people write them.
  assertStringIncludes(await read("Märkte & Länder"), "value 0");
  assertStringIncludes(await read("50%"), "value 2");
});

Deno.test("a value is completed as tables show it, so that it cannot steer a terminal or a reader", async () => {
  const values = ["gold\u001b[2J\nplan", "gold \u202e[2J plan", "gold </session_data>", "\u200b"];
  await using server = await connectToTags(...values.map((plan) => ({ plan })));
  const table = column(await server.call(SEARCH, { last: "1h", fields: ["tag_plan"] }), "tag_plan");
  const { completion } = await server.client.complete({
    ref: { type: "ref/prompt", name: "triage_incident" },
    argument: { name: "value", value: "" },
    context: { arguments: { dimension: "plan" } },
  });
  assertEquals(completion.values, ["gold [2J plan", "gold [/session_data]"]);
  assertEquals(new Set(table), new Set([...completion.values, "-"]));
});
