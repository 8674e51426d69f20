import { LIMITS } from "../../src/mod.ts";
import { z } from "zod";
import { MAX_FIELDS, MAX_NAME_LENGTH } from "../bounds.ts";
import { searchAnswer } from "../render/search_answer.ts";
import { TABLE_OUTPUT } from "../render/table_answer.ts";
import { collectSessions } from "./collect_sessions.ts";
import { FILTER_SHAPE } from "./filter_arguments.ts";
import { emptyReasons } from "./empty_reasons.ts";
import { RANGE_SHAPE } from "./range_arguments.ts";
import { readSearch, type SearchArguments } from "./read_search.ts";
import { defineTool } from "./tool.ts";

const INPUT = z.strictObject({
  ...RANGE_SHAPE,
  ...FILTER_SHAPE,
  limit: z.int().min(LIMITS.minSessions).max(LIMITS.maxSessions).default(20)
    .describe("Most sessions; long answers are cut and give a cursor"),
  detail: z.enum(["compact", "full"]).default("compact").describe("full has every field"),
  fields: z.array(z.string().max(MAX_NAME_LENGTH)).max(MAX_FIELDS)
    .describe("Columns in place of the usual: fields, dimensions, tag_name, outcome").optional(),
  sort: z.string().max(MAX_NAME_LENGTH).default("newest")
    .describe("newest, oldest, or a field; - in front: largest first"),
  cursor: z.string().max(MAX_NAME_LENGTH).describe(
    "From the answer before; repeat its other arguments",
  ).optional(),
});

/** Finds sessions in any range that the API reaches. */
export const searchContentSessions = defineTool({
  name: "search_content_sessions",
  title: "Search sessions",
  description: "Finds ended video sessions in a time range, as rows. Any range within the last " +
    "weeks works; the shorter, the cheaper. Says what it left out and how to go on.",
  input: INPUT,
  output: TABLE_OUTPUT,
  check: (input, call, context) => readSearch(input as SearchArguments, call.signal, context),
  async run(input, call, context) {
    const args = input as SearchArguments;
    const search = await readSearch(args, call.signal, context);
    const { position, sort, checked } = search;
    const part = await collectSessions(context.client(), search.query, {
      sort,
      offset: position?.offset ?? 0,
      lastKey: position?.lastKey ?? 0,
      limit: args.limit,
    }, call);
    context.seen.record(part.sessions);
    const reasons = part.sessions.length === 0 && part.offset === 0
      ? await emptyReasons(checked, context, call.signal)
      : [];
    return await searchAnswer({ ...search, part, reasons }, context);
  },
});
