import { timeBuckets } from "../../../src/analysis/summary/time_buckets.ts";
import type { TimeWindow } from "../../../src/query/time/time_window.ts";

/** Writes times in one zone, in the reader's locale. */
export interface Times {
  /** The zone: an IANA name. */
  readonly zone: string;
  /** Hour and minute. */
  clock(ms: number): string;
  /** Day and month. */
  day(ms: number): string;
  /** Day, hour and minute. */
  minute(ms: number): string;
  /** Day, year and time to the second. */
  second(ms: number): string;
  /** Day and time to the second. */
  secondOfYear(ms: number): string;
  /** From one minute to another; the day once, if it is one. */
  range(window: TimeWindow): string;
  /** The start of the day, or another step of local time, that a time is in. */
  startOf(ms: number, stepMs: number): number;
}

/** Makes what writes times in a zone. */
export function timesIn(zone: string): Times {
  const formatter = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(undefined, { timeZone: zone, hourCycle: "h23", ...options });
  const clock = formatter({ hour: "2-digit", minute: "2-digit" });
  const day = formatter({ weekday: "short", day: "numeric", month: "short" });
  const minute = formatter({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const second = formatter({ dateStyle: "medium", timeStyle: "medium" });
  const secondOfYear = formatter({
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const steps = new Map<number, (ms: number) => number>();
  return {
    zone,
    clock: (ms) => clock.format(ms),
    day: (ms) => day.format(ms),
    minute: (ms) => minute.format(ms).replaceAll(" ", "\u00a0"),
    second: (ms) => second.format(ms),
    secondOfYear: (ms) => secondOfYear.format(ms),
    range: ({ startMs, endMs }) => minute.formatRange(startMs, endMs),
    startOf: (ms, stepMs) => {
      let startOf = steps.get(stepMs);
      if (!startOf) steps.set(stepMs, startOf = timeBuckets(stepMs, zone)!);
      return startOf(ms);
    },
  };
}

const DAY_MS = 86_400_000;

/** Whether a number is a time that can be written: a device may send any. */
export function isTime(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}

const UNITS = [["d", 86_400_000], ["h", 3_600_000], ["min", 60_000], ["s", 1000]] as const;

/** A duration in its two largest units, for example `2 h 5 min`. */
export function durationText(ms: number): string {
  if (ms === 0) return "0 s";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const first = UNITS.findIndex(([, unitMs]) => ms >= unitMs);
  let restMs = ms;
  const parts: string[] = [];
  for (const [unit, unitMs] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(" ");
}

const STEPS_MS = [
  60_000,
  300_000,
  900_000,
  1_800_000,
  3_600_000,
  10_800_000,
  21_600_000,
  86_400_000,
  172_800_000,
  604_800_000,
];

/** Round times of a window in a zone, at most so many, each with its label. */
export function timeTicks(
  { startMs, endMs }: TimeWindow,
  times: Times,
  most: number,
): readonly { readonly ms: number; readonly label: string }[] {
  const stepMs = STEPS_MS.find((step) => (endMs - startMs) / step <= most) ??
    (endMs - startMs) / most;
  const isOfDays = stepMs >= DAY_MS;
  // Beyond the next start by less than a step, also where clocks change in between.
  const next = (ms: number) => times.startOf(ms + 1.25 * stepMs, stepMs);
  const start = times.startOf(startMs, stepMs);
  const ticks = [];
  for (let ms = start < startMs ? next(start) : start; ms <= endMs; ms = next(ms)) {
    ticks.push({ ms, label: isOfDays ? times.day(ms) : times.clock(ms) });
  }
  return ticks;
}
