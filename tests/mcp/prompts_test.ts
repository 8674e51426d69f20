import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { connectToSandbox } from "../support/mcp_client.ts";

async function promptText(
  { client }: Awaited<ReturnType<typeof connectToSandbox>>,
  name: string,
  args: Record<string, string>,
): Promise<string> {
  const { messages: [message] } = await client.getPrompt({ name, arguments: args });
  return message?.content.type === "text" ? message.content.text : "";
}

Deno.test("a person finds a prompt for an incident, a release and one viewer, and each leads to tools that there are", async () => {
  await using server = await connectToSandbox();
  const { prompts } = await server.client.listPrompts();
  assertEquals(prompts.map(({ title }) => title), [
    "What is broken?",
    "Since the release?",
    "One viewer's bad evening",
  ]);
  const tools = new Set((await server.client.listTools()).tools.map(({ name }) => name));
  const needed: Record<string, Record<string, string>> = {
    triage_incident: {},
    review_release: { since: "now-6h" },
    investigate_viewer: { client_id: "1.2.3.4" },
  };
  for (const { name } of prompts) {
    const text = await promptText(server, name, needed[name]!);
    const named: string[] = text.match(/\b\w+_(?:sessions?|dimensions)\b/g) ?? [];
    assert(named.includes("diagnose_content_sessions"), name);
    for (const tool of named) assert(tools.has(tool), `${name}: ${tool}`);
  }
});

Deno.test("a review of a release is about the version of the app, unless told otherwise", async () => {
  await using server = await connectToSandbox();
  const usual = await promptText(server, "review_release", { since: "now-6h", value: "8.4.1" });
  assertStringIncludes(usual, '{"since":"now-6h","dimension":"app_version","value":"8.4.1"}');
  const told = await promptText(server, "review_release", {
    since: "now-6h",
    dimension: "country",
  });
  assertStringIncludes(told, '{"since":"now-6h","dimension":"geo_country_code"}');
});
