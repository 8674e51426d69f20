import type { MetricKey } from "../../src/analysis/mod.ts";
import { summarizeSessions } from "../../src/explain/mod.ts";
import { queryError } from "../../src/view/mod.ts";
import { z } from "zod";
import { summaryPage } from "../app/answer_pages.ts";
import { summaryAnswer } from "../render/explain/summary_answer.ts";
import { TOLD_OUTPUT } from "../render/explain/told_answer.ts";
import { askPopulation } from "./population/ask_population.ts";
import { gatherMistakes } from "./arguments/gather_mistakes.ts";
import { POPULATION_SHAPE, readPopulation } from "./arguments/population_arguments.ts";
import {
  METRIC_KEYS,
  name,
  QUESTION_SHAPE,
  readBy,
  readEvery,
  readGood,
  readGroupOrder,
  readMetrics,
} from "./arguments/question_arguments.ts";
import { defineTool } from "./tool.ts";
import type { ToolContext } from "./tool_context.ts";
import { withinBudget } from "./population/within_budget.ts";

const INPUT = z.strictObject({
  ...POPULATION_SHAPE,
  ...QUESTION_SHAPE,
  every: name().describe("Time steps: 5m, 1h, 1d").optional(),
  sort: name().describe("A metric; -vsf: largest first").optional(),
  good: name().describe("e.g. video_start_time_ms<=2000").optional(),
});

/** The order of groups whose call has none. */
const USUAL_ORDER = "-attempts";

/** Metrics of groups whose call names none: a row of all would be too long to compare. */
const USUAL_METRICS: readonly MetricKey[] = [
  "vsf",
  "ebvs",
  "vpf",
  "video_start_time_ms_p50",
  "rebuffering_ratio",
];

/** Says what sessions say: in all, by groups, over time. */
export const summarizeContentSessions = defineTool({
  name: "summarize_content_sessions",
  title: "Summarize",
  description: "Rates and counts with 95 % intervals: of all sessions, by dimensions, over time.",
  input: INPUT,
  output: TOLD_OUTPUT,
  hasPage: true,
  check: (args, call, context) => readSummary(args, call.signal, context),
  async run(args, call, context) {
    const { population, by, everyMs, metrics, order, good } = await readSummary(
      args,
      call.signal,
      context,
    );
    const { checked, query } = population;
    const asked = { by, everyMs, timeZone: args.time_zone, ...order, good };
    const { answer, reasons } = await askPopulation(
      checked,
      context,
      call,
      (source) =>
        withinBudget(
          checked,
          context.endpoint,
          call,
          (options) => summarizeSessions(source, query, { ...asked, ...options }),
        ),
      ({ total }) => total.n,
    );
    const isGrouped = by.length > 0 || everyMs !== undefined;
    const shown = new Set(metrics ?? (isGrouped ? USUAL_METRICS : metricsOf(args)));
    if (good) shown.add("good_share");
    if (isGrouped) shown.add(order.sort);
    // How many sessions a group has is always shown.
    if (isGrouped) shown.delete("attempts");
    const options = { metrics: [...shown], sort: order.sort };
    const told = summaryAnswer(answer, checked, reasons, options, context);
    return { ...told, page: () => summaryPage(answer, context) };
  },
});

/** What can be told: without thresholds, nothing is good. */
function metricsOf({ good }: z.output<typeof INPUT>): readonly MetricKey[] {
  return good === undefined ? METRIC_KEYS.filter((key) => key !== "good_share") : METRIC_KEYS;
}

async function readSummary(
  args: z.output<typeof INPUT>,
  signal: AbortSignal,
  context: ToolContext,
) {
  const mistakes = gatherMistakes();
  const population = await mistakes.of(() => readPopulation(args, signal, context));
  const by = await mistakes.of(() => readBy(args.by, signal, context));
  const everyMs = await mistakes.of(() =>
    args.every === undefined ? undefined : readEvery(args.every)
  );
  const metrics = await mistakes.of(() =>
    args.metrics && readMetrics(args.metrics, metricsOf(args))
  );
  const order = await mistakes.of(() => readGroupOrder(args.sort ?? USUAL_ORDER));
  const good = await mistakes.of(() =>
    args.good === undefined ? undefined : readGood(args.good, context)
  );
  if (mistakes.findings.length > 0 || !population || !by || !order) {
    throw queryError(mistakes.findings);
  }
  return { population, by, everyMs, metrics, order, good };
}
