import { median } from "./support/stats.ts";
import { type Observations, rankExplanations, type Where } from "../src/analysis/diagnosis/mod.ts";

const MINUTE_MS = 60_000;

/** An incident with known causes. */
interface LabelledCase {
  readonly observations: Observations;
  readonly incidentMs: number;
  readonly causes: readonly Where[];
}

/** One entry of `incidents.json`. */
interface Incident {
  readonly case: string;
  readonly incident_minute: number;
  readonly attributes: readonly string[];
  readonly causes: readonly Where[];
}

/** Reads a folder of labelled incidents; its README tells the format. */
async function readCases(folder: URL): Promise<LabelledCase[]> {
  const incidents: Incident[] = JSON.parse(
    await Deno.readTextFile(new URL("incidents.json", folder)),
  );
  const { body } = new Response((await Deno.open(new URL("minutes.csv.gz", folder))).readable);
  const text = await new Response(body!.pipeThrough(new DecompressionStream("gzip"))).text();
  const [header, ...lines] = text.trim().split(/\r?\n/).map((line) => line.split(","));
  const rowsByCase = Map.groupBy(lines, ([name]) => name!);
  return incidents.map(({ case: name, incident_minute, attributes, causes }) => {
    const rows = rowsByCase.get(name) ?? [];
    const column = (field: string): string[] => rows.map((row) => row[header!.indexOf(field)]!);
    return {
      incidentMs: incident_minute * 1000,
      causes,
      observations: {
        length: rows.length,
        attributes: attributes.map((attribute) => {
          const cells = column(attribute);
          const values = [...new Set(cells)];
          return {
            name: attribute,
            values,
            codes: Uint16Array.from(cells, (cell) => values.indexOf(cell)),
          };
        }),
        sessions: Uint32Array.from(column("sessions"), Number),
        bad: Uint32Array.from(column("bad"), Number),
        startMs: Float64Array.from(column("minute"), (minute) => Number(minute) * 1000),
      },
    };
  });
}

/** Attribute combinations that explain the incident's minute against the others, best first. */
function answersTo({ observations, incidentMs }: LabelledCase): Where[] {
  const endMs = incidentMs + MINUTE_MS;
  const minutes = Array.from(observations.startMs);
  return rankExplanations(observations, {
    current: { startMs: incidentMs, endMs },
    baseline: [
      { startMs: Math.min(...minutes), endMs: incidentMs },
      { startMs: endMs, endMs: Math.max(...minutes) + MINUTE_MS },
    ].filter((window) => window.endMs > window.startMs),
    sliceMs: MINUTE_MS,
  });
}

/** The least k with all causes among the first k + (causes - 1) answers. */
function rankOf(causes: readonly Where[], answers: readonly Where[]): number {
  const nameOf = (where: Where): string => JSON.stringify(Object.entries(where).toSorted());
  const names = answers.map(nameOf);
  const places = causes.map((cause) => {
    const place = names.indexOf(nameOf(cause));
    return place < 0 ? Infinity : place;
  });
  return Math.max(...places) + 1 - (causes.length - 1);
}

const folderAt = Deno.args.indexOf("--data") + 1;
const folder = folderAt > 0
  ? new URL(`${Deno.args[folderAt]}/`, `file://${Deno.cwd()}/`)
  : new URL("../../shared/data/stall-incidents/", import.meta.url);

let cases: LabelledCase[] = [];
try {
  cases = await readCases(folder);
} catch (error) {
  if (!(error instanceof Deno.errors.NotFound) || folderAt > 0) throw error;
  console.log(`Skipped, as there is no ${folder.pathname}`);
}
if (cases.length > 0) {
  // The first cases would pay for the compiler.
  cases.forEach(answersTo);
  const timesMs: number[] = [];
  const ranks = cases.map((one) => {
    const startMs = performance.now();
    const answers = answersTo(one);
    timesMs.push(performance.now() - startMs);
    return rankOf(one.causes, answers);
  });
  const within = (k: number): number =>
    Number((ranks.filter((rank) => rank <= k).length / cases.length).toFixed(3));
  const figures = {
    cases: cases.length,
    top1: within(1),
    top3: within(3),
    top5: within(5),
    medianMs: Number(median(timesMs).toFixed(2)),
  };
  if (Deno.args.includes("--json")) console.log(JSON.stringify(figures));
  else console.table([figures]);
}
