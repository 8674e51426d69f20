import {
  type CheckedQuery,
  type Coverage,
  fieldValue,
  type LimitFacts,
  type Session,
} from "../../src/mod.ts";
import { checkQuery, DAY_MS, mergeCoverage, notFoundSentences } from "../../src/view/mod.ts";
import { z } from "zod";
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from "../bounds.ts";
import { ROWS_OUTPUT } from "../render/answer.ts";
import { count } from "../render/coverage_text.ts";
import { line } from "../render/line.ts";
import { sentenceLines } from "../render/sentence_lines.ts";
import { sessionAnswer } from "../render/session_answer.ts";
import { presentMs, readRange } from "./arguments/range_arguments.ts";
import { defineTool, type ToolCall } from "./tool.ts";
import type { ToolContext } from "./tool_context.ts";

const INPUT = z.strictObject({
  session_id: z.string().min(1).max(MAX_TEXT_LENGTH).describe("From a search"),
  client_id: z.string().min(1).max(MAX_TEXT_LENGTH)
    .describe("If the id is not unique")
    .optional(),
  start: z.string().max(MAX_NAME_LENGTH)
    .describe("From a search; default: the last day")
    .optional(),
  time_zone: z.string().max(MAX_NAME_LENGTH).describe("Of a start without offset")
    .optional(),
});

/** Shows everything about one session. */
export const getContentSession = defineTool({
  name: "get_content_session",
  title: "Get a session",
  description:
    "Shows everything about one session. Give the start that a search showed: that is cheap.",
  input: INPUT,
  output: ROWS_OUTPUT,
  async run({ session_id, client_id, start, time_zone }, call, context) {
    const { endpoint } = context;
    const { key } = endpoint;
    const ids = { [key.session]: session_id, ...client_id && { [key.client]: client_id } };
    const nowMs = presentMs(context.now());
    const startMs = readRange({ start, time_zone }, nowMs).start;
    const ranges = startMs === undefined
      ? [{ startMs: nowMs - DAY_MS, endMs: nowMs }]
      : rangesAround(startMs, nowMs, endpoint.limits);
    let coverage: Coverage | undefined;
    for (const { startMs, endMs } of ranges) {
      const query = { ...ids, start: startMs, end: endMs };
      const checked = checkQuery(query, { nowMs, requests: "many", endpoint });
      const found = await findSession(session_id, checked, call, context);
      coverage = coverage ? mergeCoverage(coverage, found.coverage) : found.coverage;
      if (found.sessions.length > 0) return sessionAnswer(found.sessions, coverage, context);
    }
    const searchedMs = startMs === undefined ? DAY_MS : undefined;
    const reasons = notFoundSentences(JSON.stringify(ids), searchedMs).flatMap(sentenceLines);
    return sessionAnswer([], coverage, context, reasons);
  },
});

/**
 * Where a session that started then is looked for: first in one window around the start, then in the
 * day after it, since it is not known whether windows select sessions by their start or their end.
 */
function rangesAround(
  startMs: number,
  nowMs: number,
  { maxWindowMs, maxAgeMs }: Pick<LimitFacts, "maxWindowMs" | "maxAgeMs">,
) {
  const halfMs = maxWindowMs / 2;
  const oldestMs = nowMs - maxAgeMs;
  const clamp = (ms: number) => Math.min(Math.max(ms, oldestMs), nowMs);
  return [
    { startMs: clamp(startMs - halfMs), endMs: clamp(startMs + halfMs) },
    { startMs: clamp(startMs + halfMs), endMs: clamp(startMs + DAY_MS) },
  ].filter(({ startMs, endMs }) => startMs < endMs);
}

/** The sessions of the first page that has any. */
async function findSession(
  id: string,
  query: CheckedQuery,
  { signal, progress }: ToolCall,
  { client, endpoint: { key } }: ToolContext,
): Promise<{ sessions: readonly Session[]; coverage: Coverage }> {
  const pages = client().pages(query, {
    signal,
    concurrency: 2,
    onProgress: ({ fraction, windows }) =>
      progress(fraction, line`${count(windows, "window")} searched`.text),
  });
  for await (const { sessions } of pages) {
    // Should the API know the filter under another name, it answers with every session.
    const found = sessions.filter((session) => fieldValue(session, key.session) === id);
    if (found.length > 0) return { sessions: found, coverage: pages.coverage };
  }
  return { sessions: [], coverage: pages.coverage };
}
