import { InMemoryTransport } from "@modelcontextprotocol/server";
import { CONTENT } from "../gen/endpoints.ts";
import { createRedactor, createSessionsClient } from "../src/mod.ts";
import { createContext } from "../mcp/server/create_context.ts";
import { createServer } from "../mcp/server/create_server.ts";
import { createSandbox } from "../sandbox/mod.ts";
import { printFigure } from "./support/report.ts";
import { serveAnswers } from "./support/serve_answers.ts";
import { medianTimesMs } from "./support/stats.ts";
import { UNHURRIED } from "./support/unhurried.ts";

const ROUNDS = 15;

/** One fewer than the answer has, so that one answer is enough to know that there are more. */
const SHOWN = CONTENT.limits.maxSessions - 1;
const endMs = Date.now() - 3_600_000;
const RANGE_MS = { startMs: endMs - 3_600_000, endMs };
const RANGE = {
  start: new Date(RANGE_MS.startMs).toISOString(),
  end: new Date(RANGE_MS.endMs).toISOString(),
};

const sandbox = createSandbox();
const sessions = sandbox.truth(RANGE_MS).slice(-CONTENT.limits.maxSessions);
await using server = await serveAnswers({ full: JSON.stringify({ sessions }) });
const options = {
  credentials: sandbox.credentials,
  baseUrl: server.url("full", "plain"),
  throttle: UNHURRIED,
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
console.log(
  `scanning for personal data / a search of ${decoded.length} sessions over HTTP, by the tool`,
);
const share = (what: string, ms: number) =>
  printFigure(what, ms / times.revealed, { bound: 0.1, is: "at most" }, `${ms.toFixed(1)} ms`);
share("added to the call", times.redacted - times.revealed);
share("redacting alone, all new", times.first);
share("redacting alone, again", times.again);

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
