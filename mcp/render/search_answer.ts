import {
  type CheckedQuery,
  type Endpoint,
  outcomeOf,
  type Session,
  sessionKey,
} from "../../src/mod.ts";
import {
  cutOffText,
  formatDuration,
  formatWindow,
  hasAllSessions,
  matchedSentence,
  outcomeFilters,
  sampleSentences,
  type SessionColumn,
  TOOL_SAMPLE,
  withCutOff,
} from "../../src/view/mod.ts";
import { fingerprint } from "../fingerprint.ts";
import type { CollectedPart } from "../tools/collect_sessions.ts";
import type { Sort } from "../tools/arguments/sort.ts";
import type { ToolContext } from "../tools/tool_context.ts";
import { type Answer, bytesForTable, type ResultLink } from "./answer.ts";
import { count, coverageLines } from "./coverage_text.ts";
import { filtersLine } from "./filters_line.ts";
import { Line, line } from "./line.ts";
import { sentenceLines } from "./sentence_lines.ts";
import { layOutTable, NO_TABLE, type Table } from "./table.ts";

/** What a search found. */
export interface SearchResult {
  readonly part: CollectedPart;
  readonly sort: Sort;
  readonly columns: readonly SessionColumn[];
  /** Whether the caller named the columns. */
  readonly isAsked: boolean;
  readonly checked: CheckedQuery;
  /** Why there may be nothing. */
  readonly reasons: readonly Line[];
  /** What a cursor is good for. */
  readonly question: string;
  /** The whole result, if it was asked for as a file. */
  readonly file?: ResultLink;
}

/** Bytes of a cursor and the line that it stands on, of which the budget must leave room. */
const CURSOR_BYTES = 240;

/** Longest list of filters. */
const MAX_FILTERS_LENGTH = 1000;

/** Writes what a search found, as much as the budget allows. */
export async function searchAnswer(
  result: SearchResult,
  context: Pick<ToolContext, "endpoint" | "redact" | "cursors" | "tokenBudget">,
): Promise<Answer> {
  const { part, columns, isAsked, checked, file } = result;
  const { sessions } = part;
  const { endpoint } = context;
  const rest: Answer = {
    facts: facts(result, endpoint, sessions.length),
    next: nextCalls(result, endpoint, columns.map(({ name }) => name)),
    table: NO_TABLE,
    ...file && { file },
  };
  const table = layOutTable(
    columns,
    sessions,
    isAsked,
    context.redact,
    bytesForTable(rest, context.tokenBudget) - CURSOR_BYTES,
  );
  const shown = table.rows.length;
  const answer: Answer = {
    ...rest,
    facts: facts(result, endpoint, shown),
    next: nextCalls(result, endpoint, shownColumns(table), shown),
    table,
  };
  if (shown === sessions.length && !part.hasMore) return answer;
  const cursor = await context.cursors.seal({
    ...checked.range,
    offset: part.offset + shown,
    lastKey: lastKey(part.sessions[shown - 1], endpoint),
  }, result.question);
  return { ...answer, cursor };
}

function facts(result: SearchResult, endpoint: Endpoint, shown: number): Line[] {
  const { part, sort, checked, reasons } = result;
  const { cutOff, range } = checked;
  return [
    Line.join([
      ...matchedLines(part),
      ...cutOff ? [Line.own(cutOffText(cutOff, endpoint))] : [],
    ], ". "),
    shownLine(part, sort, shown),
    ...sampleLines(result, endpoint),
    line`Range (UTC): ${Line.own(formatWindow(range))}`,
    line`Filters: ${filtersLine(checked.filters, MAX_FILTERS_LENGTH)}`,
    ...coverageLines(withCutOff(part.coverage, cutOff, endpoint)),
    ...part.notes,
    ...reasons.map((reason) => line`Maybe: ${reason}`),
  ];
}

function matchedLines({ all, coverage, readFromMs, readUntilMs }: CollectedPart): Line[] {
  const read = { startMs: readFromMs, endMs: readUntilMs };
  return sentenceLines(matchedSentence(all.length, coverage, read, "count: true reads on"));
}

function shownLine(
  { sessions, offset, hasMore, coverage }: CollectedPart,
  sort: Sort,
  shown: number,
): Line {
  const cut = sessions.length - shown;
  const after = offset > 0 ? line`, after the first ${offset}` : Line.own("");
  const left = cut > 0 ? line` (${cut} left out here for length)` : Line.own("");
  const rest = hasMore || cut > 0
    ? "more exist"
    : hasAllSessions(coverage)
    ? "no more exist"
    : "more may exist";
  return line`Shown: ${count(shown, "session")}${after}, ${sort.words}; ${Line.own(rest)}${left}`;
}

/** What must not be computed from the rows, and how to get it. */
function sampleLines({ part, sort, checked }: SearchResult, endpoint: Endpoint): Line[] {
  if (part.sessions.length === 0) return [];
  const order = sort.needsAll ? "value" : sort.windows;
  return sampleSentences(checked, endpoint, order, TOOL_SAMPLE).flatMap(sentenceLines);
}

/**
 * What to call next. A session is named by its row: its id is the API's, and stands in the table.
 *
 * @param columns Names of the columns that are shown.
 * @param shown Rows that are shown; all if absent.
 */
function nextCalls(
  { part, checked }: SearchResult,
  endpoint: Endpoint,
  columns: readonly string[],
  shown = part.sessions.length,
): Line[] {
  const { range, filters } = checked;
  const calls: Line[] = [];
  if (part.sessions.length === 0) {
    const [name] = Object.keys(filters.dimensions);
    calls.push(
      name === undefined
        ? Line.own("list_session_dimensions {}")
        : line`list_session_dimensions {"dimension": ${Line.quote(JSON.stringify(name))}}`,
    );
    const rangeMs = range.endMs - range.startMs;
    const wider = Math.min(rangeMs * 4, endpoint.limits.maxAgeMs);
    if (wider > rangeMs) {
      calls.push(
        line`the same with a longer range, such as {"last": "${Line.own(formatDuration(wider))}"}`,
      );
    }
    return calls;
  }
  const row = tellingRow(part.sessions.slice(0, shown), endpoint);
  if (columns.includes(endpoint.key.session)) {
    calls.push(line`get_content_session with the session_id and the start of row ${row + 1}`);
  }
  if (outcomeFilters(filters, endpoint).length > 0) {
    calls.push(
      Line.own("the same without the filter of failures, to see what the others have in common"),
    );
  }
  return calls;
}

/** The first row that went wrong, or the first. */
function tellingRow(sessions: readonly Session[], endpoint: Endpoint): number {
  return Math.max(
    0,
    sessions.findIndex((session) => outcomeOf(session, endpoint)?.kind !== "played"),
  );
}

function shownColumns({ columns, same }: Table): readonly string[] {
  return [...columns, ...same.map(([name]) => name)];
}

function lastKey(session: Session | undefined, endpoint: Endpoint): number {
  return session ? fingerprint(sessionKey(session, endpoint)) : 0;
}
