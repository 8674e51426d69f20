import type { ComparisonAnswer, DiagnosisAnswer, SummaryAnswer } from "../../src/explain/mod.ts";
import type { Coverage } from "../../src/session/coverage/coverage.ts";
import type { ReportWords } from "../report_data.ts";
import type { PackedSessions } from "./pack_sessions.ts";

/** Sessions, packed for the page. */
export interface SessionsPage {
  readonly sessions: PackedSessions;
  readonly coverage: Coverage;
}

/** What lies in the page: what was given, with sessions in columns, which take a tenth of the space. */
export type PageData =
  & ReportWords
  & (
    | { readonly kind: "diagnosis"; readonly answer: DiagnosisAnswer }
    | { readonly kind: "comparison"; readonly answer: ComparisonAnswer }
    | { readonly kind: "summary"; readonly answer: SummaryAnswer }
    | { readonly kind: "search" | "viewer" } & SessionsPage
  );
