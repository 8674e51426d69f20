export type { TimeWindow } from "../../query/time/time_window.ts";
export type { Since } from "./since/change_point.ts";
export { diagnose, type DiagnosisQuestion } from "./diagnose.ts";
export type { Alternative, Cause, Detectable, Diagnosis, Overall } from "./diagnosis.ts";
export type { CodedAttribute, Counts, Observations, Where } from "./observations.ts";
export { rankExplanations } from "./rank_explanations.ts";
