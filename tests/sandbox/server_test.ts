import { assert, assertEquals, assertRejects } from "@std/assert";
import { API, CONTENT } from "../../gen/endpoints.ts";
import { type Sandbox, startSandbox } from "../../sandbox/mod.ts";
import { NOW_MS } from "../support/ask_sandbox.ts";

const query = `start_epoch_ms=${NOW_MS - 3_600_000}&end_epoch_ms=${NOW_MS}&limit=20`;

function get(sandbox: Sandbox, init: RequestInit = {}): Promise<Response> {
  const { clientId, clientSecret } = sandbox.credentials;
  return fetch(`${sandbox.url}${CONTENT.path}?${query}`, {
    ...init,
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
  });
}

Deno.test("the sandbox serves real HTTP under the API's own path", async () => {
  await using sandbox = startSandbox({ now: () => NOW_MS });
  assert(sandbox.url.endsWith(new URL(API.server).pathname));
  const response = await get(sandbox);
  const { sessions } = await response.json();
  assertEquals([response.status, sessions.length], [200, 20]);
  const [logged] = sandbox.requests;
  assertEquals([logged!.status, logged!.sessions, logged!.hasCredentials], [200, 20, true]);
  assertEquals(logged!.query.map(([name, value]) => `${name}=${value}`).join("&"), query);
});

Deno.test("the sandbox takes credentials of one's own", async () => {
  const credentials = { clientId: "us", clientSecret: "sécret: with a colon" };
  await using sandbox = startSandbox({ now: () => NOW_MS, credentials });
  const bytes = new TextEncoder().encode(`${credentials.clientId}:${credentials.clientSecret}`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  const response = await fetch(`${sandbox.url}${API.dimensionsPath}`, {
    headers: { authorization },
  });
  assertEquals(response.status, 200);
  await response.body?.cancel();
});

Deno.test("a reset breaks the real connection", async () => {
  await using sandbox = startSandbox({ now: () => NOW_MS, faults: { reset: 1 } });
  await assertRejects(async () => await (await get(sandbox)).text(), TypeError);
  assertEquals(sandbox.requests[0]!.status, 0);
});

Deno.test("a broken connection tells no other time than the sandbox's", async () => {
  await using sandbox = startSandbox({ now: () => NOW_MS, faults: { reset: 1 } });
  const { hostname, port, pathname } = new URL(sandbox.url);
  const { clientId, clientSecret } = sandbox.credentials;
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(
    `GET ${pathname}${CONTENT.path}?${query} HTTP/1.1\r\nhost: x\r\n` +
      `authorization: Basic ${btoa(`${clientId}:${clientSecret}`)}\r\n\r\n`,
  ));
  const head = (await new Response(connection.readable).text()).toLowerCase();
  assertEquals(Date.parse(/^date: (.*)$/m.exec(head)![1]!), NOW_MS);
});

Deno.test("a cut body breaks the real connection behind its head", async () => {
  await using sandbox = startSandbox({ now: () => NOW_MS, faults: { cut_body: 1 } });
  const response = await get(sandbox);
  assertEquals(response.status, 200);
  await assertRejects(() => response.text(), TypeError);
});

Deno.test("the log tells whether a key came along to another origin", async () => {
  await using sandbox = startSandbox({ now: () => NOW_MS, faults: { cross_origin_redirect: 1 } });
  const response = await get(sandbox, { redirect: "manual" });
  await response.body?.cancel();
  const target = response.headers.get("location")!.replace("localhost", "127.0.0.1");
  assertEquals((await fetch(target)).status, 401);
  assertEquals(sandbox.requests.map((entry) => entry.hasCredentials), [true, false]);
});

Deno.test("a slow body stops when the caller leaves, and the server closes", async () => {
  const { promise: waiting, resolve: waits } = Promise.withResolvers<void>();
  const caller = new AbortController();
  await using sandbox = startSandbox({
    now: () => NOW_MS,
    faults: { slow_body: 1 },
    delay: (_, signal) => {
      waits();
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    },
  });
  const response = await get(sandbox, { signal: caller.signal });
  await waiting;
  caller.abort();
  await assertRejects(() => response.text());
});

Deno.test("an aborted signal stops the server", async () => {
  const stop = new AbortController();
  const sandbox = startSandbox({ signal: stop.signal });
  stop.abort();
  await sandbox.finished;
  await assertRejects(() => get(sandbox), TypeError);
});
