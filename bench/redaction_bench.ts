import { InMemoryTransport } from "@modelcontextprotocol/server";
import { CONTENT } from "../gen/endpoints.ts";
import { createRedactor, createSessionsClient } from "../src/mod.ts";
import { createContext } from "../mcp/server/create_context.ts";
import { createServer } from "../mcp/server/create_server.ts";
import { createSandbox } from "../sandbox/mod.ts";
import { serveBytes } from "./support/serve_bytes.ts";
import { medianTimesMs } from "./support/stats.ts";

const ROUNDS = 15;

/** One fewer than the answer has, so that one answer is enough to know that there are more. */
const SHOWN = CONTENT.limits.maxSessions - 1;
const endMs = Date.now() - 3_600_000;
const RANGE_MS = { startMs: endMs - 3_600_000, endMs };
const RANGE = {
  start: new Date(RANGE_MS.startMs).toISOString(),
  end: new Date(RANGE_MS.endMs).toISOString(),
};
const unhurried = {
  acquire: () => Promise.resolve(),
  pause: () => Promise.resolve(),
  budget: () => Promise.resolve({ usedCost: 0, maxCost: Infinity, perMs: 1, pausedUntilMs: 0 }),
};

const sandbox = createSandbox();
const sessions = sandbox.truth(RANGE_MS).slice(-CONTENT.limits.maxSessions);
await using server = await serveBytes(new TextEncoder().encode(JSON.stringify({ sessions })));
const options = {
  credentials: sandbox.credentials,
  baseUrl: server.url,
  throttle: unhurried,
};
const client = createSessionsClient(options);
const { sessions: decoded } = await client.search({ ...RANGE, limit: CONTENT.limits.maxSessions });
const call = { redacted: await connect(false), revealed: await connect(true) };
const warm = createRedactor();
const times = await medianTimesMs(ROUNDS, {
  redacted: call.redacted,
  revealed: call.revealed,
  first: () => Promise.resolve(decoded.map(createRedactor().session)),
  again: () => Promise.resolve(decoded.map(warm.session)),
});
const share = (ms: number) => `${ms.toFixed(2)} ms, ${(100 * ms / times.revealed).toFixed(1)} %`;
console.log(
  `a search of ${decoded.length} sessions over HTTP, answered by the tool\n` +
    `  with viewers revealed     ${times.revealed.toFixed(2)} ms\n` +
    `  with redaction            ${times.redacted.toFixed(2)} ms\n` +
    `  added                     ${share(times.redacted - times.revealed)} (aim: at most 10 %)\n` +
    `  redacting alone, all new  ${share(times.first)}\n` +
    `  redacting alone, again    ${share(times.again)}`,
);

/** Calls the tool as its protocol does, with nothing kept of the API's answers. */
async function connect(revealViewers: boolean): Promise<() => Promise<unknown>> {
  const context = await createContext({
    sandbox: false,
    revealViewers,
    tokenBudget: 6000,
    cacheMb: 0,
    textOnly: false,
    log: console.error,
    clientOptions: options,
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createServer(context).connect(theirs);
  await ours.start();
  let id = 0;
  const request = (method: string, params: Record<string, unknown>) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    ours.onmessage = (message) => {
      if ("result" in message && !message.result.isError) resolve(message.result);
      else if ("id" in message) reject(new Error(JSON.stringify(message)));
    };
    ours.send({ jsonrpc: "2.0", id: ++id, method, params });
    return promise;
  };
  await request("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bench", version: "1" },
  });
  return () =>
    request("tools/call", {
      name: "search_content_sessions",
      arguments: { ...RANGE, limit: SHOWN },
    });
}
