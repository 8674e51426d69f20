import type { PackedSessions } from "../../data/pack_sessions.ts";
import { isTime } from "../format/times.ts";
import { valueAt } from "./session_rows.ts";

/** A session on a time line. */
export interface Drawn {
  readonly row: number;
  readonly startMs: number;
  readonly endMs: number;
  /** How it went, as the table has it. */
  readonly outcome: string | undefined;
}

/** A day and the sessions that are on in it. */
export interface Day {
  readonly window: { readonly startMs: number; readonly endMs: number };
  readonly drawn: readonly Drawn[];
}

const DAY_MS = 86_400_000;

/** A session that seems to be longer has a wrong time. */
const LONGEST_MS = 31 * DAY_MS;

/** A short session is drawn wider than it is. */
const SHORTEST_DRAWN_MS = 600_000;

/**
 * Sessions by the days in which they are on, the last day first. One over midnight is on in both; one
 * whose times are not known is on in none.
 */
export function sessionsOfDays(
  { columns, length, timeline }: PackedSessions,
  startOfDay: (ms: number) => number,
): readonly Day[] {
  const named = (name: string) => columns.find((column) => column.name === name);
  const [starts, ends, outcomes] = [timeline.start, timeline.end, timeline.outcome].map(named);
  const days = new Map<number, Drawn[]>();
  if (!starts) return [];
  for (let row = 0; row < length; row++) {
    const startMs = valueAt(starts, row);
    const end = ends && valueAt(ends, row);
    if (typeof startMs !== "number" || !isTime(startMs)) continue;
    const endMs = typeof end === "number" && end > startMs && end - startMs <= LONGEST_MS
      ? end
      : startMs;
    const outcome = outcomes && valueAt(outcomes, row);
    const session = { row, startMs, endMs, outcome: outcome ? String(outcome) : undefined };
    const lastDay = startOfDay(endMs);
    for (let day = startOfDay(startMs); day <= lastDay; day = nextDay(day, startOfDay)) {
      const known = days.get(day);
      if (known) known.push(session);
      else days.set(day, [session]);
    }
  }
  return [...days].sort(([one], [other]) => other - one).map(([startMs, drawn]) => ({
    window: { startMs, endMs: nextDay(startMs, startOfDay) },
    drawn,
  }));
}

/** A day may have an hour more or less. */
function nextDay(dayMs: number, startOfDay: (ms: number) => number): number {
  return startOfDay(dayMs + DAY_MS + DAY_MS / 4);
}

/** Sessions in lanes, so that those that are on at once lie below each other. */
export function inLanes(
  drawn: readonly Drawn[],
): readonly { readonly session: Drawn; readonly lane: number }[] {
  const freeFromMs: number[] = [];
  return [...drawn].sort((one, other) => one.startMs - other.startMs).map((session) => {
    const free = freeFromMs.findIndex((ms) => ms <= session.startMs);
    const lane = free === -1 ? freeFromMs.length : free;
    freeFromMs[lane] = Math.max(session.endMs, session.startMs + SHORTEST_DRAWN_MS);
    return { session, lane };
  });
}
