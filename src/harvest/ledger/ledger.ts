import type { TimeWindow } from "../../query/time/time_window.ts";
import type { CoverageGap, CoverageNotice, GapReason } from "../../session/coverage/coverage.ts";
import { joinNotices } from "../../session/coverage/merge_coverage.ts";
import { type Connection, rowsOf } from "../database/connection.ts";
import { timestamp } from "../database/sql_text.ts";

/**
 * By what rule windows are taken for done. Raise it when the client learns to see what it did not
 * see before (an answer that is not whole, a unit that is wrong): windows that were recorded under a
 * lower rule are asked again. 1: an answer has to show that it is whole.
 */
export const EVIDENCE_RULE = 1;

const COUNTS = "MAP(VARCHAR, BIGINT) NOT NULL";

/**
 * SQL that makes the ledger: what the output is, and what has been asked. The windows are disjoint;
 * a part of one that was asked again belongs to the later one.
 */
export function ledgerSchema(): string[] {
  return [
    "CREATE TABLE harvest_meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)",
    `CREATE TABLE harvest_windows (
       window_start TIMESTAMPTZ NOT NULL, window_end TIMESTAMPTZ NOT NULL,
       asked_at TIMESTAMPTZ NOT NULL, evidence VARCHAR NOT NULL, rule BIGINT NOT NULL,
       sessions BIGINT NOT NULL, duplicates BIGINT NOT NULL, requests BIGINT NOT NULL,
       unreadable_records BIGINT NOT NULL, unreadable_fields ${COUNTS},
       unknown_values ${COUNTS}, corrected_units ${COUNTS}, hours ${COUNTS})`,
    `CREATE TABLE harvest_gaps (
       window_start TIMESTAMPTZ NOT NULL, window_end TIMESTAMPTZ NOT NULL,
       reason VARCHAR NOT NULL, message VARCHAR NOT NULL)`,
    `CREATE TABLE harvest_notices (
       window_start TIMESTAMPTZ NOT NULL, window_end TIMESTAMPTZ NOT NULL,
       kind VARCHAR NOT NULL, subject VARCHAR, value DOUBLE, message VARCHAR NOT NULL)`,
  ];
}

/** A window that was asked. */
export interface AskedWindow extends TimeWindow {
  /** When it was answered, or a little before, by the API's clock, Unix milliseconds. */
  readonly askedAtMs: number;
  /** By what rule it was taken for done: see `EVIDENCE_RULE`. */
  readonly rule: number;
}

/** What the ledger knows of a range. */
export interface LedgerEntry {
  /** The windows that were asked, disjoint and in order of time. */
  readonly windows: readonly AskedWindow[];
  /** The parts of them that are short, in order of time. */
  readonly gaps: readonly CoverageGap[];
}

type Counts = Readonly<Record<string, number>>;

/** What was counted in the windows of a range. */
export interface LedgerTotals {
  readonly windows: number;
  readonly sessions: number;
  readonly duplicates: number;
  readonly requests: number;
  readonly unreadableRecords: number;
  readonly unreadableFields: Counts;
  readonly unknownValues: Counts;
  readonly correctedUnits: Counts;
  readonly notices: readonly CoverageNotice[];
}

/** SQL that is true for rows of the ledger that overlap a window. */
export function overlaps({ startMs, endMs }: TimeWindow): string {
  return `window_end > ${timestamp(startMs)} AND window_start < ${timestamp(endMs)}`;
}

/** Reads what was asked of a range. */
export async function readLedger(
  connection: Connection,
  range: TimeWindow,
): Promise<LedgerEntry> {
  const windows = await rowsOf<{ s: number; e: number; a: number; rule: number }>(
    connection,
    `SELECT epoch_ms(window_start)::DOUBLE AS s, epoch_ms(window_end)::DOUBLE AS e,
       epoch_ms(asked_at)::DOUBLE AS a, rule::DOUBLE AS rule
       FROM harvest_windows WHERE ${overlaps(range)} ORDER BY s`,
  );
  const gaps = await rowsOf<{ s: number; e: number; reason: GapReason; message: string }>(
    connection,
    `SELECT epoch_ms(window_start)::DOUBLE AS s, epoch_ms(window_end)::DOUBLE AS e, reason, message
       FROM harvest_gaps WHERE ${overlaps(range)} ORDER BY s`,
  );
  return {
    windows: windows.map(({ s, e, a, rule }) => ({ startMs: s, endMs: e, askedAtMs: a, rule })),
    gaps: gaps.map(({ s, e, reason, message }) => ({ startMs: s, endMs: e, reason, message })),
  };
}

/** Sums up what was counted in the windows of a range. */
export async function readTotals(
  connection: Connection,
  range: TimeWindow,
): Promise<LedgerTotals> {
  const [totals] = await rowsOf<Record<"windows" | "sessions" | "duplicates" | "requests", number>>(
    connection,
    `SELECT count(*)::DOUBLE AS windows, coalesce(sum(sessions), 0)::DOUBLE AS sessions,
       coalesce(sum(duplicates), 0)::DOUBLE AS duplicates,
       coalesce(sum(requests), 0)::DOUBLE AS requests,
       coalesce(sum(unreadable_records), 0)::DOUBLE AS "unreadableRecords"
       FROM harvest_windows WHERE ${overlaps(range)}`,
  );
  return {
    ...totals as typeof totals & { unreadableRecords: number },
    unreadableFields: await readCounts(connection, range, "unreadable_fields"),
    unknownValues: await readCounts(connection, range, "unknown_values"),
    correctedUnits: await readCounts(connection, range, "corrected_units"),
    notices: await readNotices(connection, range),
  };
}

async function readCounts(
  connection: Connection,
  range: TimeWindow,
  column: string,
): Promise<Counts> {
  const counts = await rowsOf<{ name: string; count: number }>(
    connection,
    `SELECT entry.key AS name, sum(entry.value)::DOUBLE AS count
       FROM (SELECT unnest(map_entries(${column})) AS entry
         FROM harvest_windows WHERE ${overlaps(range)}) GROUP BY name ORDER BY name`,
  );
  return Object.fromEntries(counts.map(({ name, count }) => [name, count]));
}

/** What was noticed in a range, each once; of one that came again, the latest. */
async function readNotices(
  connection: Connection,
  range: TimeWindow,
): Promise<readonly CoverageNotice[]> {
  const rows = await rowsOf<
    { kind: CoverageNotice["kind"]; subject: string | null; value: number | null; message: string }
  >(
    connection,
    `SELECT kind, subject, value, message FROM harvest_notices
       WHERE ${overlaps(range)} ORDER BY rowid DESC`,
  );
  return rows.reduce<readonly CoverageNotice[]>(
    (notices, { kind, subject, value, message }) =>
      joinNotices(notices, [{
        kind,
        ...subject !== null && { subject },
        ...value !== null && { value },
        message,
      }]),
    [],
  );
}

/** The shortest answer that was found to be cut off, in sessions. */
export async function readKnownCut(connection: Connection): Promise<number | undefined> {
  const [row] = await rowsOf<{ cut: number }>(
    connection,
    "SELECT value::DOUBLE AS cut FROM harvest_meta WHERE key = 'cut_off'",
  );
  return row?.cut;
}
