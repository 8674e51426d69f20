import type { TimeWindow } from "../../src/query/time/time_window.ts";
import { randomOf } from "./random.ts";
import { RecordedSource, type SourceRules, START_HALF_OPEN } from "./recorded_source.ts";

/** A source of sessions at an even pace. */
export function evenSource(
  range: TimeWindow,
  { everyMs, lengthMs = 0, rules = START_HALF_OPEN }: {
    everyMs: number;
    lengthMs?: number;
    rules?: SourceRules;
  },
): RecordedSource {
  const first = range.startMs - lengthMs;
  const count = Math.max(0, Math.floor((range.endMs - first) / everyMs));
  const startsMs = Float64Array.from({ length: count }, (_, i) => Math.floor(first + i * everyMs));
  return new RecordedSource(
    startsMs,
    startsMs.map((startMs) => startMs + lengthMs),
    rules,
    randomOf(1),
  );
}
