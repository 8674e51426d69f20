import { assert, assertEquals } from "@std/assert";
import { API, CONTENT } from "../../gen/endpoints.ts";
import {
  createSandbox,
  type Faults,
  type SandboxOptions,
  startSandbox,
} from "../../sandbox/mod.ts";
import { askSandbox, NOW_MS } from "../support/ask_sandbox.ts";

const query = { start_epoch_ms: NOW_MS - 3_600_000, end_epoch_ms: NOW_MS, limit: 40 };
const world = { now: () => NOW_MS, rateLimits: false };
const sound = await (await askSandbox(createSandbox(world), query)).json();

function ask(faults: Faults, options: SandboxOptions = {}): Promise<Response> {
  return askSandbox(createSandbox({ ...world, ...options, faults }), query);
}

/** The bodies of one request after the other. */
async function bodiesOf(faults: Faults, count: number): Promise<Record<string, unknown>[]> {
  const sandbox = createSandbox({ ...world, faults });
  const bodies = [];
  for (let i = 0; i < count; i++) {
    const response = await askSandbox(sandbox, query);
    assertEquals(response.status, 200);
    bodies.push(await response.json());
  }
  return bodies;
}

Deno.test("a 202 is no answer yet, whatever was found", async () => {
  const response = await ask({ accepted_202: 1 });
  assertEquals([response.status, await response.json()], [202, {
    status: "processing",
    sessions: [],
  }]);
});

Deno.test("a 206 has the first part of the sessions", async () => {
  const response = await ask({ partial_206: 1 });
  assertEquals([response.status, await response.json()], [206, {
    sessions: sound.sessions.slice(0, 20),
  }]);
});

Deno.test("an error in a 200 lists no session, and takes many shapes in turn", async () => {
  const bodies = await bodiesOf({ error_in_200: 1 }, 22);
  assertEquals(bodies.slice(11), bodies.slice(0, 11), "in turn");
  for (const body of bodies) assertEquals([body.sessions ?? []].flat(), []);
  for (const name of ["code", "message", "error", "status", "success", "ok"]) {
    assert(bodies.some((body) => name in body), name);
  }
});

Deno.test("an answer that says there is more lists a part, and says it in many ways", async () => {
  const bodies = await bodiesOf({ says_more: 1 }, 10);
  for (const body of bodies) {
    assertEquals(body.sessions, sound.sessions.slice(0, 20));
    assert(Object.keys(body).length > 1);
  }
  const members = bodies.flatMap((body) => Object.keys(body));
  for (const name of ["partial", "has_more", "truncated", "next", "warnings", "meta"]) {
    assert(members.includes(name), name);
  }
  assert(bodies.some(({ total }) => total === 40));
});

Deno.test("an answer that says it is whole lists all sessions", async () => {
  const bodies = await bodiesOf({ says_whole: 1 }, 6);
  for (const body of bodies) assertEquals(body.sessions, sound.sessions);
  assert(bodies.some(({ total, has_more }) => total === 40 && has_more === false));
});

Deno.test("the dimensions come in no part, for there is none", async () => {
  for (const kind of ["partial_206", "says_more", "says_whole"]) {
    const sandbox = createSandbox({ ...world, faults: { [kind]: 1 } });
    const response = await askSandbox(sandbox, "", { path: API.dimensionsPath });
    assertEquals(response.status, 200);
    assert((await response.json()).dimensions.length > 0);
    assertEquals(sandbox.requests[0]!.faults, []);
  }
});

Deno.test("a 413 comes although the answer is small", async () => {
  assertEquals((await ask({ stray_413: 1 })).status, 413);
});

Deno.test("an answer of one's own can have any status, headers and body", async () => {
  const body = '{"data":$SESSIONS,"shown":$COUNT,"of":$TOTAL}';
  const answers = [{ probability: 1, status: 203, body, headers: { "x-shard": "3" } }];
  const response = await ask({ server_error: 1 }, { answers });
  assertEquals([response.status, response.headers.get("x-shard")], [203, "3"]);
  assertEquals(await response.json(), { data: sound.sessions, shown: 40, of: 41 });
  const none = await ask({}, { answers: [{ probability: 1, status: 204, body: "x" }] });
  assertEquals([none.status, await none.text()], [204, ""]);
});

Deno.test("answers of one's own happen as often as asked", async () => {
  const answers = [{ probability: 0.25, status: 503, body: "" }];
  const sandbox = createSandbox({ ...world, answers });
  for (let i = 0; i < 400; i++) await askSandbox(sandbox, { ...query, limit: 1 });
  const count = sandbox.requests.filter(({ status }) => status === 503).length;
  assert(count > 60 && count < 140, String(count));
});

Deno.test("a body bomb has as many bytes as asked, and stops when it is not read on", async () => {
  const bombBytes = 1_000_000;
  const text = await (await ask({ body_bomb: 1 }, { bombBytes })).text();
  assertEquals([text.length, JSON.parse(text)], [bombBytes, { sessions: [] }]);
  const huge = await ask({ body_bomb: 1 }, { bombBytes: 1e12 });
  await huge.body!.cancel();
});

Deno.test("a body comes in pieces, and is the same", async () => {
  const response = await ask({}, { pieceBytes: 100 });
  const sizes: number[] = [];
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of response.body!) {
    sizes.push(piece.length);
    text += decoder.decode(piece, { stream: true });
  }
  assertEquals(JSON.parse(text), sound);
  assert(sizes.length > 100 && sizes.every((size) => size <= 100));
});

Deno.test("compressed bodies go over the wire as gzip, and small for a bomb", async () => {
  await using sandbox = startSandbox({
    ...world,
    compress: true,
    faults: { body_bomb: 1 },
    bombBytes: 2_000_000,
  });
  const { clientId, clientSecret } = sandbox.credentials;
  const url = new URL(`${sandbox.url}${CONTENT.path}?start_epoch_ms=${NOW_MS - 1}`);
  const connection = await Deno.connect({ hostname: url.hostname, port: Number(url.port) });
  await connection.write(new TextEncoder().encode(
    `GET ${url.pathname}${url.search}&end_epoch_ms=${NOW_MS} HTTP/1.1\r\nhost: ${url.host}\r\n` +
      `authorization: Basic ${btoa(`${clientId}:${clientSecret}`)}\r\n` +
      "accept-encoding: gzip\r\nconnection: close\r\n\r\n",
  ));
  const wire = await new Response(connection.readable).bytes();
  const head = new TextDecoder().decode(wire.subarray(0, 300)).toLowerCase();
  assert(head.includes("content-encoding: gzip"), head);
  assert(head.includes(`date: ${new Date(NOW_MS).toUTCString().toLowerCase()}`), head);
  assert(wire.length < 10_000, String(wire.length));
});
