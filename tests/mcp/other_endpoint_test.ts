import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createServer } from "../../mcp/server/create_server.ts";
import { toolsOf } from "../../mcp/tools/tools.ts";
import { connectToSandbox } from "../support/mcp_client.ts";
import { OTHER } from "../support/other_endpoint.ts";

const SEARCH = "search_content_sessions";

Deno.test("a server that is made for another endpoint tells its limits and names, and no others", async () => {
  await using sandbox = await connectToSandbox();
  const server = createServer({ ...sandbox.context, endpoint: OTHER });
  const client = new Client({ name: "test", version: "1" });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);

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

Deno.test("the tools of an endpoint are made once, however many servers offer them", () => {
  assertEquals(toolsOf(OTHER), toolsOf(OTHER));
  assert(toolsOf(OTHER)[0] === toolsOf(OTHER)[0]);
});
