import { CONTENT } from "../gen/endpoints.ts";
import type { PageRequest, RequestPage } from "../src/client/request/request_page.ts";
import { CheckedQuery } from "../src/query/check/checked_query.ts";
import type { TimeWindow } from "../src/query/time/time_window.ts";
import { slicePages } from "../src/slicing/slice_pages.ts";
import { FakeClock, runWithClock } from "../tests/support/fake_clock.ts";
import { NO_FILTERS } from "../tests/support/no_filters.ts";
import { randomOf } from "../tests/support/random.ts";
import { RecordedSource, START_HALF_OPEN } from "../tests/support/recorded_source.ts";
import { type SandboxDay, sandboxDay } from "./support/sandbox_day.ts";
import { median } from "./support/stats.ts";

const DAY_MS = 86_400_000;
const RANGE = { startMs: Date.parse("2026-11-21T00:00Z"), endMs: Date.parse("2026-11-22T00:00Z") };
const BURSTS_PER_DAY = 24;
const SIZES = (Deno.args[0] ?? "10000,100000,1000000,10000000").split(",").map(Number);
const DAYS = Number(Deno.args[1] ?? 3);
/** Loading a day takes half a minute from here on. */
const SIZE_OF_ONE_DAY = 5_000_000;

/** Requests that a strategy needs, and the sessions that it finds. */
interface Outcome {
  readonly requests: number;
  readonly sessions: number;
  readonly gaps: number;
}

/** Asks for the longest windows and halves the full ones. */
function halve(source: RecordedSource, range: TimeWindow): Outcome {
  let [requests, sessions, gaps] = [0, 0, 0];
  const ask = ({ startMs, endMs }: TimeWindow): void => {
    requests++;
    const count = source.matches({ startMs, endMs }).length;
    if (count < CONTENT.limits.maxSessions || endMs - startMs <= 1000) {
      sessions += Math.min(count, CONTENT.limits.maxSessions);
      if (count >= CONTENT.limits.maxSessions) gaps++;
      return;
    }
    const middleMs = Math.floor((startMs + endMs) / 2);
    ask({ startMs, endMs: middleMs });
    ask({ startMs: middleMs, endMs });
  };
  for (let startMs = range.startMs; startMs < range.endMs; startMs += CONTENT.limits.maxWindowMs) {
    ask({ startMs, endMs: Math.min(startMs + CONTENT.limits.maxWindowMs, range.endMs) });
  }
  return { requests, sessions, gaps };
}

/** Collects with `slicePages`, over answers that take their time, so that they overtake each other. */
async function slice(
  source: RecordedSource,
  range: TimeWindow,
  concurrency: number,
  seed: number,
): Promise<Outcome> {
  const clock = new FakeClock(range.endMs + DAY_MS);
  const random = randomOf(seed);
  const requestPage: RequestPage = (request: PageRequest) =>
    new Promise((resolve) => {
      clock.setTimer(() => resolve(source.answer(request)), 500 + 1000 * random());
    });
  const pages = slicePages(
    new CheckedQuery(CONTENT, { range, filters: NO_FILTERS }),
    { endpoint: CONTENT, requestPage, clock },
    { concurrency, order: "oldest" },
  );
  await runWithClock(
    (async () => {
      for await (const _ of pages);
    })(),
    clock,
  );
  const { requests, sessions, gaps } = pages.coverage;
  return { requests, sessions, gaps: gaps.length };
}

function bursts(seed: number) {
  const random = randomOf(seed * 7919);
  return Array.from({ length: BURSTS_PER_DAY }, () => ({
    atMs: RANGE.startMs + Math.floor(random() * (DAY_MS - 2000)),
    durationMs: 2000,
    factor: 20,
  }));
}

/** The least number of requests that any strategy needs. */
function leastRequests(day: SandboxDay): number {
  return Math.max(
    day.startsMs.length / CONTENT.limits.maxSessions,
    Math.ceil((RANGE.endMs - RANGE.startMs) / CONTENT.limits.maxWindowMs),
  );
}

console.log(
  `Efficiency: least possible requests / requests, median of ${DAYS} sandbox days\n` +
    `(of one day from ${SIZE_OF_ONE_DAY} sessions on), answers out of order after 0.5 to 1.5 s;\n` +
    `bursts: ${BURSTS_PER_DAY} times a day, 20 times the rate for 2 s;\n` +
    "gaps: windows of 1 s that are still full, beside which all sessions were found\n" +
    "  sessions/day  bursts  halving  alone  4 at a time  requests  gaps",
);
for (const sessionsPerDay of SIZES) {
  for (const withBursts of [false, true]) {
    const figures = { halving: [] as number[], alone: [] as number[], ahead: [] as number[] };
    const requests: number[] = [];
    const gaps: number[] = [];
    for (let seed = 1; seed <= (sessionsPerDay < SIZE_OF_ONE_DAY ? DAYS : 1); seed++) {
      const day = sandboxDay(RANGE, {
        seed,
        sessionsPerDay,
        bursts: withBursts ? bursts(seed) : [],
      });
      const source = new RecordedSource(
        day.startsMs,
        day.endsMs,
        START_HALF_OPEN,
        randomOf(seed),
      );
      const least = leastRequests(day);
      figures.halving.push(least / halve(source, RANGE).requests);
      figures.alone.push(least / (await slice(source, RANGE, 1, seed)).requests);
      const ahead = await slice(source, RANGE, 4, seed);
      figures.ahead.push(least / ahead.requests);
      requests.push(ahead.requests);
      gaps.push(ahead.gaps);
    }
    console.log(
      `  ${String(sessionsPerDay).padStart(12)}  ${(withBursts ? "yes" : "no").padEnd(6)}` +
        `  ${median(figures.halving).toFixed(2).padStart(7)}` +
        `  ${median(figures.alone).toFixed(3).padStart(5)}` +
        `  ${median(figures.ahead).toFixed(3).padStart(11)}` +
        `  ${String(median(requests)).padStart(8)}  ${String(median(gaps)).padStart(4)}`,
    );
  }
}
