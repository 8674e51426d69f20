import type { Observations } from "../../../src/analysis/diagnosis/mod.ts";

/** Sessions that agree in everything. */
export interface Group {
  readonly where: Readonly<Record<string, string | null>>;
  readonly sessions: number;
  readonly bad: number;
}

/** Multiples of it are spread evenly over the units. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

const MINUTE_MS = 60_000;

/** An hour of baseline, then the window: twenty minutes. */
export const BASELINE = { startMs: 0, endMs: 60 * MINUTE_MS };
export const CURRENT = { startMs: BASELINE.endMs, endMs: 80 * MINUTE_MS };
export const QUESTION = { current: CURRENT, baseline: [BASELINE] };

/**
 * Observations of groups, one row a session, spread evenly over the baseline and the window. So are
 * the bad ones of a group among its sessions, but not at the same time as those of other groups.
 */
export function makeSessions(baseline: readonly Group[], current: readonly Group[]): Observations {
  const rows = [
    ...baseline.flatMap((group, i) => rowsOf(group, i, BASELINE)),
    ...current.flatMap((group, i) => rowsOf(group, i, CURRENT)),
  ];
  const names = Object.keys(rows[0]?.where ?? {});
  return {
    length: rows.length,
    attributes: names.map((name) => {
      const values = [...new Set(rows.map(({ where }) => where[name]!))];
      return {
        name,
        values,
        codes: Uint16Array.from(rows, ({ where }) => values.indexOf(where[name]!)),
      };
    }),
    sessions: new Uint8Array(rows.length).fill(1),
    bad: Uint8Array.from(rows, ({ isBad }) => isBad ? 1 : 0),
    startMs: Float64Array.from(rows, ({ atMs }) => atMs),
  };
}

function rowsOf(
  { where, sessions, bad }: Group,
  group: number,
  { startMs, endMs }: typeof CURRENT,
) {
  const isBad = (i: number): boolean =>
    Math.floor((i + 1) * bad / sessions) > Math.floor(i * bad / sessions);
  return Array.from({ length: sessions }, (_, i) => ({
    where,
    atMs: startMs + (endMs - startMs) * (i + 0.5) / sessions,
    isBad: isBad((i + Math.floor(GOLDEN * group * sessions)) % sessions),
  }));
}

/** Groups for every pair of values, with rates that a function tells. */
export function crossed(
  sessions: number,
  values: Readonly<Record<string, readonly string[]>>,
  rateOf: (where: Readonly<Record<string, string>>) => number,
): Group[] {
  const combinations = Object.entries(values).reduce<Record<string, string>[]>(
    (all, [name, names]) =>
      all.flatMap((where) => names.map((value) => ({ ...where, [name]: value }))),
    [{}],
  );
  return combinations.map((where) => ({
    where,
    sessions,
    bad: Math.round(sessions * rateOf(where)),
  }));
}

/** Sessions of eight attributes whose bad ones, one in twenty, are a matter of chance alone. */
export function drawSessions(sessions: number, random: () => number): Observations {
  const whole = (below: number): number => Math.floor(below * random());
  return {
    length: sessions,
    attributes: Array.from({ length: 8 }, (_, i) => ({
      name: `attribute ${i}`,
      values: ["a", "b", "c", "d"],
      codes: Uint8Array.from({ length: sessions }, () => whole(4)),
    })),
    sessions: new Uint8Array(sessions).fill(1),
    bad: Uint8Array.from({ length: sessions }, () => random() < 0.05 ? 1 : 0),
    startMs: Float64Array.from({ length: sessions }, () => whole(CURRENT.endMs)),
  };
}
