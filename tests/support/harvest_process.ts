/**
 * Harvests from a sandbox until it is done or killed, and writes a line for every step. Run with the
 * sandbox's URL, the output, and the range and the present in Unix milliseconds.
 */
import { harvest } from "../../src/harvest/mod.ts";
import { createSessionsClient } from "../../src/sessions_client.ts";
import { SANDBOX_CREDENTIALS } from "../../sandbox/mod.ts";

if (import.meta.main) {
  const [baseUrl, output, startMs, endMs, nowMs] = Deno.args;
  const now = () => Number(nowMs);
  const client = createSessionsClient({ credentials: SANDBOX_CREDENTIALS, baseUrl: baseUrl!, now });
  try {
    const { coverage } = await harvest({
      output: output!,
      client,
      query: { start: Number(startMs), end: Number(endMs) },
      // Small batches, so that a kill has many places to strike at.
      batchSessions: 300,
      publishSessions: 1,
      onProgress: ({ phase }) => console.log(phase),
    });
    console.log(coverage.complete ? "complete" : "incomplete");
  } catch (error) {
    console.log(`error ${error instanceof Error && "code" in error ? error.code : error}`);
  }
}
