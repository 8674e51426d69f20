export type { Breakdown } from "./breakdown.ts";
export { type Pull } from "./pull.ts";
export { type Group, summarize, type SummarizeOptions, type Summary } from "./summarize.ts";
