import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { tokens } from "../../mcp/render/tokens.ts";
import {
  type AnyClient,
  CLIENTS,
  connect,
  startHttpProcess,
  STDIO_ARGS,
} from "../support/mcp_process.ts";

/** Asks for everything once; the client checks each answer against the protocol and the schema. */
async function useEverything(client: AnyClient): Promise<unknown[]> {
  const { tools } = await client.listTools();
  const { resources } = await client.listResources();
  const { prompts } = await client.listPrompts();
  assertEquals([resources.length > 0, prompts.length > 0], [true, true]);
  const capabilities = client.getServerCapabilities();
  for (const kind of ["tools", "resources", "prompts"] as const) {
    assertEquals(capabilities?.[kind]?.listChanged, false);
  }
  const found = await client.callTool({
    name: "search_content_sessions",
    arguments: { last: "1h", limit: 2 },
  });
  assertEquals(found.isError ?? false, false);
  assertEquals((found.structuredContent as { rows: unknown[] }).rows.length, 2);
  // The client holds the data of each answer against the schema of its tool.
  for (const question of ["summarize", "compare", "diagnose"]) {
    const told = await client.callTool({
      name: `${question}_content_sessions`,
      arguments: { last: "10m", filters: ["cdn=In-House"] },
    });
    assertEquals(told.isError ?? false, false, JSON.stringify(told));
    const { facts, rows } = told.structuredContent as { facts: string[]; rows: string[][] };
    assertEquals([facts.length > 0, rows.every((row) => row.length === rows[0]!.length)], [
      true,
      true,
    ]);
  }
  const refused = await client.callTool({
    name: "search_content_sessions",
    arguments: { lasst: "1h" },
  });
  assertEquals(refused.isError, true);
  assertStringIncludes(JSON.stringify(refused.content), "did you mean last?");
  return tools;
}

/** What makes one host or another refuse a schema. */
function checkSchema(schema: unknown, path: string): void {
  assert(typeof schema === "object" && schema !== null, `${path} is a boolean schema`);
  const node = schema as Record<string, unknown>;
  for (const keyword of ["anyOf", "oneOf", "allOf", "not", "$ref", "$defs", "pattern", "format"]) {
    assertEquals(keyword in node, false, `${path} has ${keyword}`);
  }
  assertEquals(typeof node.type, "string", `${path} has no single type`);
  assert(!node.$schema || String(node.$schema).includes("2020-12"), path);
  if (node.type === "object") {
    assertEquals(node.additionalProperties, false, path);
    assertEquals(typeof node.properties, "object", path);
    for (const [name, member] of Object.entries(node.properties as object)) {
      checkSchema(member, `${path}.${name}`);
      assert(String(member.description ?? "") !== "", `${path}.${name} has no description`);
    }
  }
  if (node.type === "array") checkSchema(node.items, `${path}[]`);
}

Deno.test("hosts of both eras are served over stdio and HTTP, with schemas that none chokes on", async (t) => {
  const http = await startHttpProcess();
  for (const kind of CLIENTS) {
    for (const url of [undefined, http.url]) {
      await t.step(`${kind} over ${url ? "HTTP" : "stdio"}`, async () => {
        const client = await connect(kind, url);
        const tools = await useEverything(client) as Record<string, unknown>[];
        await client.close();
        for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
          assert(String(description).length > 40, `${name} is not described`);
          checkSchema(inputSchema, `${name}`);
          checkSchema(outputSchema, `${name} output`);
          assertEquals(annotations, { readOnlyHint: true, openWorldHint: true });
        }
        // What a host is told beside is not for the model, which pays for the rest.
        const forModel = JSON.stringify(tools.map(({ _meta, ...tool }) => tool));
        assert(tokens(forModel) <= 2600, `${tokens(forModel)} tokens`);
      });
    }
  }
  const { code, stdout } = await http.stop();
  assertEquals([code, stdout], [0, ""]);
});

Deno.test("nothing but the protocol is on standard output, and the server ends with its input", async () => {
  const preload = await Deno.makeTempFile({ suffix: ".ts" });
  // A dependency that logs, from the start and later, by every way that there is.
  await Deno.writeTextFile(
    preload,
    `import process from "node:process";
     const write = process.stdout.write;
     setInterval(() => {
       console.log("noise"); console.info("noise"); console.debug("noise"); console.table(["noise"]);
       if (process.stdout.write !== write) process.stdout.write("noise\\n");
     }, 20).unref?.();`,
  );
  try {
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", `--preload=${preload}`, ...STDIO_ARGS.slice(1)],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const writer = process.stdin.getWriter();
    const send = (message: object) =>
      writer.write(new TextEncoder().encode(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`));
    const lines = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const readUntil = async (part: string) => {
      while (!text.includes(part)) {
        const { value, done } = await lines.read();
        if (done) throw new Error(`The output ended: ${text}`);
        text += value;
      }
    };
    await send({
      id: 1,
      method: "initialize",
      params: {
        protocolVersion: "2025-11-25",
        capabilities: {},
        clientInfo: { name: "test", version: "1" },
      },
    });
    await readUntil('"id":1');
    await send({ method: "notifications/initialized" });
    await send({
      id: 2,
      method: "tools/call",
      params: { name: "search_content_sessions", arguments: { last: "1h" } },
    });
    await readUntil('"id":2');
    await writer.write(new TextEncoder().encode("this is not JSON\n"));
    await send({ id: 3, method: "tools/list" });
    await readUntil('"id":3');
    await writer.close();
    for (;;) {
      const { value, done } = await lines.read();
      if (done) break;
      text += value;
    }
    for (const line of text.trim().split("\n")) assertEquals(JSON.parse(line).jsonrpc, "2.0", line);
    assertEquals((await process.status).code, 0);
  } finally {
    await Deno.remove(preload);
  }
});

Deno.test("the server starts without an account and without options, and wrong ones end it with 2", async () => {
  const end = async (args: string[], env: Record<string, string> = {}) => {
    const [run, ...permissions] = STDIO_ARGS.slice(0, -1);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [run!, ...permissions, ...args],
      env: { CONVIVA_CLIENT_ID: "", CONVIVA_CLIENT_SECRET: "", CONVIVA_BASE_URL: "", ...env },
      stdin: "null",
    }).output();
    const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    return { code, out, error: error! };
  };
  assertEquals(await end([]), { code: 0, out: "", error: "" });
  const account = { CONVIVA_CLIENT_ID: "id", CONVIVA_CLIENT_SECRET: "secret" };
  for (
    const [args, env, said] of [
      [["--nope"], {}, "--nope"],
      [["--token-budget", "10"], {}, "from 1000 up"],
      [["--http", "--host", "192.0.2.1"], {}, "CONVIVA_MCP_TOKEN"],
      [[], { ...account, CONVIVA_BASE_URL: "http://example.com" }, "https"],
    ] as const
  ) {
    const { code, out, error } = await end([...args], env);
    assertEquals([code, out], [2, ""]);
    assertStringIncludes(error, said);
  }
});
