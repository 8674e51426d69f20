import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { bearerTokenVerifier } from "../../mcp/http/bearer_token.ts";
import { modernCall, modernRequest, rpc, startFront } from "../support/mcp_front.ts";

const LIST = rpc("tools/list");

/** Sends bytes as they are, since `fetch` would not send a wrong Host. */
async function raw(port: number, text: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(new TextEncoder().encode(text));
  const buffer = new Uint8Array(4096);
  const length = await connection.read(buffer);
  return new TextDecoder().decode(buffer.subarray(0, length ?? 0));
}

Deno.test("a page that points a name of its own at this machine is turned away by its Host", async () => {
  await using front = await startFront();
  const request = (host: string) =>
    `POST /mcp HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
    `Accept: application/json, text/event-stream\r\nContent-Length: ${LIST.length}\r\n\r\n${LIST}`;
  assertStringIncludes(await raw(front.port, request("evil.example")), "HTTP/1.1 403");
  assertStringIncludes(await raw(front.port, request("127.0.0.1.evil.example")), "HTTP/1.1 403");
  assertStringIncludes(await raw(front.port, request(`localhost:${front.port}`)), "HTTP/1.1 200");
});

Deno.test("a page of another site is turned away by its Origin; one that is allowed may read", async () => {
  await using front = await startFront();
  for (const origin of ["https://evil.example", "null", "http://localhost.evil.example"]) {
    const response = await front.post(LIST, { origin });
    assertEquals([response.status, response.headers.get("access-control-allow-origin")], [
      403,
      null,
    ]);
    await response.body?.cancel();
  }
  const response = await front.post(LIST, { origin: "http://localhost:6274" });
  assertEquals(response.status, 200);
  assertEquals(response.headers.get("access-control-allow-origin"), "http://localhost:6274");
  await response.body?.cancel();
  const asked = await fetch(`${front.url}/mcp`, {
    method: "OPTIONS",
    headers: { origin: "http://localhost:6274" },
  });
  assertEquals(asked.headers.get("access-control-allow-methods"), "POST");
});

Deno.test("with a token, only its bearer gets in, and a probe still gets its answer", async () => {
  await using front = await startFront({ verifier: bearerTokenVerifier("correct-horse") });
  const status = async (headers: Record<string, string>) => {
    const response = await front.post(LIST, headers);
    await response.body?.cancel();
    return [response.status, response.headers.get("www-authenticate")?.slice(0, 6)];
  };
  assertEquals(await status({}), [401, "Bearer"]);
  assertEquals(await status({ authorization: "Bearer wrong" }), [401, "Bearer"]);
  assertEquals(await status({ authorization: "Basic Y29ycmVjdA==" }), [401, "Bearer"]);
  assertEquals(await status({ authorization: "Bearer correct" }), [401, "Bearer"]);
  assertEquals(await status({ authorization: "Bearer correct-horse" }), [200, undefined]);
  const health = await fetch(`${front.url}/healthz`);
  assertEquals([health.status, await health.text()], [200, "ok\n"]);
});

Deno.test("a body of 100 MB is refused without being read to its end", async () => {
  await using front = await startFront();
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ < 100) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const status = await front.post(body).then(
    async (response) => {
      await response.body?.cancel();
      return response.status;
    },
    () => "connection closed",
  );
  assert(status === 413 || status === "connection closed", `${status}`);
  assert(sent < 50, `${sent} MB were taken`);
  const after = await front.post(LIST);
  assertEquals(after.status, 200);
  await after.body?.cancel();
});

Deno.test("what is not JSON-RPC gets an error of the protocol, and the server stays up", async () => {
  await using front = await startFront();
  const wrong = ["", "{", "[]", "null", "42", `"x"`, "{}", `{"jsonrpc":"1.0","id":1,"method":"x"}`];
  for (const body of wrong) {
    const response = await front.post(body);
    assertEquals(response.status, 400, body);
    assertEquals(typeof (await response.json()).error.code, "number", body);
  }
  const text = await front.post(LIST, { "content-type": "text/plain" });
  assertEquals(text.status, 415);
  await text.body?.cancel();
  for (const method of ["GET", "DELETE"]) {
    const response = await fetch(`${front.url}/mcp`, { method });
    assertEquals(response.status, 405);
    await response.body?.cancel();
  }
  const elsewhere = await fetch(`${front.url}/`);
  assertEquals(elsewhere.status, 404);
  await elsewhere.body?.cancel();
});

for (const era of ["2025", "2026"]) {
  Deno.test(`a client of ${era} that hangs up stops the work`, async () => {
    const started = Promise.withResolvers<AbortSignal>();
    const release = Promise.withResolvers<void>();
    await using front = await startFront({}, async (signal) => {
      started.resolve(signal);
      const aborted = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => aborted.resolve());
      await Promise.race([aborted.promise, release.promise]);
      return "done";
    });
    const call = era === "2026"
      ? modernCall("work")
      : { body: rpc("tools/call", { name: "work" }), headers: {} };
    const client = new AbortController();
    const hungUp = front.post(call.body, call.headers, client.signal).catch(() => undefined);
    const signal = await started.promise;
    assertEquals(signal.aborted, false);
    const aborted = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => aborted.resolve());
    client.abort();
    await hungUp;
    // A guard, so that a server that does not notice fails the test and does not hang it.
    const guard = setTimeout(aborted.reject, 5000, new Error("The work went on"));
    await aborted.promise.finally(() => release.resolve());
    clearTimeout(guard);
  });
}

Deno.test("a shutdown takes no more calls and lets running ones finish", async () => {
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const front = await startFront({}, async () => {
    started.resolve();
    await release.promise;
    return "finished";
  });
  const { body, headers } = modernCall("work");
  const running = front.post(body, headers);
  await started.promise;
  const stopped = front.stop();
  const refused = await front.post(LIST).then(() => false, () => true);
  assertEquals(refused, true);
  release.resolve();
  assertStringIncludes(await (await running).text(), "finished");
  await stopped;
});

Deno.test("a shutdown ends the streams on which clients wait for changes", async () => {
  const front = await startFront({ graceMs: 2 ** 31 - 1 });
  const { body, headers } = modernRequest("subscriptions/listen", {
    notifications: { toolsListChanged: true },
  });
  const stream = await front.post(body, headers);
  assertEquals(stream.headers.get("content-type"), "text/event-stream");
  const read = stream.text();
  await stopped(front);
  assertStringIncludes(await read, "notifications/subscriptions/acknowledged");
});

Deno.test("a shutdown does not wait for connections on which all is answered", async () => {
  const front = await startFront({ graceMs: 2 ** 31 - 1, verifier: bearerTokenVerifier("right") });
  const refused = await front.post(LIST, { authorization: "Bearer wrong" });
  await refused.body?.cancel();
  const other = await fetch(front.url);
  await other.text();
  assertEquals([refused.status, other.status], [401, 404]);
  await stopped(front);
});

/** Stops a server; one that waits for its clients fails the test, and does not hang it. */
async function stopped(front: Awaited<ReturnType<typeof startFront>>): Promise<void> {
  const { promise: waited, reject } = Promise.withResolvers<never>();
  const guard = setTimeout(reject, 5000, new Error("The server waits"));
  await Promise.race([front.stop(), waited]).finally(() => clearTimeout(guard));
}
