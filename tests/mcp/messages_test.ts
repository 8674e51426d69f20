import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { MAX_MESSAGE_BYTES, MAX_TEXT_LENGTH } from "../../mcp/bounds.ts";
import { modernRequest, startFront } from "../support/mcp_front.ts";
import { startHttpProcess, STDIO_ARGS } from "../support/mcp_process.ts";

const LONG = "x".repeat(900_000);

const PARAMS = {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1" },
};

function request(method: string, params: unknown, id: unknown = 1): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method, params });
}

/** Requests whose parameters are wrong, and what the answer names. */
const WRONG_PARAMS: [method: string, params: unknown, named: string][] = [
  ["initialize", { ...PARAMS, protocolVersion: 5 }, "params.protocolVersion"],
  ["initialize", { ...PARAMS, capabilities: [] }, "params.capabilities"],
  ["initialize", { ...PARAMS, clientInfo: "test" }, "params.clientInfo"],
  ["initialize", undefined, "params"],
  ["initialize", null, "params"],
  ["tools/call", ["x"], "params"],
  ["initialize", { ...PARAMS, protocolVersion: LONG }, `${LONG.length} characters`],
  ["tools/call", { name: 5 }, "params.name"],
  ["tools/call", { name: "list_session_dimensions", arguments: [] }, "params.arguments"],
  ["tools/call", { name: LONG }, `${LONG.length} characters`],
  ["resources/read", { uri: 5 }, "params.uri"],
  ["resources/read", { uri: `conviva-sessions://dimensions/${LONG}` }, "params.uri is too long"],
  ["prompts/get", { name: "investigate_viewer", arguments: { client_id: 5 } }, "client_id"],
  ["prompts/get", { name: "investigate_viewer", arguments: { client_id: LONG } }, "client_id"],
  ["prompts/get", { name: "triage_incident", arguments: { [LONG]: "x" } }, "a name in"],
  ["completion/complete", { ref: 5, argument: 1 }, "params.ref"],
  [
    "completion/complete",
    {
      ref: { type: "ref/prompt", name: "triage_incident" },
      argument: { name: "value", value: LONG },
    },
    "params.argument.value",
  ],
  ["tools/list", { cursor: LONG }, "params.cursor"],
];

/** What is no request at all, and the code of the answer. */
const NO_REQUESTS: [text: string, code: number][] = [
  ["{oops", -32700],
  ["5", -32600],
  [`"text"`, -32600],
  ["null", -32600],
  ["[]", -32600],
  ["{}", -32600],
  [`{"jsonrpc":"2.0","id":{},"method":"ping"}`, -32600],
  [`{"jsonrpc":"1.0","id":null,"method":"ping"}`, -32600],
  [request("ping", "text", null), -32600],
  [request("ping", {}, LONG), -32600],
];

/** A server over standard input and output that answers line by line. */
function startStdio() {
  const process = new Deno.Command(Deno.execPath(), {
    args: STDIO_ARGS,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = process.stdin.getWriter();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    send: (line: string) => writer.write(new TextEncoder().encode(`${line}\n`)),
    receive: async () => {
      while (!text.includes("\n")) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The output ended: ${text}`);
        text += value;
      }
      const end = text.indexOf("\n");
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      return JSON.parse(line);
    },
    [Symbol.asyncDispose]: async () => {
      await writer.close();
      await process.status;
      await reader.cancel();
    },
  };
}

Deno.test("over stdio, everything that wants an answer gets one, and the server stays up", async () => {
  await using server = startStdio();
  for (const [method, params, named] of WRONG_PARAMS) {
    await server.send(request(method, params));
    const { id, error } = await server.receive();
    assertEquals([id, error.code], [1, -32602], `${method} ${named}: ${error.message}`);
    assertStringIncludes(error.message, named);
    assert(error.message.length < 1000, `${error.message.length} characters`);
  }
  for (const [text, code] of NO_REQUESTS) {
    await server.send(text);
    const { id, error } = await server.receive();
    assertEquals([id, error.code], [null, code], text.slice(0, 100));
  }
  // Empty lines and notifications want none.
  await server.send("");
  await server.send(request("notifications/initialized", undefined).replace(`"id":1,`, ""));
  await server.send(request("initialize", PARAMS));
  assertEquals((await server.receive()).result.serverInfo.name, "conviva-sessions");
});

Deno.test("over stdio, a batch and a line of megabytes are refused aloud, each with one answer", async () => {
  await using server = startStdio();
  await server.send(`[${request("ping", {})},${request("ping", {}, 2)}]`);
  const batch = await server.receive();
  assertEquals([batch.id, batch.error.code], [null, -32600]);
  assertStringIncludes(batch.error.message, "batch");
  await server.send(request("ping", { text: "x".repeat(5 * MAX_MESSAGE_BYTES) }));
  const long = await server.receive();
  assertEquals([long.id, long.error.code], [null, -32600]);
  assertStringIncludes(long.error.message, String(MAX_MESSAGE_BYTES));
  await server.send(request("initialize", PARAMS, "after"));
  assertEquals((await server.receive()).id, "after");
});

Deno.test("over HTTP, what is wrong with a message is answered as JSON-RPC has it", async () => {
  const server = await startHttpProcess();
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", accept: "*/*", ...headers },
    });
    return { status: response.status, answer: await response.json() };
  };
  try {
    for (const [method, params, named] of WRONG_PARAMS) {
      const { status, answer: { id, error } } = await post(request(method, params));
      assertEquals([status, id, error.code], [200, 1, -32602], `${method} ${named}`);
      assertStringIncludes(error.message, named);
      assert(error.message.length < 1000, `${error.message.length} characters`);
    }
    for (const [text, code] of NO_REQUESTS) {
      const { status, answer: { id, error } } = await post(text);
      assertEquals([status, id, error.code], [400, null, code], text.slice(0, 100));
    }
    const tooLong = await post(request("ping", { text: "x".repeat(MAX_MESSAGE_BYTES) }));
    assertEquals([tooLong.status, tooLong.answer.error.code], [413, -32600]);
    const modern = modernRequest("resources/read", { uri: LONG });
    const { answer } = await post(modern.body, { ...modern.headers, "mcp-name": "x" });
    assertEquals(answer.error.code, -32602);
    assertStringIncludes(answer.error.message, `allowed are ${MAX_TEXT_LENGTH}`);
  } finally {
    await server.stop();
  }
});

Deno.test("a client that accepts anything, or does not say, is served; one that cannot read is told", async () => {
  await using front = await startFront();
  const served = ["*/*", "", "application/*, text/*", "text/html, */*;q=0.1", "TEXT/*,*/*"];
  for (const accept of served) {
    const response = await front.post(request("ping", {}), { accept });
    assertEquals(response.status, 200, accept);
    assertStringIncludes(await response.text(), `"result":{}`);
    const { body, headers } = modernRequest("tools/list");
    const modern = await front.post(body, { ...headers, accept });
    assertEquals(modern.status, 200, accept);
    await modern.body?.cancel();
  }
  for (const accept of ["text/html", "image/*"]) {
    const response = await front.post(request("ping", {}), { accept });
    assertEquals([response.status, typeof (await response.json()).error.code], [406, "number"]);
  }
});
