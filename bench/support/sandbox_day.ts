import { type Burst, createSandbox } from "../../sandbox/mod.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";

const HOUR_MS = 3_600_000;

/** The sessions of a sandbox's day, loaded once, so that runs over it cost little. */
export interface SandboxDay {
  readonly range: TimeWindow;
  /** Starts of the sessions that start in the range, ascending. */
  readonly startsMs: Float64Array;
  /** Their ends. */
  readonly endsMs: Float64Array;
}

/** Loads the sessions of a day. */
export function sandboxDay(
  range: TimeWindow,
  options: { seed: number; sessionsPerDay: number; bursts: readonly Burst[] },
): SandboxDay {
  const sandbox = createSandbox({ ...options, now: () => range.endMs + 24 * HOUR_MS });
  const starts: Float64Array[] = [];
  const ends: Float64Array[] = [];
  for (let startMs = range.startMs; startMs < range.endMs; startMs += HOUR_MS) {
    const hour = sandbox.identities({ startMs, endMs: startMs + HOUR_MS });
    starts.push(Float64Array.from(hour, (session) => session.startMs));
    ends.push(Float64Array.from(hour, (session) => session.endMs));
  }
  return { range, startsMs: concatenate(starts), endsMs: concatenate(ends) };
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    whole.set(part, length);
    length += part.length;
  }
  return whole;
}
