import type { Incident, SandboxOptions } from "../../../sandbox/mod.ts";
import { startSandbox } from "../../../sandbox/mod.ts";
import { accountOf, runCli } from "../../support/run_cli.ts";

const HOUR_MS = 3_600_000;

/** The present of the sandbox. */
export const NOW_MS = Date.parse("2026-11-22T23:30:00Z");

/** Since when something is wrong. */
export const SINCE_MS = NOW_MS - HOUR_MS;

/** One in two starts fails on Android over one CDN, for the last hour. */
const PLANTED: Incident = {
  kind: "video_start_failure",
  where: { cdn: ["Polar Edge"], device_os: ["Android"] },
  startMs: SINCE_MS,
  endMs: NOW_MS + HOUR_MS,
  strength: 0.5,
};

/** A sandbox with something planted, and who asks it in the shell. */
export function worldWith(options: SandboxOptions = {}) {
  const api = startSandbox({
    now: () => NOW_MS,
    sessionsPerDay: 8000,
    incidents: [PLANTED],
    ...options,
  });
  return {
    api,
    /** Runs a command line. */
    run: (args: readonly string[], terminalColumns?: number) =>
      runCli(args, {
        now: () => NOW_MS,
        env: { ...accountOf(api), NO_COLOR: "1" },
        ...terminalColumns !== undefined && { terminalColumns },
      }),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

/** The command lines that notes suggest: what stands indented, as a shell takes it apart. */
export function suggestedCommands(notes: string): string[][] {
  return [...notes.matchAll(/^ {2}conviva-sessions (.*)$/gm)].map(([, line]) =>
    line!.match(/(?:'(?:[^']|'\\'')*'|[^\s'])+/g)!.map((word) =>
      word.replace(/'((?:[^']|'\\'')*)'/g, (_, text: string) => text.replaceAll("'\\''", "'"))
    )
  );
}
