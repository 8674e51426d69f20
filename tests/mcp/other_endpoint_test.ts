import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createServer } from "../../mcp/server/create_server.ts";
import type { ToolContext } from "../../mcp/tools/tool_context.ts";
import { toolsOf } from "../../mcp/tools/tools.ts";
import type { Endpoint } from "../../gen/endpoint.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { connect } from "../../src/connection.ts";
import { createEndpointClient } from "../../src/endpoint_client.ts";
import type { SessionsQuery } from "../../src/mod.ts";
import { connectToSandbox, PRESENT_MS, type Structured } from "../support/mcp_client.ts";
import { OTHER } from "../support/other_endpoint.ts";

/** A client of a server. */
async function clientOf(context: ToolContext): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createServer(context).connect(theirs);
  await client.connect(ours);
  return client;
}

const SEARCH = "search_content_sessions";

Deno.test("a server that is made for another endpoint tells its limits and names, and no others", async () => {
  await using sandbox = await connectToSandbox();
  const client = await clientOf({ ...sandbox.context, endpoint: OTHER });
  assertStringIncludes(client.getInstructions()!, "the last 2d");
  const { tools } = await client.listTools();
  const properties = tools.find(({ name }) => name === SEARCH)!.inputSchema.properties as Record<
    string,
    Record<string, unknown>
  >;
  assertEquals([properties.limit?.maximum, properties.limit?.default], [7, 7]);
  assert("is_broken" in properties);
  assert(!("is_video_start_failure" in properties));

  const read = async (name: string) => {
    const [content] = (await client.readResource({ uri: `conviva-sessions://${name}` })).contents;
    return content && "text" in content ? content.text : "";
  };
  assertStringIncludes(await read("limits"), "| 1 to 7 |");
  assertEquals((await read("filters")).match(/^\| is_\w+/gm), ["| is_broken"]);
  assertEquals((await read("dimensions")).match(/^\| \w+/gm)?.at(-1), "| screen");
  assertEquals((await read("fields")).match(/^\| \w+/gm)?.at(-1), "| broke_after_ms");
  const prompt = await client.getPrompt({ name: "triage_incident", arguments: {} });
  assertStringIncludes(
    JSON.stringify(prompt.messages),
    String.raw`the same with \"is_broken\": true.`,
  );

  // Refused before anything is asked, by what this endpoint has.
  const args = { last: "1h", sort: "interrupts", filters: [{ dimension: "cdn", values: ["A"] }] };
  const refused = JSON.stringify(await client.callTool({ name: SEARCH, arguments: args }));
  assertStringIncludes(refused, "newest, oldest, or one of broke_after_ms");
  await client.close();
});

Deno.test("a session is looked for by the ids of the endpoint", async () => {
  const asked: URL[] = [];
  await using sandbox = await connectToSandbox();
  const called: Record<string, string> = { session_id: "play", client_id: "player" };
  const endpoint: Endpoint = {
    ...CONTENT,
    fields: CONTENT.fields.map((field) => ({ ...field, path: called[field.path] ?? field.path })),
    key: { ...CONTENT.key, session: "play", client: "player" },
    parameters: {
      ...CONTENT.parameters,
      play: CONTENT.parameters.session_id!,
      player: CONTENT.parameters.client_id!,
    },
  };
  const connection = connect({
    credentials: sandbox.sandbox.credentials,
    now: () => PRESENT_MS,
    fetch: (request) => {
      asked.push(new URL(request.url));
      return Promise.resolve(Response.json({ sessions: [{ play: "6" }, { play: "7" }] }));
    },
  });
  const context = {
    ...sandbox.context,
    endpoint,
    client: () => createEndpointClient<SessionsQuery<string>>(endpoint, connection),
  };
  const server = await clientOf(context);
  const { structuredContent } = await server.callTool({
    name: "get_content_session",
    arguments: { session_id: "7", client_id: "2" },
  });
  await server.close();
  assertEquals([asked[0]!.searchParams.get("play"), asked[0]!.searchParams.get("player")], [
    "7",
    "2",
  ]);
  const { rows } = structuredContent as unknown as Structured;
  assertEquals(rows.filter(([, name]) => name === "play"), [["session", "play", "7", "-"]]);
});

Deno.test("the tools of an endpoint are made once, however many servers offer them", () => {
  assertEquals(toolsOf(OTHER), toolsOf(OTHER));
  assert(toolsOf(OTHER)[0] === toolsOf(OTHER)[0]);
});
