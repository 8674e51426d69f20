import type { TimeWindow } from "../query/time_window.ts";
import type { CoverageGap, GapReason } from "../session/coverage.ts";
import { type Connection, hasRows, rowsOf, runAll } from "./duckdb.ts";
import type { SessionPage } from "../slicing/types.ts";
import { literal, timestamp } from "./sql_text.ts";
import { mergeWindows } from "./time_spans.ts";

/** A window that was asked. */
export interface AskedWindow extends TimeWindow {
  /** When it was asked, or a little before, Unix milliseconds. */
  readonly askedAtMs: number;
}

/** What the ledger knows of a range. */
export interface LedgerEntry {
  /** The windows that were asked, disjoint and in order of time. */
  readonly windows: readonly AskedWindow[];
  /** The parts of them that are short, in order of time. */
  readonly gaps: readonly CoverageGap[];
}

/** What was counted in the windows of a range. */
export interface LedgerTotals {
  readonly windows: number;
  readonly sessions: number;
  readonly duplicates: number;
  readonly requests: number;
  readonly unreadableRecords: number;
  readonly unreadableFields: Readonly<Record<string, number>>;
}

/** A page without its sessions. */
export type PageFacts = Omit<SessionPage, "sessions"> & { readonly sessionCount: number };

/** Writes down what was asked; part of the transaction that stores its sessions. */
export async function recordPages(
  connection: Connection,
  pages: readonly PageFacts[],
  askedAtMs: number,
): Promise<void> {
  for (const span of mergeWindows(pages.map(({ window }) => window))) {
    const asked = `SELECT 1 FROM harvest_windows WHERE ${overlaps(span)} LIMIT 1`;
    if (!await hasRows(connection, asked)) continue;
    await carve(connection, "harvest_windows", span);
    await carve(connection, "harvest_gaps", span);
  }
  // One statement for all: each waits its turn behind the sessions that are being written.
  await insertRows(
    connection,
    "harvest_windows",
    `make_timestamp_ms(row.start), make_timestamp_ms(row.end), ${timestamp(askedAtMs)},
       row.sessions, row.duplicates, row.requests, row.records, row.fields`,
    `{"start": "BIGINT", "end": "BIGINT", "sessions": "BIGINT", "duplicates": "BIGINT",
      "requests": "BIGINT", "records": "BIGINT", "fields": "MAP(VARCHAR, BIGINT)"}`,
    pages.map(({ window, sessionCount, requests, coverage }) => ({
      start: window.startMs,
      end: window.endMs,
      sessions: sessionCount,
      duplicates: coverage.duplicates,
      requests,
      records: coverage.unreadableRecords,
      fields: coverage.unreadableFields,
    })),
  );
  await insertRows(
    connection,
    "harvest_gaps",
    "make_timestamp_ms(row.start), make_timestamp_ms(row.end), row.reason, row.message",
    '{"start": "BIGINT", "end": "BIGINT", "reason": "VARCHAR", "message": "VARCHAR"}',
    pages.flatMap(({ coverage }) =>
      coverage.gaps.map(({ startMs, endMs, reason, message }) => ({
        start: startMs,
        end: endMs,
        reason,
        message,
      }))
    ),
  );
}

/** Writes objects into a table; each is `row` in the columns, of the type given. */
export async function insertRows(
  connection: Connection,
  table: string,
  columns: string,
  type: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  await connection.run(
    `INSERT INTO ${table} SELECT ${columns}
       FROM (SELECT unnest(from_json($rows::JSON, ${literal(`[${type}]`)})) AS row)`,
    { rows: JSON.stringify(rows) },
  );
}

/** Cuts a span out of the rows of a table, so that its rows stay disjoint. */
async function carve(
  connection: Connection,
  table: string,
  { startMs, endMs }: TimeWindow,
): Promise<void> {
  const [start, end] = [timestamp(startMs), timestamp(endMs)];
  await runAll(connection, [
    `DELETE FROM ${table} WHERE window_start >= ${start} AND window_end <= ${end}`,
    `INSERT INTO ${table} SELECT * REPLACE (${end} AS window_start) FROM ${table}
       WHERE window_start < ${start} AND window_end > ${end}`,
    `UPDATE ${table} SET window_end = ${start}
       WHERE window_start < ${start} AND window_end > ${start}`,
    `UPDATE ${table} SET window_start = ${end}
       WHERE window_start < ${end} AND window_end > ${end}`,
  ]);
}

function overlaps({ startMs, endMs }: TimeWindow): string {
  return `window_end > ${timestamp(startMs)} AND window_start < ${timestamp(endMs)}`;
}

/** Reads what was asked of a range. */
export async function readLedger(
  connection: Connection,
  range: TimeWindow,
): Promise<LedgerEntry> {
  const windows = await rowsOf<{ s: number; e: number; a: number }>(
    connection,
    `SELECT epoch_ms(window_start)::DOUBLE AS s, epoch_ms(window_end)::DOUBLE AS e,
       epoch_ms(asked_at)::DOUBLE AS a FROM harvest_windows WHERE ${overlaps(range)} ORDER BY s`,
  );
  const gaps = await rowsOf<{ s: number; e: number; reason: GapReason; message: string }>(
    connection,
    `SELECT epoch_ms(window_start)::DOUBLE AS s, epoch_ms(window_end)::DOUBLE AS e, reason, message
       FROM harvest_gaps WHERE ${overlaps(range)} ORDER BY s`,
  );
  return {
    windows: windows.map(({ s, e, a }) => ({ startMs: s, endMs: e, askedAtMs: a })),
    gaps: gaps.map(({ s, e, reason, message }) => ({ startMs: s, endMs: e, reason, message })),
  };
}

/** Sums up what was counted in the windows of a range. */
export async function readTotals(
  connection: Connection,
  range: TimeWindow,
): Promise<LedgerTotals> {
  const [totals] = await rowsOf<Record<keyof Omit<LedgerTotals, "unreadableFields">, number>>(
    connection,
    `SELECT count(*)::DOUBLE AS windows, coalesce(sum(sessions), 0)::DOUBLE AS sessions,
       coalesce(sum(duplicates), 0)::DOUBLE AS duplicates,
       coalesce(sum(requests), 0)::DOUBLE AS requests,
       coalesce(sum(unreadable_records), 0)::DOUBLE AS "unreadableRecords"
       FROM harvest_windows WHERE ${overlaps(range)}`,
  );
  const fields = await rowsOf<{ name: string; count: number }>(
    connection,
    `SELECT entry.key AS name, sum(entry.value)::DOUBLE AS count
       FROM (SELECT unnest(map_entries(unreadable_fields)) AS entry
         FROM harvest_windows WHERE ${overlaps(range)}) GROUP BY name ORDER BY name`,
  );
  return {
    ...totals!,
    unreadableFields: Object.fromEntries(fields.map(({ name, count }) => [name, count])),
  };
}
