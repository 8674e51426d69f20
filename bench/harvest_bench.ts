const STEP_MS = 86.4; // A million sessions a day.
const START_MS = Date.parse("2026-11-20T00:00Z");
const ROUNDS = 3;

interface Run {
  readonly sessions: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly earlyMb: number;
  readonly lateMb: number;
  readonly urls: string[];
}

const script = (name: string) => new URL(`./support/${name}`, import.meta.url).href;

/** Serves sessions from another process while something is done with them. */
async function withSessions(count: number, work: (url: string) => Promise<void>): Promise<void> {
  const server = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script("session_server.ts"), ...[count, START_MS, STEP_MS].map(String)],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const { value } = await server.stdout.getReader().read();
  try {
    await work(`http://127.0.0.1:${new TextDecoder().decode(value).trim()}`);
  } finally {
    await server.stdin.close();
    await server.status;
  }
}

async function measure(
  kind: "urls" | "download" | "pages" | "harvest",
  count: number,
  url: string,
  { output = "", urls = [] }: { output?: string; urls?: readonly string[] } = {},
): Promise<Run> {
  const endMs = Math.ceil(START_MS + count * STEP_MS);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script("harvest_run.ts"), kind, url, `${START_MS}`, `${endMs}`, output],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(JSON.stringify(urls)));
  await input.close();
  const run: Run = JSON.parse(await new Response(child.stdout).text());
  await child.status;
  if (kind === "download" ? run.sessions < count : run.sessions !== count) {
    throw new Error(`${kind} brought ${run.sessions} sessions of ${count}`);
  }
  return run;
}

const median = (runs: readonly Run[], figure: "ms" | "cpuMs" | "peakMb" | "earlyMb" | "lateMb") =>
  runs.map((run) => run[figure]).sort((a, b) => a - b)[runs.length >> 1]!;
const folder = await Deno.makeTempDir({ prefix: "conviva-sessions-bench-" });
try {
  for (const count of [100_000, 1_000_000]) {
    await withSessions(count, async (url) => {
      const { urls } = await measure("urls", count, url);
      const output = () => `${folder}/${crypto.randomUUID()}`;
      const work: Record<string, () => Promise<Run>> = {
        "download + JSON.parse": () => measure("download", count, url, { urls }),
        "client.pages": () => measure("pages", count, url),
        "harvest to Parquet": () => measure("harvest", count, url, { output: output() }),
        "harvest to DuckDB": () => measure("harvest", count, url, { output: `${output()}.duckdb` }),
      };
      const runs = new Map<string, Run[]>(Object.keys(work).map((name) => [name, []]));
      // In turns, so that what else the machine does falls on all of them.
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, run] of Object.entries(work)) {
          runs.get(name)!.push(await run());
          for (const { name } of Deno.readDirSync(folder)) {
            await Deno.remove(`${folder}/${name}`, { recursive: true });
          }
        }
      }
      console.log(`${count} sessions in ${urls.length} responses, medians of ${ROUNDS} runs`);
      const base = median(runs.get("download + JSON.parse")!, "ms");
      for (const [name, all] of runs) {
        const ms = median(all, "ms");
        console.log(
          `  ${name.padEnd(22)} ${(count / ms * 1000).toFixed(0).padStart(7)} sessions/s  ` +
            `ratio ${(ms / base).toFixed(2)}  ` +
            `CPU ${(median(all, "cpuMs") * 1000 / count).toFixed(0)} us a session  ` +
            `memory: peak ${median(all, "peakMb").toFixed(0)} MB, ` +
            `early ${median(all, "earlyMb").toFixed(0)}, late ${median(all, "lateMb").toFixed(0)}`,
        );
      }
    });
  }
  console.log("aims: harvest to Parquet at a ratio of at most 2; memory that does not grow");
} finally {
  await Deno.remove(folder, { recursive: true });
}
