import { CONTENT } from "../gen/endpoints.ts";
import { createSessionsClient } from "../src/mod.ts";
import { createSandboxHandler, SANDBOX_CREDENTIALS } from "../sandbox/mod.ts";
import { serveBytes } from "./support/serve_bytes.ts";
import { medianTimesMs } from "./support/stats.ts";
import { UNLIMITED } from "./support/unlimited_throttle.ts";

/** A full page as the sandbox answers it. */
async function fullPage(): Promise<Uint8Array> {
  const client = createSessionsClient({
    credentials: SANDBOX_CREDENTIALS,
    fetch: async (request) => {
      const response = await createSandboxHandler()(request);
      body = await response.clone().bytes();
      return response;
    },
  });
  let body = new Uint8Array();
  const page = await client.search({ last: "1h", limit: CONTENT.limits.maxSessions });
  if (page.sessions.length !== CONTENT.limits.maxSessions) throw new Error("The page is not full");
  return body;
}

const bytes = await fullPage();
await using server = await serveBytes(bytes);
const client = createSessionsClient({
  credentials: SANDBOX_CREDENTIALS,
  baseUrl: server.url,
  throttle: UNLIMITED,
});
const times = await medianTimesMs(60, {
  bare: async () => JSON.parse(await (await fetch(server.url)).text()),
  client: () => client.search({ last: "1h", limit: CONTENT.limits.maxSessions }),
});
console.log(
  `a page of ${CONTENT.limits.maxSessions} sessions, ${(bytes.length / 1e6).toFixed(2)} MB\n` +
    `  fetch + JSON.parse  ${times.bare.toFixed(2)} ms\n` +
    `  client.search       ${times.client.toFixed(2)} ms\n` +
    `  ratio               ${(times.client / times.bare).toFixed(2)} (aim: at most 1.2)`,
);
