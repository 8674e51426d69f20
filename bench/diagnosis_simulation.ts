/**
 * Plants incidents into made-up sessions and counts how often the diagnosis finds them, and how often
 * it finds any where there are none; the same figures on every machine. Takes a quarter of an hour:
 * `deno run -A bench/diagnosis_simulation.ts`, or with `200 planted quiet` for parts of it.
 */
import {
  diagnose,
  type Diagnosis,
  type Observations,
  type Where,
} from "../src/analysis/diagnosis/mod.ts";
import { randomOf } from "../tests/support/random.ts";
import { type Plan, plantedSessions } from "./support/planted_sessions.ts";

const MINUTE_MS = 60_000;
const START_MS = Date.parse("2026-11-21T16:00Z");
/** Three hours of baseline, then the hour in question. */
const CURRENT = { startMs: START_MS + 180 * MINUTE_MS, endMs: START_MS + 240 * MINUTE_MS };
const BASELINE = [{ startMs: START_MS, endMs: CURRENT.startMs }];
/** Sessions in the window; the baseline has three times as many. */
const SIZES = [1500, 6000, 12_000, 30_000];
const STRENGTHS = [1.5, 2, 3, 5, 8];
const RATES = [0.02, 0.05, 0.1];
const PLANTED = Number(Deno.args[0] ?? 200);
const QUIET = 2 * PLANTED;

function diagnosed(plan: Plan, random: () => number): Diagnosis {
  const observations = plantedSessions(plan, random);
  return diagnose(observations, { current: CURRENT, baseline: BASELINE }, random);
}

function planOf(sessions: number, baseRate: number, random: () => number): Plan {
  const mixChangesMs = random() < 0.5 ? undefined : CURRENT.startMs - 30 * MINUTE_MS;
  return {
    sessions: 4 * sessions,
    startMs: START_MS,
    endMs: CURRENT.endMs,
    baseRate,
    causes: [],
    ...(mixChangesMs === undefined ? {} : { mixChangesMs }),
  };
}

/** One of the larger values of some attributes, so that the group holds a few per cent of sessions. */
function someWhere(attributes: number, random: () => number, not: readonly string[] = []): Where {
  const large: Record<string, number> = {
    cdn: 3,
    device_os: 3,
    country: 3,
    isp: 3,
    connection: 2,
    stream_type: 2,
    plan: 2,
    channel: 2,
  };
  const names = Object.keys(large).filter((name) => !not.includes(name));
  const where: Record<string, string> = {};
  while (Object.keys(where).length < attributes) {
    const name = names[Math.floor(random() * names.length)]!;
    // Smaller groups by three values than by one of them.
    where[name] = `${name} ${Math.floor(random() * (attributes === 1 ? large[name]! : 1))}`;
  }
  return where;
}

function nameOf(where: Where): string {
  return JSON.stringify(Object.entries(where).toSorted());
}

function causesOf(diagnosis: Diagnosis) {
  return diagnosis.verdict === "incident" ? diagnosis.causes : [];
}

function share(count: number, all: number): string {
  return all === 0 ? "-" : `${(100 * count / all).toFixed(0)} % of ${all}`;
}

/** What came of a planted incident. */
interface Outcome {
  readonly sessions: number;
  readonly strength: number;
  /** Bad sessions that its group would have without it. */
  readonly usualBad: number;
  readonly hit: boolean;
  readonly startOffMs: number;
  readonly startInInterval: boolean;
}

/** What is planted. */
interface Planting {
  readonly strengths: readonly number[];
  readonly sizes: readonly number[];
  readonly firstSeed: number;
}

function plantOne(i: number, { strengths, sizes, firstSeed }: Planting): Outcome {
  const random = randomOf(firstSeed + i);
  const sessions = sizes[i % sizes.length]!;
  const strength = strengths[Math.floor(i / sizes.length) % strengths.length]!;
  const rate = RATES[Math.floor(random() * RATES.length)]!;
  const where = someWhere(1 + Math.floor(random() * 3), random);
  const startMs = CURRENT.startMs + Math.floor(random() * 20) * MINUTE_MS;
  const observations = plantedSessions(
    { ...planOf(sessions, rate, random), causes: [{ where, strength, startMs }] },
    random,
  );
  const [first] = causesOf(
    diagnose(observations, { current: CURRENT, baseline: BASELINE }, random),
  );
  const hit = first !== undefined && nameOf(first.where) === nameOf(where);
  return {
    sessions,
    strength,
    usualBad: rate * countIn(observations, where),
    hit,
    startOffMs: hit ? Math.abs(first.since.startMs - startMs) : NaN,
    startInInterval: hit && first.since.lowMs <= startMs && startMs <= first.since.highMs,
  };
}

