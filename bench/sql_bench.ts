/** What a query over collected sessions costs, against the database's own API on the same files. */
import { DuckDBInstance } from "@duckdb/node-api";
import { querySql } from "../src/harvest/mod.ts";
import { IS_SHORT, printFigure } from "./support/report.ts";
import { measure, withSessions } from "./support/session_runs.ts";
import { medianTimesMs } from "./support/stats.ts";

const COUNT = IS_SHORT ? 20_000 : 1_000_000;
const QUERIES = [
  "SELECT cdn, count(*), avg(rebuffering_time_ms) FROM sessions GROUP BY cdn",
  "SELECT session_id, asset, playing_time_ms FROM sessions ORDER BY playing_time_ms DESC LIMIT 1000",
];

/** Runs a query with the database's own API and takes all rows as values of JavaScript. */
async function direct(files: string, sql: string): Promise<unknown> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE VIEW sessions AS FROM read_parquet('${files}')`);
    return await (await connection.run(sql)).getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function ours(input: string, sql: string): Promise<unknown> {
  await using result = await querySql(sql, { input });
  return await Array.fromAsync(result.batches);
}

const folder = await Deno.makeTempDir({ prefix: "conviva-sessions-bench-" });
const output = `${folder}/sessions`;
try {
  await withSessions(COUNT, async (url) => {
    await measure("harvest", COUNT, url, { output });
  });
  console.log(`querySql() on ${COUNT} sessions in Parquet / the database's own API`);
  for (const sql of QUERIES) {
    const times = await medianTimesMs(IS_SHORT ? 3 : 15, {
      direct: () => direct(`${output}/date=*/hour=*/*.parquet`, sql),
      ours: () => ours(output, sql),
    });
    printFigure(
      `${sql.slice(0, 40)}…`,
      times.ours / times.direct,
      { bound: 1.15, is: "at most" },
      `${times.ours.toFixed(0)} / ${times.direct.toFixed(0)} ms`,
    );
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
