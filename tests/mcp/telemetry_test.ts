import { assertEquals, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";

const MAIN = new URL("../../mcp/main.ts", import.meta.url).pathname;

const MESSAGES = [
  {
    id: 1,
    method: "initialize",
    params: {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "test", version: "1" },
    },
  },
  { method: "notifications/initialized" },
  {
    id: 2,
    method: "tools/call",
    params: {
      name: "search_content_sessions",
      arguments: { last: "1h", client_id: "the-viewer", tags: [{ name: "user", value: "jane" }] },
    },
  },
];

Deno.test("traces and metrics tell of calls and requests, and of no viewer", async () => {
  const exported: string[] = [];
  const collector = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      exported.push(await request.text());
      return Response.json({});
    },
  );
  await using sandbox = startSandbox();
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-env", "--allow-net=127.0.0.1", MAIN],
    env: {
      CONVIVA_CLIENT_ID: sandbox.credentials.clientId,
      CONVIVA_CLIENT_SECRET: sandbox.credentials.clientSecret,
      CONVIVA_BASE_URL: sandbox.url,
      OTEL_DENO: "true",
      OTEL_TRACES_SAMPLER: "parentbased_always_on",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.addr.port}`,
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = process.stdin.getWriter();
  for (const message of MESSAGES) {
    const line = `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`;
    await writer.write(new TextEncoder().encode(line));
  }
  let answers = "";
  for await (const chunk of process.stdout.pipeThrough(new TextDecoderStream())) {
    answers += chunk;
    if (answers.includes('"id":2')) break;
  }
  await writer.close();
  await process.status;
  await collector.shutdown();

  assertStringIncludes(answers, "0 sessions");
  const all = exported.join("");
  assertStringIncludes(all, "tools/call search_content_sessions");
  assertStringIncludes(all, "GET /insights/3.0/sessions/content");
  assertStringIncludes(all, "mcp.server.operation.duration");
  for (const secret of ["the-viewer", "jane", sandbox.credentials.clientSecret]) {
    assertEquals(all.includes(secret), false, `${secret} was exported`);
  }
});
