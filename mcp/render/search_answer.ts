import {
  type CheckedQuery,
  cutOffText,
  formatDuration,
  formatWindow,
  LIMITS,
  outcomeFilters,
  outcomeOf,
  type Session,
  sessionKey,
  withCutOff,
} from "../../src/mod.ts";
import { fingerprint } from "../fingerprint.ts";
import type { CollectedPart } from "../tools/collect_sessions.ts";
import type { Sort } from "../tools/sort.ts";
import type { ToolAnswer } from "../tools/tool.ts";
import type { ToolContext } from "../tools/tool_context.ts";
import { toolSyntax } from "../tools/tool_finding.ts";
import { cleanText } from "./clean_text.ts";
import type { Column } from "./columns.ts";
import { count, coverageText } from "./coverage_text.ts";
import { layOutTable, type Table } from "./table.ts";
import { bytesForTable, type TableAnswer, tableAnswer } from "./table_answer.ts";
import { valueText } from "./field_text.ts";

/** What a search found. */
export interface SearchResult {
  readonly part: CollectedPart;
  readonly sort: Sort;
  readonly columns: readonly Column[];
  readonly checked: CheckedQuery;
  /** Why there may be nothing. */
  readonly reasons: readonly string[];
  /** What a cursor is good for. */
  readonly question: string;
}

/** Bytes of a cursor and the line that it stands on, of which the budget must leave room. */
const CURSOR_BYTES = 240;

const NO_TABLE: Table = { columns: [], rows: [], same: [] };

/** Writes what a search found, as much as the budget allows. */
export async function searchAnswer(
  result: SearchResult,
  context: Pick<ToolContext, "redact" | "cursors" | "tokenBudget">,
): Promise<ToolAnswer> {
  const { part, columns, checked } = result;
  const { sessions } = part;
  const rest = { facts: facts(result, sessions.length), next: nextCalls(result), table: NO_TABLE };
  const table = layOutTable(
    columns,
    sessions,
    context.redact,
    bytesForTable(rest, context.tokenBudget) - CURSOR_BYTES,
  );
  const shown = table.rows.length;
  const answer: TableAnswer = { ...rest, facts: facts(result, shown), table };
  if (shown === sessions.length && !part.hasMore) return tableAnswer(answer);
  const cursor = await context.cursors.seal({
    ...checked.range,
    offset: part.offset + shown,
    lastKey: lastKey(part.sessions[shown - 1]),
  }, result.question);
  return tableAnswer({ ...answer, cursor });
}

function facts({ part, sort, checked, reasons }: SearchResult, shown: number): string[] {
  const { range, filters } = checked;
  const cut = part.sessions.length - shown;
  const outcomes = outcomeFilters(filters);
  const { offset, hasMore } = part;
  return [
    ...checked.cutOff ? [cutOffText(checked.cutOff)] : [],
    `${count(shown, "session")}${
      offset > 0 ? `, after the first ${offset}` : ""
    }, ${sort.words}; ` +
    (hasMore || cut > 0 ? "more exist" : "no more exist") +
    (cut > 0 ? ` (${cut} left out here for length)` : ""),
    `Range (UTC): ${formatWindow(range)}`,
    `Filters: ${filterText(checked)}`,
    `Sample: these are of a sample of ended sessions` +
    (outcomes.length > 0
      ? `, picked by how they went (${outcomes.join(", ")}): no rate follows from them`
      : "; totals do not follow from them"),
    `Coverage: ${coverageText(withCutOff(part.coverage, checked.cutOff))}`,
    ...part.notes,
    ...reasons.map((reason) => `Maybe: ${reason}`),
  ];
}

/** The filters as arguments. */
function filterText({ filters }: CheckedQuery): string {
  const { parameters, tags, dimensions } = filters;
  const written = toolSyntax({
    ...parameters,
    ...(Object.keys(dimensions).length > 0 && { dimensions }),
    ...(Object.keys(tags).length > 0 && { tags }),
  });
  return Object.keys(written).length > 0 ? cleanText(JSON.stringify(written), 1000) : "none";
}

function nextCalls({ part, checked }: SearchResult): string[] {
  const { range, filters } = checked;
  const calls: string[] = [];
  const telling = part.sessions.find((session) => outcomeOf(session) !== "played") ??
    part.sessions[0];
  const id = telling && plainId(telling);
  if (id) {
    const start = valueText(telling.session_start_timestamp_ms, "epoch_ms");
    calls.push(`get_content_session ${JSON.stringify({ session_id: id, start })}`);
  }
  const name = Object.keys(filters.dimensions)[0];
  if (part.sessions.length === 0) {
    calls.push(`list_session_dimensions ${JSON.stringify(name ? { dimension: name } : {})}`);
    const rangeMs = range.endMs - range.startMs;
    const wider = Math.min(rangeMs * 4, LIMITS.maxAgeMs);
    if (wider > rangeMs) {
      calls.push(`the same with a longer range, such as {"last": "${formatDuration(wider)}"}`);
    }
  } else if (outcomeFilters(filters).length > 0) {
    calls.push("the same without the filter of failures, to see what the others have in common");
  }
  return calls.slice(0, 3);
}

/** The id, if it is one and not a text that somebody put there. */
function plainId({ session_id: id }: Session): string | undefined {
  return id && /^[\w.:-]{1,128}$/.test(id) ? id : undefined;
}

function lastKey(session: Session | undefined): number {
  return session ? fingerprint(sessionKey(session)) : 0;
}
