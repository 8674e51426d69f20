import type { Endpoint, Session } from "../../src/mod.ts";
import { z } from "zod";
import { MAX_FIELDS, MAX_NAME_LENGTH } from "../bounds.ts";
import { type ResultLink, SEARCH_OUTPUT } from "../render/answer.ts";
import { Line, line } from "../render/line.ts";
import { sessionsPage } from "../app/answer_pages.ts";
import { searchAnswer } from "../render/search_answer.ts";
import { EXPORT_FORMATS, writeResultFile } from "../results/result_file.ts";
import { RESULT_LIFE } from "../results/result_store.ts";
import { collectSessions } from "./collect_sessions.ts";
import { filterShape } from "./arguments/filter_arguments.ts";
import { emptyReasons } from "./knowledge/empty_reasons.ts";
import { withLackedDimensions } from "./knowledge/lacked_dimensions.ts";
import { RANGE_SHAPE } from "./arguments/range_arguments.ts";
import { readSearch, type Search, type SearchArguments } from "./arguments/read_search.ts";
import { defineTool, type Tool } from "./tool.ts";
import type { ToolContext } from "./tool_context.ts";

/** Sessions of an answer whose call does not say how many. */
const USUAL_SESSIONS = 20;

/** The arguments of a search of an endpoint. */
function searchInput(endpoint: Endpoint) {
  const { minSessions, maxSessions } = endpoint.limits;
  return z.strictObject({
    ...RANGE_SHAPE,
    ...filterShape(endpoint),
    limit: z.int().min(minSessions).max(maxSessions).default(Math.min(USUAL_SESSIONS, maxSessions))
      .describe("Most rows"),
    count: z.boolean().describe("Read all to count matches").optional(),
    export: z.enum(EXPORT_FORMATS).describe("Result as a file").optional(),
    detail: z.enum(["compact", "full"]).default("compact").describe("full: every field"),
    fields: z.array(z.string().max(MAX_NAME_LENGTH)).max(MAX_FIELDS)
      .describe("Fields, dimensions, tag_name, outcome").optional(),
    sort: z.string().max(MAX_NAME_LENGTH).default("newest")
      .describe("newest, oldest, field, or -field: largest first"),
    cursor: z.string().max(MAX_NAME_LENGTH)
      .describe("Of the answer before; repeat its arguments").optional(),
  });
}

/** Finds sessions in any range that the API reaches. */
export function searchContentSessions(endpoint: Endpoint): Tool {
  return defineTool({
    name: "search_content_sessions",
    title: "Search sessions",
    description:
      "Finds ended video sessions in a range, as rows: the evidence, never the rates. Short " +
      "ranges are cheap.",
    input: searchInput(endpoint),
    output: SEARCH_OUTPUT,
    hasPage: true,
    check: (input, call, context) => readSearch(input as SearchArguments, call.signal, context),
    async run(input, call, context) {
      const args = input as SearchArguments;
      const search = await readSearch(args, call.signal, context);
      const { position, sort, checked } = search;
      const wanted = {
        sort,
        offset: position?.offset ?? 0,
        lastKey: position?.lastKey ?? 0,
        limit: args.limit,
        readsAll: args.count === true || args.export !== undefined,
      };
      const part = await collectSessions(context.client(), checked, wanted, call)
        .catch(async (error) => {
          throw await withLackedDimensions(error, checked, context, call.signal);
        });
      context.seen.record(part.sessions);
      const reasons = part.sessions.length === 0 && part.offset === 0
        ? await emptyReasons(checked, context, call.signal)
        : [];
      const page = () => sessionsPage(part.sessions, part.coverage, context);
      if (args.export === undefined || part.all.length === 0) {
        return { ...await searchAnswer({ ...search, part, reasons }, context), page };
      }
      const { file, note } = await exported(args.export, part.all, search, context, call.signal);
      const noted = { ...part, notes: [...part.notes, note] };
      return { ...await searchAnswer({ ...search, part: noted, reasons, file }, context), page };
    },
  });
}

/** Keeps sessions as a file, with what a reader must know about it. */
async function exported(
  format: typeof EXPORT_FORMATS[number],
  sessions: readonly Session[],
  { columns, isAsked }: Search,
  context: ToolContext,
  signal: AbortSignal,
): Promise<{ file: ResultLink; note: Line }> {
  const wanted = isAsked ? columns : undefined;
  const written = await writeResultFile(format, sessions, wanted, context, signal);
  const { text, mimeType } = written;
  const file = context.results.keep({ text, mimeType }, format);
  return {
    file,
    note: line`File for ${
      Line.own(RESULT_LIFE)
    }, with ${written.sessions} of the ${sessions.length} sessions read${
      Line.own(written.sessions < sessions.length ? " (fewer fields let more in)" : "")
    }: ${Line.own(file.uri)}`,
  };
}
