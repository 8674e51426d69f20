/** What it costs to collect and store sessions, against downloading and parsing the same answers. */
import { IS_SHORT, printFigure } from "./support/report.ts";
import { measure, type Run, withSessions } from "./support/session_runs.ts";
import { median } from "./support/stats.ts";

const ROUNDS = IS_SHORT ? 1 : 3;
const SIZES = IS_SHORT ? [20_000] : [100_000, 1_000_000];

interface Aims {
  readonly wall: number;
  readonly cpu: number;
  readonly peakMb: number;
}

/** What the figures of a size are aimed at; the smallest has those of the next. */
const AIMS: Readonly<Record<"parquet" | "duckdb", (sessions: number) => Aims>> = {
  parquet: (sessions) => ({ wall: sessions > 500_000 ? 1.2 : 1.4, cpu: 2, peakMb: 250 }),
  duckdb: () => ({ wall: 1.6, cpu: 2.5, peakMb: 350 }),
};

const folder = await Deno.makeTempDir({ prefix: "conviva-sessions-bench-" });
try {
  for (const count of SIZES) {
    await withSessions(count, async (url) => {
      const { urls } = await measure("urls", count, url);
      const output = () => `${folder}/${crypto.randomUUID()}`;
      const work = {
        download: () => measure("download", count, url, { urls }),
        pages: () => measure("pages", count, url),
        parquet: () => measure("harvest", count, url, { output: output() }),
        duckdb: () => measure("harvest", count, url, { output: `${output()}.duckdb` }),
      };
      const runs: Record<keyof typeof work, Run[]> = {
        download: [],
        pages: [],
        parquet: [],
        duckdb: [],
      };
      // In turns, so that what else the machine does falls on all of them.
      for (let round = 0; round < ROUNDS; round++) {
        for (const kind of ["download", "pages", "parquet", "duckdb"] as const) {
          runs[kind].push(await work[kind]());
          for (const { name } of Deno.readDirSync(folder)) {
            await Deno.remove(`${folder}/${name}`, { recursive: true });
          }
        }
      }
      report(count, urls.length, runs);
    });
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}

function report(
  count: number,
  answers: number,
  runs: Readonly<Record<"download" | "pages" | "parquet" | "duckdb", readonly Run[]>>,
): void {
  const of = (kind: keyof typeof runs, figure: "ms" | "cpuMs" | "peakMb" | "earlyMb" | "lateMb") =>
    median(runs[kind].map((run) => run[figure]));
  console.log(`${count} sessions in ${answers} answers / download + parse, medians of ${ROUNDS}`);
  console.log(
    `  client.pages: ${(of("pages", "ms") / of("download", "ms")).toFixed(2)}, ` +
      `CPU ${(of("pages", "cpuMs") / of("download", "cpuMs")).toFixed(2)}`,
  );
  for (const kind of ["parquet", "duckdb"] as const) {
    const { wall, cpu, peakMb } = AIMS[kind](count);
    const name = kind === "parquet" ? "Parquet" : ".duckdb";
    const rate = (count / of(kind, "ms") * 1000).toFixed(0);
    printFigure(
      `to ${name}`,
      of(kind, "ms") / of("download", "ms"),
      { bound: wall, is: "at most" },
      `${rate} sessions/s`,
    );
    printFigure(
      `to ${name}, CPU`,
      of(kind, "cpuMs") / of("download", "cpuMs"),
      { bound: cpu, is: "at most" },
      `${(of(kind, "cpuMs") * 1000 / count).toFixed(0)} us a session`,
    );
    printFigure(
      `to ${name}, peak memory in MB`,
      of(kind, "peakMb"),
      { bound: peakMb, is: "at most" },
      `early ${of(kind, "earlyMb").toFixed(0)}, late ${of(kind, "lateMb").toFixed(0)}`,
    );
  }
}
