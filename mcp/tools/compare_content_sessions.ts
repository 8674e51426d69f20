import { METRICS } from "../../src/analysis/mod.ts";
import { compareSessions, type CompareWith } from "../../src/explain/mod.ts";
import { parseDuration, parseTimeText, queryError } from "../../src/view/mod.ts";
import { z } from "zod";
import { comparisonPage } from "../app/answer_pages.ts";
import { comparisonAnswer } from "../render/explain/comparison_answer.ts";
import { TOLD_OUTPUT } from "../render/explain/told_answer.ts";
import { askPopulation } from "./population/ask_population.ts";
import { gatherMistakes } from "./arguments/gather_mistakes.ts";
import { checkFilterTexts, filterTexts, readFilterTexts } from "./arguments/filter_texts.ts";
import {
  checkPopulation,
  POPULATION_SHAPE,
  readPopulation,
} from "./arguments/population_arguments.ts";
import {
  METRIC_KEYS,
  name,
  QUESTION_SHAPE,
  readBy,
  readMetrics,
} from "./arguments/question_arguments.ts";
import { presentMs } from "./arguments/range_arguments.ts";
import { refuse } from "./refuse.ts";
import { defineTool } from "./tool.ts";
import type { ToolContext } from "./tool_context.ts";
import { withinBudget } from "./population/within_budget.ts";

const INPUT = z.strictObject({
  ...POPULATION_SHAPE,
  ...QUESTION_SHAPE,
  baseline: name().describe("Earlier by 1d (default), 1w; or start/end").optional(),
  versus: filterTexts("Filters of the baseline"),
});

/** What is better or worse; what a good session is cannot be said here. */
const COMPARED = METRIC_KEYS.filter((key) => METRICS[key].better && key !== "good_share");

/** Stands in for the range, which is checked by itself. */
const ANY_RANGE = { last: "1m" };

/** Says what changed since an earlier range, or differs between sessions of other filters. */
export const compareContentSessions = defineTool({
  name: "compare_content_sessions",
  title: "Compare",
  description: "What changed since an earlier range, or differs between two groups, and how sure " +
    "that is.",
  input: INPUT,
  output: TOLD_OUTPUT,
  hasPage: true,
  check: (args, call, context) => readComparison(args, call.signal, context),
  async run(args, call, context) {
    const { population, by, metrics, baseline, versus } = await readComparison(
      args,
      call.signal,
      context,
    );
    const { checked, query } = population;
    const asked = { by, metrics, ...baseline, ...versus && { versus } };
    const { answer, reasons } = await askPopulation(
      checked,
      context,
      call,
      (source) =>
        withinBudget(
          checked,
          context.endpoint,
          call,
          (options) => compareSessions(source, query, { ...asked, ...options }),
        ),
      ({ current }) => current.total.n,
    );
    const told = comparisonAnswer(answer, checked, reasons, context);
    return { ...told, page: () => comparisonPage(answer, context) };
  },
});

async function readComparison(
  args: z.output<typeof INPUT>,
  signal: AbortSignal,
  context: ToolContext,
) {
  const mistakes = gatherMistakes();
  const population = await mistakes.of(() => readPopulation(args, signal, context));
  const by = await mistakes.of(() => readBy(args.by, signal, context));
  const metrics = await mistakes.of(() => args.metrics && readMetrics(args.metrics, COMPARED));
  const baseline = await mistakes.of(() => readBaseline(args, context));
  const versus = await mistakes.of(() => readVersus(args.versus, signal, context));
  if (mistakes.findings.length > 0 || !population || !by || !baseline) {
    throw queryError(mistakes.findings);
  }
  return { population, by, metrics, baseline, versus };
}

/**
 * Reads which other filters sessions are compared by.
 *
 * @throws QueryError if they cannot be asked for.
 */
async function readVersus(
  texts: readonly string[] | undefined,
  signal: AbortSignal,
  context: ToolContext,
): Promise<CompareWith["versus"]> {
  if (texts === undefined) return undefined;
  const { endpoint } = context;
  const filters = readFilterTexts(texts, "versus", endpoint);
  const query = { ...filters, ...ANY_RANGE };
  await checkFilterTexts(texts, "versus", endpoint, () => checkPopulation(query, signal, context));
  return filters;
}

/**
 * Reads which other range sessions are compared with: how much earlier, or its start and its end.
 *
 * @throws QueryError if it is neither, or if they are compared with other sessions of the same range.
 */
function readBaseline(
  { baseline, versus, time_zone: timeZone }: z.output<typeof INPUT>,
  { now }: Pick<ToolContext, "now">,
): Pick<CompareWith, "to" | "baseline"> {
  if (baseline === undefined) return {};
  const received = JSON.stringify(baseline);
  if (versus) {
    throw refuse(
      "baseline",
      received,
      "sessions are compared with one thing at a time",
      "an earlier range as baseline, or filters of the same range as versus",
    );
  }
  if (parseDuration(baseline) !== undefined) return { to: baseline };
  const [start, end, ...more] = baseline.split("/").map((text) => {
    const options = { nowMs: presentMs(now()), timeZone, parameter: "baseline" };
    const time = parseTimeText(text.trim(), options);
    return typeof time === "number" ? time : undefined;
  });
  if (start !== undefined && end !== undefined && more.length === 0) {
    return { baseline: { start, end } };
  }
  throw refuse(
    "baseline",
    received,
    "this is neither a duration nor a range",
    "how much earlier, such as 1d or 1w, or a start and an end with / between",
    { baseline: "1d" },
  );
}
