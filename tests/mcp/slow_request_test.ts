import { assert, assertStringIncludes } from "@std/assert";
import { rpc, startFront } from "../support/mcp_front.ts";

/** Sends bytes and waits, without ever sending more, until the server closes the connection. */
async function sendAndWait(port: number, text: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  if (text !== "") await connection.write(new TextEncoder().encode(text));
  // A guard, so that a server that waits for ever fails the test and does not hang it.
  const guard = setTimeout(() => connection.close(), 10_000);
  const received = await new Response(connection.readable).text().catch(() => "still open");
  clearTimeout(guard);
  return received;
}

const HEAD = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
const QUICK = { headTimeoutMs: 100, requestTimeoutMs: 200 };

const HALVES: Record<string, string> = {
  "nothing at all": "",
  "half a line": "POST /mc",
  "half a head": `${HEAD}Content-Len`,
  "a head without its end": HEAD,
  "no body": `${HEAD}Content-Length: 100\r\n\r\n`,
  "half a body": `${HEAD}Content-Length: 100\r\n\r\n{"jsonrpc"`,
  "half a chunk": `${HEAD}Transfer-Encoding: chunked\r\n\r\n40\r\n{"jsonrpc"`,
  "chunks without an end": `${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`,
};

for (const [what, text] of Object.entries(HALVES)) {
  Deno.test(`a client that sends ${what} and then waits is shown the door`, async () => {
    await using front = await startFront(QUICK);
    const received = await sendAndWait(front.port, text);
    assert(received === "" || received.startsWith("HTTP/1.1 408"), received);
    const after = await front.post(rpc("ping"));
    assertStringIncludes(await after.text(), `"result":{}`);
  });
}

Deno.test("a request whose body waits is ended for a client without a token as well", async () => {
  await using front = await startFront({
    ...QUICK,
    verifier: { verifyAccessToken: () => Promise.reject(new Error("never asked")) },
  });
  const received = await sendAndWait(front.port, `${HEAD}Content-Length: 100\r\n\r\n{"json`);
  assertStringIncludes(received, "HTTP/1.1 401");
  assert(received !== "still open");
});

Deno.test("a call may take longer than its request may", async () => {
  const release = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  await using front = await startFront(QUICK, async () => {
    started.resolve();
    await release.promise;
    return "done";
  });
  const call = front.post(rpc("tools/call", { name: "work" }));
  await started.promise;
  // Two requests that came later have run out of time, one after the other.
  for (let time = 0; time < 2; time++) await sendAndWait(front.port, HALVES["half a body"]!);
  release.resolve();
  assertStringIncludes(await (await call).text(), "done");
});
