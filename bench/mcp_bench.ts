import { byteLength, tokens } from "../mcp/render/tokens.ts";
import { createSandbox } from "../sandbox/mod.ts";
import { createSessionsClient } from "../src/mod.ts";
import { startAndList } from "./support/mcp_start.ts";
import { searchTool } from "./support/search_tool.ts";
import { median, medianTimesMs } from "./support/stats.ts";
import { UNLIMITED } from "./support/unlimited_throttle.ts";

const MAIN = new URL("../mcp/main.ts", import.meta.url).pathname;
const BARE = new URL("./support/bare_mcp_server.ts", import.meta.url).pathname;
const ENV = "--allow-env=CONVIVA_CLIENT_ID,CONVIVA_CLIENT_SECRET,CONVIVA_BASE_URL";

const starts = { bare: [] as number[], ours: [] as number[] };
for (let round = -1; round < 15; round++) {
  const bare = await startAndList(["run", BARE]);
  const ours = await startAndList(["run", ENV, MAIN]);
  // The first round only fills the caches of the runtime.
  if (round < 0) continue;
  starts.bare.push(bare.ms);
  starts.ours.push(ours.ms);
}
const [bareMs, oursMs] = [median(starts.bare), median(starts.ours)];
console.log(
  `cold start to the first tools/list answer\n` +
    `  bare SDK server, one tool  ${bareMs.toFixed(0)} ms\n` +
    `  this server                ${oursMs.toFixed(0)} ms\n` +
    `  ratio                      ${(oursMs / bareMs).toFixed(2)} (aim: at most 1.3)`,
);

const { tools } = await startAndList(["run", ENV, MAIN]);
console.log(
  `tool definitions\n` +
    tools.map((tool: { name: string }) =>
      `  ${tool.name.padEnd(26)} ${tokens(JSON.stringify(tool))} tokens\n`
    ).join("") +
    `  all                        ${tokens(JSON.stringify(tools))} tokens (aim: at most 2600)`,
);

const SESSIONS = 50;
const RANGE = { start: "2026-11-22T17:00:00Z", end: "2026-11-22T18:00:00Z" };
const now = () => Date.parse("2026-11-22T18:30:00Z");
const sandbox = createSandbox({ now, rateLimits: false });
const sessions = sandbox.truth({
  startMs: Date.parse(RANGE.start),
  endMs: Date.parse(RANGE.end),
});
const raw = JSON.stringify({ sessions: sessions.slice(-SESSIONS) });
// One more than are shown, so that one response is enough to know that there are more.
const response = JSON.stringify({ sessions: sessions.slice(-SESSIONS - 1) });
const options = {
  credentials: sandbox.credentials,
  fetch: () =>
    Promise.resolve(new Response(response, { headers: { "content-type": "application/json" } })),
  now,
  throttle: UNLIMITED,
};
const client = createSessionsClient(options);
const call = await searchTool({
  clientOptions: options,
  revealViewers: false,
  query: { ...RANGE, limit: SESSIONS },
});
const answer = await call();
const times = await medianTimesMs(200, {
  client: async () => {
    for await (const _ of client.pages(RANGE, { limit: SESSIONS + 1, concurrency: 1 }));
  },
  tool: call,
});
console.log(
  `a call of ${SESSIONS} sessions\n` +
    `  client.pages  ${times.client.toFixed(2)} ms\n` +
    `  tools/call    ${times.tool.toFixed(2)} ms\n` +
    `  added         ${(times.tool - times.client).toFixed(2)} ms (aim: under 3)`,
);

const text = byteLength(answer.content[0].text);
const data = byteLength(JSON.stringify(answer.structuredContent));
console.log(
  `a compact answer of ${answer.structuredContent.rows.length} sessions\n` +
    `  raw JSON of the API  ${raw.length} bytes\n` +
    `  text                 ${text} bytes\n` +
    `  data                 ${data} bytes\n` +
    `  raw / (text + data)  ${(raw.length / (text + data)).toFixed(1)} (aim: at least 6)`,
);
