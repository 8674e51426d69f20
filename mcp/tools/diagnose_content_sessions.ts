import { diagnoseSessions, type ProblemMetric } from "../../src/explain/mod.ts";
import { z } from "zod";
import { diagnosisPage } from "../app/answer_pages.ts";
import { diagnosisAnswer } from "../render/explain/diagnosis_answer.ts";
import { TOLD_OUTPUT } from "../render/explain/told_answer.ts";
import { askPopulation } from "./population/ask_population.ts";
import { POPULATION_SHAPE, readPopulation } from "./arguments/population_arguments.ts";
import { defineTool } from "./tool.ts";
import { mostRequests, tell } from "./population/within_budget.ts";

const METRICS = [
  "vsf",
  "ebvs",
  "vpf",
  "slow_start",
  "rebuffering",
] as const satisfies readonly ProblemMetric[];

/** Enough to tell what is broken, and few enough to be waited for. */
const USUAL_REQUESTS = 60;

const INPUT = z.strictObject({
  ...POPULATION_SHAPE,
  metric: z.enum(METRICS).describe("Default: all").optional(),
});

/** Says what is broken, for whom, since when, how bad, how sure. */
export const diagnoseContentSessions = defineTool({
  name: "diagnose_content_sessions",
  title: "Diagnose",
  description:
    "What is broken, for whom, since when, how bad, how sure? Start here when something " +
    "is wrong.",
  input: INPUT,
  output: TOLD_OUTPUT,
  hasPage: true,
  check: (args, call, context) => readPopulation(args, call.signal, context),
  async run(args, call, context) {
    const { checked, query } = await readPopulation(args, call.signal, context);
    const { answer, reasons } = await askPopulation(
      checked,
      context,
      call,
      (source) =>
        diagnoseSessions(source, query, {
          ...args.metric && { metrics: [args.metric] },
          maxRequests: Math.min(USUAL_REQUESTS, mostRequests(context.endpoint, checked)),
          signal: call.signal,
          onProgress: (progress) => tell(call, progress),
        }),
      ({ asked }) => asked.sessions,
    );
    const told = diagnosisAnswer(answer, checked, reasons, context);
    return { ...told, page: () => diagnosisPage(answer, context) };
  },
});
