import type { Coverage, Endpoint, Session } from "../src/mod.ts";
import type { ComparisonAnswer, DiagnosisAnswer, SummaryAnswer } from "../src/explain/mod.ts";
import type { Sentence } from "../src/view/mod.ts";

/** A command or query that can be run again, as one types it. */
export interface Command {
  /** What it is for. */
  readonly title: string;
  /** The command. */
  readonly text: string;
}

/** A call of a tool that goes further, for a page inside of an assistant. */
export interface NextCall {
  /** What it is for. */
  readonly title: string;
  /** Name of the tool. */
  readonly tool: string;
  /** Its arguments. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What a page says beside what it draws. */
export interface ReportWords {
  /** What stands in the title of the window, for example `Diagnosis`. */
  readonly title: string;
  /** What there is to say, the answer itself first. Without any, the title stands there. */
  readonly sentences: readonly Sentence[];
  /** What to type to get the same answer again, and what goes further. */
  readonly commands: readonly Command[];
  /** What the page can ask for itself, where a host makes its calls. */
  readonly calls?: readonly NextCall[];
  /** When the answer was made, Unix milliseconds. */
  readonly madeAtMs: number;
}

/** What is broken, where and since when. */
export interface DiagnosisReport extends ReportWords {
  /** What it is. */
  readonly kind: "diagnosis";
  /** The answer of `diagnose`. */
  readonly answer: DiagnosisAnswer;
}

/** How two pulls of sessions differ. */
export interface ComparisonReport extends ReportWords {
  /** What it is. */
  readonly kind: "comparison";
  /** The answer of `compare`. */
  readonly answer: ComparisonAnswer;
}

/** What sessions say, in all and by groups. */
export interface SummaryReport extends ReportWords {
  /** What it is. */
  readonly kind: "summary";
  /** The answer of `summarize`. */
  readonly answer: SummaryAnswer;
}

/** Sessions, as a table. */
export interface SearchReport extends ReportWords {
  /** What it is. */
  readonly kind: "search";
  /** The sessions, in the order in which they are shown first. Redact them before. */
  readonly sessions: readonly Session[];
  /** What came back of what was asked. */
  readonly coverage: Coverage;
  /** Where the sessions are from. */
  readonly endpoint: Endpoint;
}

/** The sessions of one viewer, on a time line and as a table. */
export interface ViewerReport extends Omit<SearchReport, "kind"> {
  /** What it is. */
  readonly kind: "viewer";
}

/** What a page can be made of: an answer, and what there is to say about it. */
export type ReportData =
  | DiagnosisReport
  | ComparisonReport
  | SummaryReport
  | SearchReport
  | ViewerReport;
