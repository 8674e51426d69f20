const STEP_MS = 86.4; // A million sessions a day.
const START_MS = Date.parse("2026-11-20T00:00Z");

/** What a process took for one kind of work on all sessions. */
export interface Run {
  readonly sessions: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly earlyMb: number;
  readonly lateMb: number;
  readonly urls: string[];
}

const script = (name: string) => new URL(name, import.meta.url).href;

/** Serves sessions from another process while something is done with them. */
export async function withSessions(
  count: number,
  work: (url: string) => Promise<void>,
): Promise<void> {
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

/** Does one kind of work in a process of its own: see `harvest_run.ts`. */
export async function measure(
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
