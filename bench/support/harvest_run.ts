/**
 * Does one kind of work on all sessions of a session server, in a process of its own, and prints
 * what it took as JSON: `harvest_run.ts KIND URL START_MS END_MS OUTPUT`. `peakMb` is the most memory
 * it had, `earlyMb` and `lateMb` the median in the second and in the last fifth of its time.
 *
 * The kinds: `urls` prints the requests that a collection makes, `download` makes them from standard
 * input and parses the answers, `pages` collects them with the client, `harvest` stores them as well.
 */
import process from "node:process";
import { harvest } from "../../src/harvest/mod.ts";
import { createSessionsClient } from "../../src/mod.ts";
import { SANDBOX_CREDENTIALS } from "../../sandbox/mod.ts";
import { UNLIMITED } from "./unlimited_throttle.ts";

const [kind, url, start, end, output] = Deno.args as [string, string, string, string, string];
const range = { startMs: Number(start), endMs: Number(end) };
const now = () => range.endMs + 86_400_000;
const urls: string[] = [];
const client = createSessionsClient({
  credentials: SANDBOX_CREDENTIALS,
  baseUrl: url,
  now,
  throttle: UNLIMITED,
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
    client,
    query: { start: range.startMs, end: range.endMs },
  });
  return storedSessions;
}

/** Median of a fifth of the samples: one run's memory early and late is compared so. */
function medianOfFifth(samples: readonly number[], fifth: number): number {
  const size = samples.length / 5;
  const part = samples.slice(Math.floor(fifth * size), Math.ceil((fifth + 1) * size));
  return part.sort((a, b) => a - b)[part.length >> 1] ?? NaN;
}

const megabytes = (bytes: number) => bytes / 2 ** 20;
const memory: number[] = [];
const sampler = setInterval(() => memory.push(megabytes(Deno.memoryUsage().rss)), 100);
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
clearInterval(sampler);
console.log(JSON.stringify({
  sessions,
  ms,
  cpuMs,
  peakMb: Number(peak?.[1] ?? NaN) / 1024,
  earlyMb: medianOfFifth(memory, 1),
  lateMb: medianOfFifth(memory, 4),
  urls,
}));
