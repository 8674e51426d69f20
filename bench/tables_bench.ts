/**
 * A million collected sessions, summarized by two dimensions from Parquet: time of the processor and
 * peak memory. The sessions are some thousand of the sandbox's, each many times over.
 */
import { cpuUsage } from "node:process";
import { CONTENT } from "../gen/endpoints.ts";
import { summarizeSessions } from "../src/explain/mod.ts";
import { harvest, outputTables } from "../src/harvest/mod.ts";
import { startDuckDB } from "../src/harvest/database/connection.ts";
import { literal, parquetRows } from "../src/harvest/database/sql_text.ts";
import { sessionFiles } from "../src/harvest/parquet/parquet_layout.ts";
import { createSessionsClient } from "../src/mod.ts";
import { createSandbox } from "../sandbox/mod.ts";

const NOW_MS = Date.parse("2026-11-22T18:00Z");
const QUERY = { start: NOW_MS - 14_400_000, end: NOW_MS };
const TIMES = 29;

const folder = await Deno.makeTempDir();
try {
  const sandbox = createSandbox({ now: () => NOW_MS, rateLimits: false });
  const client = createSessionsClient({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: () => NOW_MS,
  });
  await harvest({ client, query: QUERY, output: folder });
  const connection = await (await startDuckDB(":memory:")).connect();
  for (const file of await sessionFiles(folder)) {
    const rows = `SELECT s.* FROM ${parquetRows([file])} s, range(${TIMES})`;
    await connection.run(`COPY (${rows}) TO ${literal(`${file}.more`)} (FORMAT parquet)`);
    await Deno.rename(`${file}.more`, file);
  }
  const source = outputTables(folder, { endpoint: CONTENT, now: () => NOW_MS });
  const [startMs, startCpu] = [performance.now(), cpuUsage()];
  const { total } = await summarizeSessions(source, QUERY, { by: ["isp", "device_os"] });
  const seconds = (performance.now() - startMs) / 1000;
  const { user, system } = cpuUsage(startCpu);
  const megabytes = Math.round(Deno.memoryUsage().rss / 2 ** 20);
  console.log(
    `${total.n} sessions from Parquet: ${seconds.toFixed(1)} s, of the processors ` +
      `${((user + system) / 1e6).toFixed(1)} s, peak of the process ${megabytes} MB`,
  );
} finally {
  await Deno.remove(folder, { recursive: true });
}
