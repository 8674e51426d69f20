export {
  type Change,
  compare,
  type ComparedSessions,
  type ComparedSide,
  type CompareOptions,
  type Comparison,
  type Verdict,
} from "./compare.ts";
export type { DecomposedValue, Decomposition } from "./decompose.ts";