/** Sessions of a group in the window. */
function countIn({ length, startMs, attributes }: Observations, where: Where): number {
  let count = 0;
  for (let row = 0; row < length; row++) {
    const isIn = startMs[row]! >= CURRENT.startMs &&
      attributes.every(({ name, values, codes }) =>
        where[name] === undefined || values[codes[row]!] === where[name]
      );
    if (isIn) count++;
  }
  return count;
}

function plant(planting: Planting): void {
  const { strengths, sizes } = planting;
  const outcomes = Array.from({ length: PLANTED }, (_, i) => plantOne(i, planting));
  const hitsOf = (some: readonly Outcome[]): string =>
    share(some.filter(({ hit }) => hit).length, some.length);
  console.log(`\n${PLANTED} planted incidents: first answer right, by strength and sessions`);
  console.table(strengths.map((strength) => ({
    strength,
    ...Object.fromEntries(sizes.map((sessions) => [
      `${sessions} sessions`,
      hitsOf(outcomes.filter((one) => one.strength === strength && one.sessions === sessions)),
    ])),
  })));
  const strong = outcomes.filter(({ strength, sessions }) => strength >= 3 && sessions >= 6000);
  console.log("Strength 3 or more, 6000 sessions or more:", hitsOf(strong));
  for (const [low, high] of [[0, 10], [10, 30], [30, Infinity]] as const) {
    const of = strong.filter(({ usualBad }) => usualBad >= low && usualBad < high);
    console.log(`  groups that usually have ${low} to ${high} bad sessions:`, hitsOf(of));
  }
  const found = strong.filter(({ hit }) => hit);
  const near = found.filter(({ startOffMs }) => startOffMs <= 5 * MINUTE_MS);
  const covered = found.filter(({ startInInterval }) => startInInterval);
  console.log("  start within 5 minutes:", share(near.length, found.length));
  console.log("  start in its interval:", share(covered.length, found.length));
}

/** Of all strengths and sizes. */
function planted(): void {
  plant({ strengths: STRENGTHS, sizes: SIZES, firstSeed: 1000 });
}

/** Of the strength from which on causes should be found. */
function threefold(): void {
  plant({ strengths: [3], sizes: SIZES.slice(1), firstSeed: 50_000 });
}

function twoCauses(): void {
  let both = 0;
  for (let i = 0; i < PLANTED; i++) {
    const random = randomOf(5000 + i);
    const one = someWhere(1 + Math.floor(random() * 2), random);
    const other = someWhere(1 + Math.floor(random() * 2), random, Object.keys(one));
    const causes = [one, other].map((where) => ({ where, strength: 4, startMs: CURRENT.startMs }));
    const plan = { ...planOf(12_000, 0.05, random), causes };
    const names = causesOf(diagnosed(plan, random)).slice(0, 3).map(({ where }) => nameOf(where));
    if (names.includes(nameOf(one)) && names.includes(nameOf(other))) both++;
  }
  console.log("\nTwo causes, both in the first three:", share(both, PLANTED));
}

function collinear(): void {
  let told = 0;
  for (let i = 0; i < PLANTED; i++) {
    const random = randomOf(9000 + i);
    const where = someWhere(1, random);
    const [[attribute, value]] = Object.entries(where) as [[string, string]];
    const plan = {
      ...planOf(12_000, 0.05, random),
      causes: [{ where, strength: 4, startMs: CURRENT.startMs }],
      twin: { attribute, value, name: "twin" },
    };
    const [first] = causesOf(diagnosed(plan, random));
    const named = [first?.where ?? {}, ...first?.inseparableFrom.map((one) => one.where) ?? []].map(
      nameOf,
    );
    if (named.includes(nameOf(where)) && named.includes(nameOf({ twin: "twin" }))) told++;
  }
  console.log("Collinear causes told to be inseparable:", share(told, PLANTED));
}

function quiet(): void {
  let alarms = 0;
  for (let i = 0; i < QUIET; i++) {
    const random = randomOf(20_000 + i);
    const plan = planOf(SIZES[i % SIZES.length]!, RATES[i % RATES.length]!, random);
    if (diagnosed(plan, random).verdict === "incident") alarms++;
  }
  console.log("Quiet windows with an alarm:", share(alarms, QUIET), `(${alarms})`);
}

const parts: Record<string, () => void> = { planted, threefold, twoCauses, collinear, quiet };
const chosen = Deno.args.slice(1);
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length === 0 || chosen.includes(name)) run();
}
