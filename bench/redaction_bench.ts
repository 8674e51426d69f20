import { CONTENT } from "../gen/endpoints.ts";
import { createRedactor, createSessionsClient } from "../src/mod.ts";
import { createSandbox } from "../sandbox/mod.ts";
import { searchTool } from "./support/search_tool.ts";
import { serveBytes } from "./support/serve_bytes.ts";
import { medianTimesMs } from "./support/stats.ts";
import { UNLIMITED } from "./support/unlimited_throttle.ts";

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
await using server = await serveBytes(new TextEncoder().encode(JSON.stringify({ sessions })));
const options = {
  credentials: sandbox.credentials,
  baseUrl: server.url,
  throttle: UNLIMITED,
};
const client = createSessionsClient(options);
const { sessions: decoded } = await client.search({ ...RANGE, limit: CONTENT.limits.maxSessions });
const query = { ...RANGE, limit: SHOWN };
const call = {
  redacted: await searchTool({ clientOptions: options, revealViewers: false, query }),
  revealed: await searchTool({ clientOptions: options, revealViewers: true, query }),
};
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
