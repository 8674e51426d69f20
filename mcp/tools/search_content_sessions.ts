import { LIMITS } from "../../src/mod.ts";
import { z } from "zod";
import { chooseColumns } from "../render/columns.ts";
import { searchAnswer } from "../render/search_answer.ts";
import { TABLE_OUTPUT } from "../render/table_answer.ts";
import { checkedQuery } from "./checked_query.ts";
import { collectSessions } from "./collect_sessions.ts";
import { FILTER_SHAPE, type FilterArguments, readFilters } from "./filter_arguments.ts";
import { emptyReasons } from "./empty_reasons.ts";
import { presentMs, RANGE_SHAPE, type RangeArguments, readRange } from "./range_arguments.ts";
import { readPosition } from "./read_position.ts";
import { readSort } from "./sort.ts";
import { defineTool } from "./tool.ts";

const INPUT = z.strictObject({
  ...RANGE_SHAPE,
  ...FILTER_SHAPE,
  limit: z.int().min(LIMITS.minSessions).max(LIMITS.maxSessions).default(20)
    .describe("Most sessions; long answers are cut and give a cursor"),
  detail: z.enum(["compact", "full"]).default("compact").describe("full has every field"),
  fields: z.array(z.string())
    .describe("Columns in place of the usual: fields, dimensions, tag_name, outcome").optional(),
  sort: z.string().default("newest")
    .describe("newest, oldest, or a field; - in front: largest first"),
  cursor: z.string().describe("From the answer before; repeat its other arguments").optional(),
});

type SearchArguments = RangeArguments & FilterArguments & {
  readonly limit: number;
  readonly detail: "compact" | "full";
  readonly fields?: readonly string[];
  readonly sort: string;
  readonly cursor?: string;
};

/** Finds sessions in any range that the API reaches. */
export const searchContentSessions = defineTool({
  name: "search_content_sessions",
  title: "Search sessions",
  description: "Finds ended video sessions in a time range, as rows. Any range within the last " +
    "weeks works; the shorter, the cheaper. Says what it left out and how to go on.",
  input: INPUT,
  output: TABLE_OUTPUT,
  async run(input, call, context) {
    const args = input as SearchArguments;
    const nowMs = presentMs(context.now());
    const sort = readSort(args.sort);
    const { position, question } = await readPosition(args, context.cursors);
    const range = position
      ? { start: position.startMs, end: position.endMs }
      : readRange(args, nowMs);
    const { query, own, checked } = await checkedQuery(
      { ...range, ...readFilters(args) },
      { ...context, nowMs, signal: call.signal },
    );
    const columns = chooseColumns(args.detail, args.fields ?? [], own);
    const part = await collectSessions(context.client(), query, {
      sort,
      offset: position?.offset ?? 0,
      lastKey: position?.lastKey ?? 0,
      limit: args.limit,
    }, call);
    context.seen.record(part.sessions);
    const reasons = part.sessions.length === 0 && part.offset === 0
      ? await emptyReasons(checked, context, call.signal)
      : [];
    return await searchAnswer(
      { part, sort, columns, checked, reasons, question },
      context,
    );
  },
});
