/** What it costs to ask for a full answer, against fetching and parsing it. */
import { CONTENT } from "../gen/endpoints.ts";
import { createSessionsClient } from "../src/mod.ts";
import { createSandbox, SANDBOX_CREDENTIALS } from "../sandbox/mod.ts";
import type { Transfer } from "./support/answer_server.ts";
import { answersWith } from "./support/answers.ts";
import { IS_SHORT, printFigure } from "./support/report.ts";
import { serveAnswers } from "./support/serve_answers.ts";
import { medianTimesMs } from "./support/stats.ts";
import { UNLIMITED } from "./support/unlimited_throttle.ts";

const LIMIT = CONTENT.limits.maxSessions;
const CASES: [answer: string, transfer: Transfer, aim: number][] = [
  ["as_specified", "plain", 1.08],
  ["as_specified", "gzip", 1.1],
  ["as_specified", "br", 1.1],
  ["as_specified", "chunked", 1.1],
  ["other_names", "plain", 1.3],
  ["bare_ids", "plain", 1.3],
  ["bare_numbers", "plain", 1.3],
];

const endMs = Date.now() - 3_600_000;
const sessions = createSandbox().truth({ startMs: endMs - 3_600_000, endMs }).slice(-LIMIT);
if (sessions.length !== LIMIT) throw new Error("The answer is not full");
await using server = await serveAnswers(answersWith(sessions));

console.log(`client.search of ${LIMIT} sessions / fetch + JSON.parse`);
for (const [answer, transfer, bound] of CASES) {
  const url = server.url(answer, transfer);
  const client = createSessionsClient({
    credentials: SANDBOX_CREDENTIALS,
    baseUrl: url,
    throttle: UNLIMITED,
  });
  const times = await medianTimesMs(IS_SHORT ? 10 : 60, {
    bare: async () => JSON.parse(await (await fetch(url)).text()),
    client: async () => {
      const page = await client.search({ start: endMs - 3_600_000, end: endMs, limit: LIMIT });
      if (page.sessions.length !== LIMIT) throw new Error("Sessions are missing");
    },
  });
  printFigure(
    `${answer.replace("_", " ")}, ${transfer}`,
    times.client / times.bare,
    { bound, is: "at most" },
    `${times.client.toFixed(1)} / ${times.bare.toFixed(1)} ms`,
  );
}
