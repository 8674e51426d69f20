import { compare, summarize, type SummarizeOptions, tabulate } from "../../../src/analysis/mod.ts";
import { SAMPLE_SENTENCE } from "../../../src/view/sample_sentences.ts";
import type { Sentence } from "../../../src/view/sentence.ts";
import { comparisonSentences } from "../../../src/view/explain/comparison_sentences.ts";
import { diagnosisSentences } from "../../../src/view/explain/diagnosis_sentences.ts";
import { summarySentences } from "../../../src/view/explain/summary_sentences.ts";
import type { Pulled } from "../../../src/explain/mod.ts";
import type { ComparisonReport, ReportData, ReportWords } from "../../../report/mod.ts";
import { NOW_MS } from "../../support/ask_sandbox.ts";
import { coverageWith } from "../../support/coverage.ts";
import { NO_FILTERS } from "../../support/no_filters.ts";
import { sampleDiagnosis } from "./sample_diagnosis.ts";
import { ENDPOINT, type SampleSessions } from "./sample_sessions.ts";

/** What a report says beside what it draws. */
function words(title: string, sentences: readonly Sentence[]): ReportWords {
  return {
    title,
    sentences,
    commands: [{ title: "The same again", text: "conviva-sessions search --last 2h" }],
    madeAtMs: NOW_MS,
  };
}

/** What is broken. */
export function diagnosisReport(answer = sampleDiagnosis()): ReportData {
  return { kind: "diagnosis", ...words("Diagnosis", diagnosisSentences(answer)), answer };
}

/** What changed from some sessions to others. */
export async function comparisonReport(
  current: SampleSessions,
  baseline: SampleSessions,
): Promise<ComparisonReport> {
  const [now, before] = await Promise.all([current, baseline].map(compared));
  const answer = {
    ...compare(now!, before!, { by: ["cdn"] }),
    by: ["cdn"],
    provenance: { pulls: [pulled("current", current), pulled("baseline", baseline)] },
  };
  return { kind: "comparison", ...words("Comparison", comparisonSentences(answer)), answer };
}

/** What sessions say, by groups of them, or over time. */
export async function summaryReport(
  sample: SampleSessions,
  options: SummarizeOptions,
): Promise<ReportData> {
  const { table, pull } = await compared(sample);
  const { by = [], everyMs } = options;
  const answer = {
    ...summarize(table, pull, options),
    by,
    ...everyMs !== undefined && { everyMs },
    timeZone: "UTC",
    provenance: { pulls: [pulled("current", sample)] },
  };
  return { kind: "summary", ...words("Summary", summarySentences(answer)), answer };
}

/** Sessions, as a table, or on a time line too. */
export function sessionsReport(
  kind: "search" | "viewer",
  { sessions, coverage }: SampleSessions,
): ReportData {
  return {
    kind,
    ...words(kind === "search" ? "Sessions" : "Viewer", [SAMPLE_SENTENCE]),
    sessions,
    coverage,
    endpoint: ENDPOINT,
  };
}

/** A diagnosis of which nothing can be said. */
export function tooFewReport(): ReportData {
  const few = {
    ...sampleDiagnosis().unremarkable[1]!,
    n: 3,
    sessionsNeeded: null,
  };
  return diagnosisReport({
    ...sampleDiagnosis(),
    verdict: "too_few_sessions",
    problems: [],
    unremarkable: [few],
  });
}

/** Nothing came. */
export const NO_SESSIONS: SampleSessions = {
  sessions: [],
  coverage: coverageWith({ range: { startMs: NOW_MS - 3_600_000, endMs: NOW_MS } }),
};

/** An answer of which a part is missing. */
export const INCOMPLETE = coverageWith({
  range: { startMs: NOW_MS - 7_200_000, endMs: NOW_MS },
  sessions: 12,
  gaps: [{
    startMs: NOW_MS - 3_600_000,
    endMs: NOW_MS - 1_800_000,
    reason: "failed",
    message: "The API answered with 503",
  }],
});

function pulled(purpose: Pulled["purpose"], { coverage }: SampleSessions): Pulled {
  const { range, sessions, requests } = coverage;
  return { purpose, windows: [range], filters: NO_FILTERS, sessions, requests, coverage };
}

async function compared({ sessions, coverage }: SampleSessions) {
  return {
    table: await tabulate(sessions, ENDPOINT),
    pull: { filters: NO_FILTERS, coverage },
  };
}
