import type { Coverage, LimitFacts, Session, SessionsQuery } from "../../src/mod.ts";
import { checkQuery, DAY_MS, formatDuration, mergeCoverage } from "../../src/view/mod.ts";
import { z } from "zod";
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from "../bounds.ts";
import { ROWS_OUTPUT } from "../render/answer.ts";
import { count } from "../render/coverage_text.ts";
import { Line, line } from "../render/line.ts";
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
    const ids = { session_id, ...(client_id && { client_id }) };
    const nowMs = presentMs(context.now());
    const startMs = readRange({ start, time_zone }, nowMs).start;
    const ranges = startMs === undefined
      ? [{ startMs: nowMs - DAY_MS, endMs: nowMs }]
      : rangesAround(startMs, nowMs, endpoint.limits);
    let coverage: Coverage | undefined;
    for (const { startMs, endMs } of ranges) {
      const query = { ...ids, start: startMs, end: endMs };
      checkQuery(query, { nowMs, requests: "many", endpoint });
      const found = await findSession(query, call, context);
      coverage = coverage ? mergeCoverage(coverage, found.coverage) : found.coverage;
      if (found.sessions.length > 0) return sessionAnswer(found.sessions, coverage, context);
    }
    return sessionAnswer([], coverage, context, [
      line`No session with these ids was found: ${JSON.stringify(ids)}`,
      Line.own(
        startMs === undefined
          ? `Only the last ${formatDuration(DAY_MS)} was searched: give the start of the session`
          : "Maybe it started at another time: only the surroundings of this start were searched",
      ),
      Line.own("Sessions are a sample, and are listed when they have ended"),
    ]);
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
  query: SessionsQuery<string>,
  { signal, progress }: ToolCall,
  { client }: ToolContext,
): Promise<{ sessions: readonly Session[]; coverage: Coverage }> {
  const pages = client().pages(query, {
    signal,
    concurrency: 2,
    onProgress: ({ fraction, windows }) =>
      progress(fraction, line`${count(windows, "window")} searched`.text),
  });
  for await (const { sessions } of pages) {
    // Should the API know the filter under another name, it answers with every session.
    const found = sessions.filter(({ session_id }) => session_id === query.session_id);
    if (found.length > 0) return { sessions: found, coverage: pages.coverage };
  }
  return { sessions: [], coverage: pages.coverage };
}
