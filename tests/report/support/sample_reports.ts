import { compare, summarize, tabulate } from "../../../src/analysis/mod.ts";
import { own, type Sentence } from "../../../src/view/sentence.ts";
import type { ReportData, ReportWords } from "../../../report/mod.ts";
import { NOW_MS } from "../../support/ask_sandbox.ts";
import { coverageWith } from "../../support/coverage.ts";
import { NO_FILTERS } from "../../support/no_filters.ts";
import { sampleDiagnosis } from "./sample_diagnosis.ts";
import { ENDPOINT, type SampleSessions } from "./sample_sessions.ts";

/** What a report says beside what it draws. */
export function words(title: string, sentence: Sentence): ReportWords {
  return {
    title,
    sentences: [sentence],
    commands: [{ title: "The same again", text: "conviva-sessions search --last 2h" }],
    madeAtMs: NOW_MS,
  };
}

const note = (text: Sentence["own"]): Sentence => ({ severity: "note", code: "answer", own: text });

/** What is broken. */
export function diagnosisReport(answer = sampleDiagnosis()): ReportData {
  const sentence: Sentence = {
    ...note(own`Video starts fail 3.2 times as often as usual, mostly on`),
    quotes: [{ kind: "text", text: "cdn Meridian with device_os Android" }],
  };
  return { kind: "diagnosis", ...words("Diagnosis", sentence), answer };
}

/** What changed from one half of the sessions to the other. */
export async function comparisonReport(
  current: SampleSessions,
  baseline: SampleSessions,
): Promise<ReportData> {
  const [now, before] = await Promise.all([current, baseline].map(compared));
  const comparison = compare(now!, before!, { by: ["cdn"] });
  return {
    kind: "comparison",
    ...words("Comparison", note(own`Three metrics are worse than a day earlier`)),
    answer: { ...comparison, by: ["cdn"], provenance: { pulls: [] } },
  };
}

/** What sessions say, by their CDN and device, or over time. */
export async function summaryReport(
  sample: SampleSessions,
  options: { readonly by?: readonly string[]; readonly everyMs?: number },
): Promise<ReportData> {
  const { table, pull } = await compared(sample);
  return {
    kind: "summary",
    ...words("Summary", note(own`Of all attempts, 1.4 % failed to start`)),
    answer: {
      ...summarize(table, pull, options),
      by: options.by ?? [],
      ...options.everyMs !== undefined && { everyMs: options.everyMs },
      timeZone: "UTC",
      provenance: { pulls: [] },
    },
  };
}

/** Sessions, as a table, or on a time line too. */
export function sessionsReport(
  kind: "search" | "viewer",
  { sessions, coverage }: SampleSessions,
): ReportData {
  return {
    kind,
    ...words(kind === "search" ? "Sessions" : "Viewer", note(own`Sessions of the evening`)),
    sessions,
    coverage,
    endpoint: ENDPOINT,
  };
}

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

async function compared({ sessions, coverage }: SampleSessions) {
  return {
    table: await tabulate(sessions, ENDPOINT),
    pull: { filters: NO_FILTERS, coverage },
  };
}
