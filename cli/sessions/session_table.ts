import type { CheckedQuery, Endpoint, Session } from "../../src/mod.ts";
import {
  chooseColumns,
  type ChosenColumns,
  namedColumns,
  OUTCOME,
  queryError,
  type SessionColumn,
  tellingColumns,
} from "../../src/view/mod.ts";
import type { Column } from "../table/column.ts";
import { dayOfRange } from "../text/time_text.ts";
import { cellText, columnTitle } from "./session_cell_text.ts";

/** Enough to tell values apart, and not so much that one column takes the line. */
const TEXT_WIDTHS = { minWidth: 12, maxWidth: 32 };

/** The sign, the abbreviation, and the beginning of an error. */
const OUTCOME_WIDTHS = { minWidth: 16 };

/** The columns of a table of sessions: as they stand, and most important first. */
export interface SessionTable {
  readonly order: readonly Column<Session>[];
  readonly importance: readonly Column<Session>[];
}

/**
 * The columns that callers name.
 *
 * @throws QueryError if there is no such column.
 */
export function askedColumns(
  names: readonly string[],
  { filters }: CheckedQuery,
  endpoint: Endpoint,
): readonly SessionColumn[] {
  const own = Object.keys(filters.dimensions);
  const { columns, findings } = namedColumns(names, { endpoint, own });
  if (findings.length > 0) throw queryError(findings);
  return columns;
}

/**
 * Chooses the columns of a table for a question.
 *
 * @param asked What the caller wants instead, if anything.
 * @param sessions The first sessions; what none of them has is left out.
 */
export function sessionTable(
  { range, filters }: CheckedQuery,
  endpoint: Endpoint,
  sessions: readonly Session[],
  asked?: readonly SessionColumn[],
): SessionTable {
  const chosen: ChosenColumns = asked
    ? { order: asked, importance: asked }
    : tellingColumns(chooseColumns(filters, endpoint), sessions);
  const sameDay = dayOfRange(range);
  // An id that nobody asked for only takes what the others leave.
  const columns = new Map(
    chosen.order.map((column) => [column, tableColumn(column, sameDay, !asked && column.isId)]),
  );
  return {
    order: chosen.order.map((column) => columns.get(column)!),
    importance: chosen.importance.map((column) => columns.get(column)!),
  };
}

function tableColumn(
  column: SessionColumn,
  sameDay: number | undefined,
  isSpare: boolean,
): Column<Session> {
  const { unit, isId, isNumeric } = column;
  const canBeCut = !isId && !isNumeric && unit !== "epoch_ms";
  return {
    title: columnTitle(column),
    align: isNumeric ? "right" : "left",
    ...canBeCut && (column.name === OUTCOME ? OUTCOME_WIDTHS : TEXT_WIDTHS),
    isSpare,
    cell: (session) => cellText(column.cell(session), unit, sameDay),
  };
}
