import type { TimeWindow } from "../../query/time/time_window.ts";
import type { SessionPage } from "../../slicing/types.ts";
import { type Connection, hasRows, runAll } from "../database/connection.ts";
import { EVIDENCE_RULE, overlaps } from "./ledger.ts";
import { literal, moment, timestamp } from "../database/sql_text.ts";
import { mergeWindows } from "../time_spans.ts";

/** A page without its sessions. */
export type PageFacts = Omit<SessionPage, "sessions"> & {
  readonly sessionCount: number;
  /** How many of its sessions are in which part of the output, for example their hour. */
  readonly parts: Readonly<Record<string, number>>;
};

/**
 * Writes down what was asked; part of the transaction that stores its sessions. Where a page covers
 * what an earlier one covered, be it of this run, the later one counts.
 */
export async function recordPages(
  connection: Connection,
  pages: readonly PageFacts[],
): Promise<void> {
  for (const group of disjointGroups(pages)) await recordDisjoint(connection, group);
  const cuts = pages.flatMap(({ coverage }) => coverage.notices)
    .filter(({ kind, value }) => kind === "cut_off" && value !== undefined)
    .map(({ value }) => value!);
  if (cuts.length === 0) return;
  await connection.run(
    `INSERT INTO harvest_meta VALUES ('cut_off', $cut) ON CONFLICT (key) DO UPDATE
       SET value = least(value::DOUBLE, excluded.value::DOUBLE)::VARCHAR`,
    { cut: String(Math.min(...cuts)) },
  );
}

/** Pages in their order, cut where one comes into the time of another. */
function disjointGroups(pages: readonly PageFacts[]): PageFacts[][] {
  const groups: PageFacts[][] = [];
  for (const page of pages) {
    const { startMs, endMs } = page.window;
    const last = groups.at(-1);
    const isOver = ({ window }: PageFacts) => window.startMs < endMs && window.endMs > startMs;
    if (last && !last.some(isOver)) last.push(page);
    else groups.push([page]);
  }
  return groups;
}

async function recordDisjoint(
  connection: Connection,
  pages: readonly PageFacts[],
): Promise<void> {
  for (const span of mergeWindows(pages.map(({ window }) => window))) {
    const asked = `SELECT 1 FROM harvest_windows WHERE ${overlaps(span)} LIMIT 1`;
    if (!await hasRows(connection, asked)) continue;
    await carve(connection, "harvest_windows", span, NOTHING_COUNTED);
    await carve(connection, "harvest_gaps", span);
    await carve(connection, "harvest_notices", span);
  }
  // One statement for all: each waits its turn behind the sessions that are being written.
  const span = { start: "BIGINT", end: "BIGINT" };
  const columns = `${moment("row.start")}, ${moment("row.end")}`;
  await insertRows(
    connection,
    "harvest_windows",
    `${columns}, ${moment("row.asked")}, row.evidence, ${EVIDENCE_RULE}, row.sessions,
       row.duplicates, row.requests, row.records, row.fields, row.unknown, row.units, row.hours`,
    {
      ...span,
      asked: "BIGINT",
      evidence: "VARCHAR",
      sessions: "BIGINT",
      duplicates: "BIGINT",
      requests: "BIGINT",
      records: "BIGINT",
      fields: "MAP(VARCHAR, BIGINT)",
      unknown: "MAP(VARCHAR, BIGINT)",
      units: "MAP(VARCHAR, BIGINT)",
      hours: "MAP(VARCHAR, BIGINT)",
    },
    pages.map(({ window, sessionCount, answeredAtMs, evidence, requests, parts, coverage }) => ({
      start: window.startMs,
      end: window.endMs,
      asked: Math.floor(answeredAtMs),
      evidence,
      sessions: sessionCount,
      duplicates: coverage.duplicates,
      requests,
      records: coverage.unreadableRecords,
      fields: coverage.unreadableFields,
      unknown: coverage.unknownValues,
      units: coverage.correctedUnits,
      hours: parts,
    })),
  );
  await insertRows(
    connection,
    "harvest_gaps",
    `${columns}, row.reason, row.message`,
    { ...span, reason: "VARCHAR", message: "VARCHAR" },
    pages.flatMap(({ coverage }) =>
      coverage.gaps.map(({ startMs, endMs, reason, message }) => ({
        start: startMs,
        end: endMs,
        reason,
        message,
      }))
    ),
  );
  await insertRows(
    connection,
    "harvest_notices",
    `${columns}, row.kind, row.subject, row.value, row.message`,
    { ...span, kind: "VARCHAR", subject: "VARCHAR", value: "DOUBLE", message: "VARCHAR" },
    pages.flatMap(({ window, coverage }) =>
      coverage.notices.map(({ kind, subject, value, message }) => ({
        start: window.startMs,
        end: window.endMs,
        kind,
        subject: subject ?? null,
        value: value ?? null,
        message,
      }))
    ),
  );
}

/** Writes objects into a table; each is `row`, of the type given, in the columns. */
export async function insertRows(
  connection: Connection,
  table: string,
  columns: string,
  type: Readonly<Record<string, string>>,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  await connection.run(
    `INSERT INTO ${table} SELECT ${columns} FROM
       (SELECT unnest(from_json($rows::JSON, ${literal(JSON.stringify([type]))})) AS row)`,
    { rows: JSON.stringify(rows) },
  );
}

/** What the second part of a window has that is cut in two: the first keeps what was counted. */
const NOTHING_COUNTED = ["sessions", "duplicates", "requests", "unreadable_records"]
  .map((name) => `, 0::BIGINT AS ${name}`)
  .concat(
    ["unreadable_fields", "unknown_values", "corrected_units"]
      .map((name) => `, MAP {}::MAP(VARCHAR, BIGINT) AS ${name}`),
  ).join("");

/** Cuts a span out of the rows of a table, so that its rows stay disjoint. */
async function carve(
  connection: Connection,
  table: string,
  { startMs, endMs }: TimeWindow,
  rest = "",
): Promise<void> {
  const [start, end] = [timestamp(startMs), timestamp(endMs)];
  await runAll(connection, [
    `DELETE FROM ${table} WHERE window_start >= ${start} AND window_end <= ${end}`,
    `INSERT INTO ${table} SELECT * REPLACE (${end} AS window_start${rest}) FROM ${table}
       WHERE window_start < ${start} AND window_end > ${end}`,
    `UPDATE ${table} SET window_end = ${start}
       WHERE window_start < ${start} AND window_end > ${start}`,
    `UPDATE ${table} SET window_start = ${end}
       WHERE window_start < ${end} AND window_end > ${end}`,
  ]);
}
