/**
 * Serves sessions that lie ready as text, in a process of its own, so that neither making nor serving
 * them costs the measured process anything: `session_server.ts COUNT START_MS STEP_MS`. Prints its
 * port, ends when its input does.
 */
import { createSandbox } from "../../sandbox/mod.ts";
import { CONTENT } from "../../gen/endpoints.ts";

const [count, startMs, stepMs] = Deno.args.map(Number) as [number, number, number];

/** Sessions of a sandbox, whose ids and times are changed to make as many as are wanted. */
async function templates(): Promise<Record<string, unknown>[]> {
  const sandbox = createSandbox();
  const { clientId, clientSecret } = sandbox.credentials;
  const endMs = Date.now() - 3_600_000;
  const query = new URLSearchParams({
    start_epoch_ms: String(endMs - CONTENT.limits.maxWindowMs),
    end_epoch_ms: String(endMs),
    limit: String(CONTENT.limits.maxSessions),
  });
  const response = await sandbox.handler(
    new Request(`${sandbox.url}/sessions/content?${query}`, {
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    }),
  );
  return (await response.json()).sessions;
}

const encoder = new TextEncoder();
const models = await templates();
const offsets = new Float64Array(count + 1);
let text = new Uint8Array(count * 2200);
let length = 0;
for (let at = 0; at < count; at++) {
  const session_start_timestamp_ms = Math.round(startMs + at * stepMs);
  const session = JSON.stringify({
    ...models[at % models.length],
    session_id: String(1e9 + at),
    client_id: `${(at * 2_654_435_761) % 4_294_967_296}.${at % 1000}`,
    session_start_timestamp_ms,
    session_end_timestamp_ms: session_start_timestamp_ms + 600_000,
  });
  if (length + 3 * session.length > text.length) {
    const larger = new Uint8Array(text.length * 1.5);
    larger.set(text.subarray(0, length));
    text = larger;
  }
  length += encoder.encodeInto(`${session},`, text.subarray(length)).written;
  offsets[at + 1] = length;
}

const prefix = encoder.encode('{"sessions":[');
const suffix = encoder.encode("]}");

function answer(request: Request): Response {
  const query = new URL(request.url).searchParams;
  const indexOf = (name: string) => {
    const index = Math.ceil((Number(query.get(name)) - startMs) / stepMs);
    return Math.max(0, Math.min(count, index));
  };
  const from = indexOf("start_epoch_ms");
  const to = Math.min(indexOf("end_epoch_ms"), from + Number(query.get("limit")));
  const sessions = text.subarray(offsets[from]!, Math.max(offsets[from]!, offsets[to]! - 1));
  const body = new Uint8Array(prefix.length + sessions.length + suffix.length);
  body.set(prefix);
  body.set(sessions, prefix.length);
  body.set(suffix, prefix.length + sessions.length);
  return new Response(body, { headers: { "content-type": "application/json" } });
}

const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(port),
}, answer);
for await (const _ of Deno.stdin.readable);
await server.shutdown();
