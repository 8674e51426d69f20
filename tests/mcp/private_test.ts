import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { z } from "zod";
import { createContext } from "../../mcp/server/create_context.ts";
import { createServer } from "../../mcp/server/create_server.ts";
import { createLog } from "../../mcp/logging/log.ts";
import { OptionError } from "../../mcp/options.ts";
import { serveHttp } from "../../mcp/http/serve_http.ts";
import { startSandbox } from "../../sandbox/mod.ts";
import { Line } from "../../mcp/render/line.ts";
import { registerTools } from "../../mcp/tools/register_tools.ts";
import { defineTool } from "../../mcp/tools/tool.ts";
import { API, ConnectionError } from "../../src/mod.ts";
import { connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";
import { type AnyClient, CLIENTS, connect } from "../support/mcp_process.ts";
import {
  ANYWHERE,
  NAMED,
  type Personal,
  RECOGNIZED,
  UNDER_ITS_NAME,
} from "../support/personal_records.ts";

const START_MS = PRESENT_MS - 600_000;
const RECORD = {
  session_id: "10418622468683782607",
  client_id: "524382616.2369766303",
  session_start_timestamp_ms: START_MS,
  session_end_timestamp_ms: START_MS + 60_000,
  network_info: { isp: "Thames Broadband", cdn: "Northwind CDN" },
};

const MAIN = new URL("../../mcp/main.ts", import.meta.url).pathname;

/** What the sandbox's private texts and tags hold. */
const PRIVATE = [
  "SECRET-\\d",
  "192\\.0\\.2\\.5",
  "a@example\\.com",
  "2001:db8::1",
  "5550100",
  "CUST-1",
  "SUB-1",
  "AEBE52E7",
  "V-1",
];

const SAID = "jo4711@example.com";

/** An API that answers with these sessions, or fails with a text, and lists these dimensions. */
function api(
  answer: { sessions: readonly object[] } | { failure: string },
  dimensions: readonly object[] = [],
) {
  return (request: Request) => {
    if (new URL(request.url).pathname.endsWith(API.dimensionsPath)) {
      return Promise.resolve(Response.json({ dimensions }));
    }
    if ("sessions" in answer) return Promise.resolve(Response.json(answer));
    return Promise.resolve(Response.json({ message: answer.failure }, { status: 400 }));
  };
}

/** All that a client gets to read about a session. */
async function outputs(client: AnyClient & Partial<Reader>): Promise<string> {
  const call = (name: string, args: Record<string, unknown>) =>
    client.callTool({ name, arguments: args });
  const [id, start] = [RECORD.session_id, new Date(START_MS).toISOString()];
  const all: unknown[] = [
    await call("search_content_sessions", { last: "1h" }),
    await call("search_content_sessions", { last: "1h", detail: "full" }),
    await call("search_content_sessions", {
      last: "1h",
      fields: ["asset", "isp", "tag_note", "tag_user", "viewer_id", "video_start_failure_errors"],
    }),
    await call("get_content_session", { session_id: id, start }),
    await call("list_session_dimensions", {}),
    await call("list_session_dimensions", { dimension: "asset" }),
    await call("summarize_content_sessions", { last: "15m", by: ["asset", "isp", "tag_note"] }),
    await call("summarize_content_sessions", { last: "15m", by: ["tag_user", "geo_postal_code"] }),
    await call("compare_content_sessions", { last: "15m", by: ["tag_note"] }),
    await call("diagnose_content_sessions", { last: "15m", metric: "vsf" }),
  ];
  for (const dimension of ["asset", "isp", "note"]) {
    all.push(
      await client.readResource?.({ uri: `conviva-sessions://dimensions/${dimension}` }),
      await client.complete?.({
        ref: { type: "ref/prompt", name: "triage_incident" },
        argument: { name: "value", value: "" },
        context: { arguments: { dimension } },
      }),
    );
  }
  return JSON.stringify(all);
}

type Reader = Pick<
  Awaited<ReturnType<typeof connectToSandbox>>["client"],
  "readResource" | "complete"
>;

function assertPrivate(output: string, { needle, value }: Personal): void {
  assert(
    !output.toLowerCase().includes(needle.toLowerCase()),
    `${value} is in ${output.slice(0, 2000)}`,
  );
}

Deno.test("no output of any kind holds what is personal in a record, wherever it stands there", async () => {
  const records = fc.tuple(RECOGNIZED, ANYWHERE, NAMED, UNDER_ITS_NAME, ANYWHERE)
    .map(([recognized, put, named, putNamed, putAgain]) => {
      const record = structuredClone(RECORD);
      put(record, recognized);
      putAgain(record, named);
      putNamed(record, named);
      return { record, personal: [recognized, named] };
    });
  await fc.assert(
    fc.asyncProperty(records, async ({ record, personal }) => {
      await using server = await connectToSandbox({
        clientOptions: { fetch: api({ sessions: [record] }) },
      });
      const output = await outputs(server.client as AnyClient & Reader);
      assert(output.includes(RECORD.session_id), output);
      for (const one of personal) assertPrivate(output, one);
    }),
    { numRuns: 40 },
  );
});

Deno.test("nor do errors, labels of dimensions and log lines hold what the API says of somebody", async () => {
  await fc.assert(
    fc.asyncProperty(RECOGNIZED, async (personal) => {
      const lines: string[] = [];
      const failing = api({ failure: `Not for ${personal.value}` }, [
        { name: `Of ${personal.value}`, query_filter: "?stadium" },
      ]);
      await using server = await connectToSandbox({
        log: createLog((line) => lines.push(line)),
        clientOptions: { fetch: failing },
      });
      for (const name of ["search_content_sessions", "list_session_dimensions"]) {
        const { text, structured } = await server.call(name, {
          ...name.startsWith("search") && { last: "1h" },
        });
        assertPrivate(text + JSON.stringify(structured), personal);
        if (name.startsWith("list")) assertMatch(text, /stadium\tOf /);
      }
      assert(lines.length > 0);
      for (const line of lines) assertPrivate(line, personal);
    }),
    { numRuns: 20 },
  );
});

async function connectTo(server: McpServer) {
  const client = new Client({ name: "test", version: "1" });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  return client;
}

Deno.test("what a tool forgets to redact is redacted on its way out, in texts, data and errors", async () => {
  const tools = [
    () =>
      Promise.resolve({
        facts: [Line.own(`of ${SAID}`), Line.quote(`about ${SAID}`)],
        table: { columns: ["note"], rows: [[SAID]], same: [["of", SAID] as const] },
      }),
    () => Promise.reject(new ConnectionError(`No answer for ${SAID}`, {})),
  ].map((run, index) =>
    defineTool({
      name: `leaky_${index}`,
      title: "Leaky",
      description: "Says too much.",
      input: z.strictObject({}),
      output: z.strictObject({}).loose(),
      run,
    })
  );
  await using sandbox = await connectToSandbox();
  const server = new McpServer({ name: "test", version: "1" });
  registerTools(server, tools, sandbox.context);
  const client = await connectTo(server);
  for (const { name } of tools) {
    const answer = JSON.stringify(await client.callTool({ name, arguments: {} }));
    assertMatch(answer, /anon-/);
    assert(!answer.includes("jo4711"), answer);
  }
  await client.close();
});

Deno.test("so are values that resources and completions were given as they came", async () => {
  await using sandbox = await connectToSandbox();
  const values = () => [{ value: SAID, sessions: 1 }];
  const seen = { record: () => {}, of: values, ofTag: values, tags: () => [SAID] };
  const client = await connectTo(createServer({ ...sandbox.context, seen }));
  const read = await client.readResource({ uri: "conviva-sessions://dimensions/cdn" });
  const { completion } = await client.complete({
    ref: { type: "ref/prompt", name: "triage_incident" },
    argument: { name: "value", value: "" },
    context: { arguments: { dimension: "cdn" } },
  });
  for (const answer of [JSON.stringify(read), completion.values.join()]) {
    assertMatch(answer, /anon-/);
    assert(!answer.includes("jo4711"), answer);
  }
  await client.close();
});

Deno.test("what all rows share is shown, also where its column is called as a person might be", async () => {
  await using server = await connectToSandbox();
  const customer = "ExampleTV";
  const { text } = await server.call("list_session_dimensions", { dimension: "customer" });
  assertMatch(text, new RegExp(`^${customer}\t\\d+$`, "m"));
  assert(!text.includes("anon-"), text);
  const answer = await server.call("search_content_sessions", {
    last: "1h",
    filters: [{ dimension: "customer", values: [customer] }],
    fields: ["customer", "cdn"],
    limit: 5,
  });
  assertMatch(answer.text, new RegExp(`all rows\tcustomer\t${customer}`));
});

Deno.test("clients of both lines get no personal value over HTTP", async () => {
  const record = {
    ...RECORD,
    viewer_id: "viewer-4711-abc",
    asset: "Show of jo4711@example.com",
    video_start_failure_errors: [
      "GET https://cdn.example/x?token=SECRET4711 from 192.0.2.57 for VIEWER-4711-ABC",
    ],
    custom_tags: { customerid: "CUST-4711", note: "SECRET4711", telephone: "+49 171 4711471" },
  };
  const context = await createContext({
    sandbox: false,
    revealViewers: false,
    tokenBudget: 6000,
    cacheMb: 0,
    textOnly: false,
    log: () => {},
    clientOptions: {
      credentials: { clientId: "id", clientSecret: "secret" },
      fetch: api({ sessions: [record] }),
      now: () => PRESENT_MS,
    },
  });
  const stop = new AbortController();
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const served = serveHttp(() => createServer(context), {
    host: "127.0.0.1",
    port: 0,
    allowedHosts: ["127.0.0.1"],
    allowedOrigins: [],
    signal: stop.signal,
    onListen: ({ port }) => resolve(port),
  });
  for (const kind of ["v2 client, 2026", "v1 client"] as const) {
    const client = await connect(kind, `http://127.0.0.1:${await port}/mcp`);
    const output = await outputs(client as AnyClient & Reader);
    for (const needle of ["4711", "192.0.2.57"]) assertPrivate(output, { needle, value: needle });
    assert(output.includes("anon-"), kind);
    await client.close();
  }
  stop.abort();
  await served;
});

Deno.test("nor do they over stdio, of sessions that are all hostile to privacy", async () => {
  await using sandbox = startSandbox({ values: { private_texts: 1 } });
  const start = {
    args: ["run", "--no-prompt", "--allow-env", "--allow-net=127.0.0.1", MAIN],
    env: {
      CONVIVA_CLIENT_ID: sandbox.credentials.clientId,
      CONVIVA_CLIENT_SECRET: sandbox.credentials.clientSecret,
      CONVIVA_BASE_URL: sandbox.url,
      CONVIVA_PSEUDONYM_KEY: "0123456789abcdef0123456789abcdef",
    },
  };
  const pseudonyms: string[] = [];
  for (const kind of CLIENTS) {
    const client = await connect(kind, undefined, start);
    const search = async (args: Record<string, unknown>) =>
      JSON.stringify(
        await client.callTool({
          name: "search_content_sessions",
          arguments: { last: "20m", limit: 50, ...args },
        }),
      );
    const tags = ["customerid", "subscriberId", "idfa", "telephone", "note"];
    const tagged = await search({ fields: ["asset", ...tags.map((tag) => `tag_${tag}`)] });
    const output = await search({}) + await search({ detail: "full" }) + tagged;
    for (const needle of PRIVATE) {
      assert(!new RegExp(`\\b${needle}\\b`).test(output), `${needle} is in ${output}`);
    }
    pseudonyms.push(/tag_customerid\\t(anon-[\w-]{16})/.exec(tagged)![1]!);
    await client.close();
  }
  // All sessions have the one customer id, and all processes the one key.
  assertEquals(new Set(pseudonyms).size, 1);
});

Deno.test("viewers are shown where the operator wants it, and are in no log all the same", async () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  await using server = await connectToSandbox({
    revealViewers: true,
    log,
    clientOptions: { fetch: api({ sessions: [{ ...RECORD, viewer_id: "jo@example.com" }] }) },
  });
  const { text } = await server.call("search_content_sessions", {
    last: "1h",
    fields: ["viewer_id"],
  });
  assert(text.includes("jo@example.com"));
  log(new Error("failed for jo@example.com"));
  assertMatch(lines[0]!, /^Error: failed for anon-/);
});

Deno.test("with a key of the operator's, a viewer has one pseudonym in all processes", async () => {
  const pseudonym = async (pseudonymKey?: string) => {
    await using server = await connectToSandbox({
      pseudonymKey,
      clientOptions: { fetch: api({ sessions: [{ ...RECORD, viewer_id: "V-1" }] }) },
    });
    const { structured } = await server.call("search_content_sessions", {
      last: "1h",
      fields: ["viewer_id", "outcome"],
    });
    return JSON.stringify(structured);
  };
  const key = "0123456789abcdef0123456789abcdef";
  assertEquals(await pseudonym(key), await pseudonym(key));
  assert(await pseudonym() !== await pseudonym());
  const error = await pseudonym("short").catch((error) => error);
  assert(error instanceof OptionError);
  assertMatch(error.message, /^CONVIVA_PSEUDONYM_KEY cannot be used: .*at least 32 characters/);
});

Deno.test("a correction gives back what the caller wrote, and nothing is hidden from who knows it", async () => {
  await using server = await connectToSandbox();
  const { text, isError } = await server.call("search_content_sessions", {
    last: "1h",
    tags: { note: "jo@example.com" },
  });
  assert(isError);
  assert(text.includes("jo@example.com"), text);
});
