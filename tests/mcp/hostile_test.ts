import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { startHttpProcess } from "../support/mcp_process.ts";
import { modernCall } from "../support/mcp_front.ts";

const CALLS = 1000;
const SEARCH = modernCall("search_content_sessions", { last: "10m", limit: 5 });

async function call(url: string, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const response = await fetch(url, {
    method: "POST",
    body: SEARCH.body,
    headers: {
      ...SEARCH.headers,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    signal,
  });
  return { status: response.status, text: await response.text() };
}

/** Resident memory of a process in bytes; `undefined` where the system does not tell it so. */
function memoryOf(pid: number): number | undefined {
  try {
    const [, pages] = Deno.readTextFileSync(`/proc/${pid}/statm`).split(" ");
    return Number(pages) * 4096;
  } catch {
    return undefined;
  }
}

Deno.test("a thousand calls at once and a hundred clients that hang up leave the server as it was", async () => {
  const token = crypto.randomUUID();
  const server = await startHttpProcess([], { CONVIVA_MCP_TOKEN: token });
  const authorized = { authorization: `Bearer ${token}` };
  try {
    const burst = async (size: number) => {
      const answers = await Promise.all(
        Array.from({ length: size }, () => call(server.url, authorized)),
      );
      for (const { status, text } of answers) {
        assertEquals(status, 200);
        assertStringIncludes(text, "<session_data_");
      }
    };
    await burst(CALLS);
    const before = memoryOf(server.pid);
    await burst(CALLS);
    await Promise.all(Array.from({ length: 100 }, (_, index) => {
      const client = new AbortController();
      const left = call(server.url, authorized, client.signal).catch(() => undefined);
      setTimeout(() => client.abort(), index);
      return left;
    }));
    const refused = await Promise.all(
      Array.from({ length: 100 }, () => call(server.url, { authorization: "Bearer no" })),
    );
    assertEquals(new Set(refused.map(({ status }) => status)), new Set([401]));
    await burst(CALLS / 5);
    const after = memoryOf(server.pid);
    if (before !== undefined && after !== undefined) {
      // What a thousand calls take at once is taken by the next thousand again, more or less as the
      // garbage is collected early or late.
      assert(after < before * 2, `${after} bytes after ${before}`);
    }
  } finally {
    await server.stop();
  }
  assertEquals(server.log.join("").includes(token), false);
});
