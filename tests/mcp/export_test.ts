import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { parse } from "@std/csv";
import type { CallToolResult } from "@modelcontextprotocol/client";
import { createResultStore } from "../../mcp/results/result_store.ts";
import { platformBytes } from "../../mcp/random_name.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";
import { CLIENTS, connect, startHttpProcess } from "../support/mcp_process.ts";

const SEARCH = "search_content_sessions";
const END_MS = PRESENT_MS - 30_000;

type Server = Awaited<ReturnType<typeof connectToSandbox>>;
type Reader = Pick<Server["client"], "callTool" | "readResource">;

/** A result with its file, as a client gets it. */
async function exported(client: Reader, args: Record<string, unknown>) {
  const result = await client.callTool({ name: SEARCH, arguments: args }) as CallToolResult;
  const link = result.content.find(({ type }) => type === "resource_link");
  if (link?.type !== "resource_link") throw new Error(JSON.stringify(result.content));
  const [content] = (await client.readResource({ uri: link.uri })).contents;
  if (!content || !("text" in content)) throw new Error("The resource has no text");
  const [answer] = result.content;
  return {
    link,
    file: content.text,
    mimeType: content.mimeType,
    text: answer?.type === "text" ? answer.text : "",
    facts: (result.structuredContent as { facts: string[] }).facts,
  };
}

Deno.test("a search gives its whole result as CSV, however little of it is shown", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 5000 });
  const { link, file, mimeType, text, facts } = await exported(server.client, {
    last: "5h",
    limit: 2,
    export: "csv",
  });
  const truth = server.sandbox.identities({ startMs: END_MS - 5 * 3_600_000, endMs: END_MS });
  const [titles, ...rows] = parse(file) as string[][];
  assertEquals(titles, [
    ...CONTENT.fields.map(({ path }) => path.split(".").at(-1)),
    "other_fields",
  ]);
  const ids = rows.map((row) => row[titles!.indexOf("session_id")]);
  assertEquals(new Set(ids), new Set(truth.map(({ sessionId }) => sessionId)));
  assertEquals(ids.length, truth.length);
  assertEquals([mimeType, link.mimeType], ["text/csv", "text/csv"]);
  assertEquals(link.size, new TextEncoder().encode(file).length);
  assertMatch(link.uri, /^conviva-sessions:\/\/results\/[a-z2-7]{26}\.csv$/);
  // A host may show its model the text alone, or the data alone.
  for (const shown of [text, facts.join("\n")]) assertStringIncludes(shown, link.uri);
  assertStringIncludes(text, `${truth.length} of the ${truth.length} sessions read`);
});

Deno.test("a file has the columns that were asked for, as CSV and as NDJSON, with values as data", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 5000 });
  const fields = ["session_id", "outcome", "country", "playing_time_ms", "tag_a/b test", "tag_no"];
  const args = { last: "1h", is_video_start_failure: true, fields, limit: 1 };
  const csv = parse((await exported(server.client, { ...args, export: "csv" })).file) as string[][];
  const { file, mimeType } = await exported(server.client, { ...args, export: "ndjson" });
  const objects = file.trimEnd().split("\n").map((row) => JSON.parse(row));
  assertEquals(mimeType, "application/x-ndjson");
  assertEquals(objects.length, csv.length - 1);
  for (const [index, object] of objects.entries()) {
    assertEquals(Object.keys(object), csv[0]);
    assertEquals(Object.values(object).map((value) => String(value ?? "")), csv[index + 1]);
    assert(object.outcome.startsWith("VSF"));
  }
});

Deno.test("a file tells no more of viewers than answers do, hides nothing, and runs no formula", async () => {
  await using server = await connectToSandbox({}, {
    sessionsPerDay: 2000,
    values: { hostile_texts: 1 },
  });
  const truth = server.sandbox.truth({ startMs: END_MS - 3_600_000, endMs: END_MS });
  for (const format of ["csv", "ndjson"]) {
    const { file } = await exported(server.client, { last: "1h", limit: 1, export: format });
    for (const { viewer_id, network_info } of truth) {
      const { ip } = network_info as Record<string, string | null>;
      for (const secret of [viewer_id, ip]) assert(!secret || !file.includes(String(secret)));
    }
    assertStringIncludes(file, "anon-");
    assert(!/\p{Default_Ignorable_Code_Point}/u.test(file), format);
    assert(!file.includes("\u001b") && !file.includes("\\u001b"), format);
    if (format === "csv") {
      for (const cell of (parse(file) as string[][]).slice(1).flat()) {
        // Numbers may be negative.
        assert(!/^\s*[=+@-]/.test(cell) || !Number.isNaN(Number(cell)), cell);
      }
    }
  }
});

Deno.test("a search that finds nothing has no file, and an unknown form is refused", async () => {
  await using server = await connectToSandbox();
  const nobody = { last: "1h", session_id: "1", export: "csv" };
  const result = await server.client.callTool({ name: SEARCH, arguments: nobody });
  assertEquals(result.content.map(({ type }) => type), ["text"]);
  const { isError, text } = await server.call(SEARCH, { last: "1h", export: "xlsx" });
  assertEquals(isError, true);
  assertStringIncludes(text, "csv, ndjson");
});

Deno.test("a result is gone after its time, is in no list, and cannot be guessed", async () => {
  let nowMs = PRESENT_MS;
  await using server = await connectToSandbox({ clientOptions: { now: () => nowMs } });
  const { link } = await exported(server.client, { last: "5m", export: "csv" });
  const { resources } = await server.client.listResources();
  assert(resources.every(({ uri }) => !uri.includes("results")));
  await assertRejects(() =>
    server.client.readResource({ uri: "conviva-sessions://results/aaaa.csv" })
  );
  nowMs += 15 * 60_000 - 1;
  await server.client.readResource({ uri: link.uri });
  nowMs += 1;
  const error = await assertRejects(() => server.client.readResource({ uri: link.uri }), Error);
  assertStringIncludes(error.message, "15m");
});

Deno.test("results are kept in bounded memory, the oldest go first", () => {
  const store = createResultStore({ now: () => 0, random: platformBytes });
  const keep = (bytes: number) =>
    store.keep({ text: "x".repeat(bytes), mimeType: "text/csv" }, "csv").uri.split("/").at(-1)!;
  const small = Array.from({ length: 20 }, () => keep(10));
  assertEquals(small.filter((name) => store.read(name)), small.slice(-8));
  const large = Array.from({ length: 6 }, () => keep(16_000_000));
  assertEquals(large.filter((name) => store.read(name)), large.slice(-4));
  assertEquals(small.some((name) => store.read(name)), false);
});

Deno.test("clients of both eras read a result over stdio and HTTP", async (t) => {
  const http = await startHttpProcess();
  for (const kind of CLIENTS) {
    for (const url of [undefined, http.url]) {
      await t.step(`${kind} over ${url ? "HTTP" : "stdio"}`, async () => {
        const client = await connect(kind, url);
        const { file, text } = await exported(client, {
          last: "5m",
          limit: 1,
          export: "ndjson",
        });
        const lines = file.trimEnd().split("\n");
        const [, count] = /^(\d+) sessions? matched/.exec(text) ?? [];
        assertEquals(String(lines.length), count);
        assertMatch(text, /<session_data_(\w+)>\n[^]*<\/session_data_\1>/);
        await client.close();
      });
    }
  }
  await http.stop();
});
