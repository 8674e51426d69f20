/**
 * Does one kind of work on all sessions of a session server, in a process of its own, and prints
 * what it took as JSON: `harvest_run.ts KIND URL START_MS END_MS OUTPUT`. The kinds: `urls` prints the
 * requests that a collection makes, `download` makes them from standard input and parses the answers,
 * `pages` collects them with the client, `harvest` stores them as well.
 */
import process from "node:process";
import { harvest } from "../../src/harvest/mod.ts";
import { createSessionsClient } from "../../src/mod.ts";
import { SANDBOX_CREDENTIALS } from "../../sandbox/mod.ts";

const [kind, url, start, end, output] = Deno.args as [string, string, string, string, string];
const range = { startMs: Number(start), endMs: Number(end) };
const now = () => range.endMs + 86_400_000;
const urls: string[] = [];
const client = createSessionsClient({
  credentials: SANDBOX_CREDENTIALS,
  baseUrl: url,
  now,
  throttle: {
    acquire: () => Promise.resolve(),
    pause: () => {},
    budget: () => ({ usedCost: 0, maxCost: Infinity, perMs: 1, pausedUntilMs: 0 }),
  },
  fetch: (request) => {
    if (kind === "urls") urls.push(request.url);
    return fetch(request);
  },
});
const pagesOf = ({ startMs, endMs }: typeof range, signal?: AbortSignal) =>
  client.pages({ start: startMs, end: endMs }, { signal, order: "oldest" });

async function download(urls: readonly string[]): Promise<number> {
  let sessions = 0;
  let next = 0;
  // As many at a time as the client has.
  await Promise.all(Array.from({ length: 4 }, async () => {
    while (next < urls.length) {
      const response = await fetch(urls[next++]!);
      const page = JSON.parse(await response.text());
      sessions += page.sessions.length;
    }
  }));
  return sessions;
}

async function collectPages(): Promise<number> {
  let sessions = 0;
  for await (const page of pagesOf(range)) sessions += page.sessions.length;
  return sessions;
}

async function harvestAll(): Promise<number> {
  const { storedSessions } = await harvest({
    output,
    range,
    source: url,
    filters: { parameters: {}, tags: {}, dimensions: {} },
    pages: (part, { signal }) => pagesOf(part, signal),
    clock: { now, setTimer: () => () => {} },
  });
  return storedSessions;
}

const cpuBefore = process.cpuUsage();
const given = kind === "download" ? await new Response(Deno.stdin.readable).json() : [];
const started = performance.now();
const sessions = kind === "download"
  ? await download(given)
  : kind === "harvest"
  ? await harvestAll()
  : await collectPages();
const ms = performance.now() - started;
const cpu = process.cpuUsage(cpuBefore);
const cpuMs = (cpu.user + cpu.system) / 1000;
const peak = /VmHWM:\s+(\d+)/.exec(await Deno.readTextFile("/proc/self/status").catch(() => ""));
console.log(JSON.stringify({ sessions, ms, cpuMs, peakMb: Number(peak?.[1] ?? NaN) / 1024, urls }));
