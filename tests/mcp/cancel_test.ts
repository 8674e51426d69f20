import { assert, assertEquals } from "@std/assert";
import type { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { bearerTokenVerifier } from "../../mcp/http/bearer_token.ts";
import { createContext } from "../../mcp/server/create_context.ts";
import { createServer } from "../../mcp/server/create_server.ts";
import { serveHttp } from "../../mcp/http/serve_http.ts";
import { createSandbox } from "../../sandbox/mod.ts";
import { settle } from "../support/fake_clock.ts";
import { modernCall, rpc, startFront } from "../support/mcp_front.ts";
import { CLIENTS, connect } from "../support/mcp_process.ts";

/** Rejects if a promise takes so long that it never will. */
async function guarded<T>(promise: Promise<T>, what: string): Promise<T> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const guard = setTimeout(reject, 10_000, new Error(what));
  return await Promise.race([promise, never]).finally(() => clearTimeout(guard));
}

/** The real server over an API that answers a few requests, and then keeps its callers waiting. */
async function serveOverStuckApi(answers: number) {
  const sandbox = createSandbox({ rateLimits: false });
  const stuck = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  let requests = 0;
  let waiting = 0;
  const context = await createContext({
    sandbox: false,
    revealViewers: false,
    tokenBudget: 6000,
    cacheMb: 64,
    textOnly: false,
    log: () => {},
    clientOptions: {
      credentials: sandbox.credentials,
      baseUrl: sandbox.url,
      fetch: (request) => {
        if (++requests <= answers) return sandbox.fetch(request);
        waiting++;
        stuck.resolve();
        return new Promise((_, reject) =>
          request.signal.addEventListener("abort", () => {
            if (--waiting === 0) left.resolve();
            reject(request.signal.reason);
          })
        );
      },
    },
  });
  const stop = new AbortController();
  const listening = Promise.withResolvers<number>();
  const finished = serveHttp(() => createServer(context), {
    host: "127.0.0.1",
    port: 0,
    allowedHosts: ["127.0.0.1"],
    allowedOrigins: [],
    signal: stop.signal,
    graceMs: 100,
    onListen: ({ port }) => listening.resolve(port),
  });
  return {
    url: `http://127.0.0.1:${await listening.promise}/mcp`,
    stuck: stuck.promise,
    left: left.promise,
    count: () => requests,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await finished;
    },
  };
}

for (const kind of CLIENTS) {
  Deno.test(`a call of hundreds of requests ends when the ${kind} cancels it over HTTP`, async () => {
    await using api = await serveOverStuckApi(5);
    const client = await connect(kind, api.url);
    const cancel = new AbortController();
    const params = {
      name: "search_content_sessions",
      arguments: { last: "30d", sort: "-rebuffering_time_ms" },
    };
    const options = { signal: cancel.signal };
    // The older client has a schema between the two.
    const call = (client as unknown as Pick<OldClient, "callTool">)
      .callTool(params, ...kind === "v1 client" ? [undefined, options] : [options as never])
      .then(() => "answered", () => "cancelled");
    await guarded(api.stuck, "The call never asked");
    cancel.abort();
    assertEquals(await call, "cancelled");
    await guarded(api.left, "The call went on");
    const asked = api.count();
    await settle();
    assertEquals(api.count(), asked);
    assert(asked < 20, `${asked} requests`);
    // The connection is as good as before.
    assert((await client.listTools()).tools.length > 0);
    await client.close();
  });
}

/** A server with a tool that works until it is told to stop. */
async function startWork(options: Parameters<typeof startFront>[0] = {}) {
  const started = Promise.withResolvers<AbortSignal>();
  const stopped = Promise.withResolvers<void>();
  const front = await startFront({ graceMs: 100, ...options }, async (signal) => {
    started.resolve(signal);
    signal.addEventListener("abort", () => stopped.resolve());
    await stopped.promise;
    return "done";
  });
  return { front, started: started.promise, stopped: stopped.promise };
}

function cancelled(requestId: unknown): string {
  return JSON.stringify({
    jsonrpc: "2.0",
    method: "notifications/cancelled",
    params: { requestId, reason: "enough" },
  });
}

const CALL = rpc("tools/call", { name: "work" });
const INITIALIZE = rpc("initialize", {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1" },
});

Deno.test("a call is cancelled by its own session only, whose name no other client can know", async () => {
  const work = await startWork();
  await using front = work.front;
  const sessionOf = async () => {
    const response = await front.post(INITIALIZE);
    await response.body?.cancel();
    return response.headers.get("mcp-session-id")!;
  };
  const [mine, others] = [await sessionOf(), await sessionOf()];
  assert(mine.length >= 32 && mine !== others);
  const call = front.post(CALL, { "mcp-session-id": mine });
  const signal = await work.started;
  const attacks: [unknown, Record<string, string>][] = [
    [1, { "mcp-session-id": others }],
    [1, { "mcp-session-id": "" }],
    [1, {}],
    [2, { "mcp-session-id": mine }],
    ["1", { "mcp-session-id": mine }],
    [undefined, { "mcp-session-id": mine }],
    [{ toString: 1 }, { "mcp-session-id": mine }],
  ];
  for (const [id, headers] of attacks) {
    const response = await front.post(cancelled(id), headers);
    await response.body?.cancel();
    assertEquals(signal.aborted, false, JSON.stringify([id, headers]));
  }
  const response = await front.post(cancelled(1), { "mcp-session-id": mine });
  assertEquals(response.status, 202);
  await guarded(work.stopped, "The work went on");
  // Nobody waits for the result of what was cancelled.
  assertEquals((await (await call).text()).includes("done"), false);
});

Deno.test("without a session, the token tells whose call is cancelled", async () => {
  const tokens = ["correct-horse", "other-horse"];
  const verifiers = tokens.map(bearerTokenVerifier);
  const work = await startWork({
    verifier: {
      verifyAccessToken: (token) =>
        verifiers[0]!.verifyAccessToken(token).catch(() => verifiers[1]!.verifyAccessToken(token)),
    },
  });
  await using front = work.front;
  const [mine, others] = tokens.map((token) => ({ authorization: `Bearer ${token}` }));
  const call = front.post(CALL, mine);
  const signal = await work.started;
  assertEquals((await front.post(cancelled(1), others)).status, 202);
  assertEquals((await front.post(cancelled(1))).status, 401);
  assertEquals(signal.aborted, false);
  await front.post(cancelled(1), mine);
  await guarded(work.stopped, "The work went on");
  await (await call).body?.cancel();
});

Deno.test("of two calls that cannot be told apart, a cancellation ends neither", async () => {
  const signals: AbortSignal[] = [];
  const both = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await using front = await startFront({}, async (signal) => {
    if (signals.push(signal) === 2) both.resolve();
    await release.promise;
    return "done";
  });
  const calls = [front.post(CALL), front.post(CALL)];
  await both.promise;
  assertEquals((await front.post(cancelled(1))).status, 202);
  assertEquals(signals.map(({ aborted }) => aborted), [false, false]);
  release.resolve();
  for (const call of calls) assert((await (await call).text()).includes("done"));
});

Deno.test("a call that has ended is forgotten, and its id can be used again", async () => {
  await using front = await startFront();
  for (let time = 0; time < 3; time++) {
    const response = await front.post(CALL);
    assert((await response.text()).includes("done"));
    assertEquals((await front.post(cancelled(1))).status, 202);
  }
  const { body, headers } = modernCall("work");
  assert((await (await front.post(body, headers)).text()).includes("done"));
});
