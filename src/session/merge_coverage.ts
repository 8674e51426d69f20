import type { Coverage } from "./coverage.ts";
import { coverageOf } from "./coverage_of.ts";

/** The coverage of two pulls together; its range spans both. */
export function mergeCoverage(a: Coverage, b: Coverage): Coverage {
  const unreadableFields = { ...a.unreadableFields };
  for (const [field, count] of Object.entries(b.unreadableFields)) {
    unreadableFields[field] = (unreadableFields[field] ?? 0) + count;
  }
  return coverageOf({
    range: {
      startMs: Math.min(a.range.startMs, b.range.startMs),
      endMs: Math.max(a.range.endMs, b.range.endMs),
    },
    sessions: a.sessions + b.sessions,
    duplicates: a.duplicates + b.duplicates,
    requests: a.requests + b.requests,
    windows: a.windows + b.windows,
    limitReached: a.limitReached || b.limitReached,
    unreadableRecords: a.unreadableRecords + b.unreadableRecords,
    unreadableFields,
    gaps: [...a.gaps, ...b.gaps].sort((x, y) => x.startMs - y.startMs || x.endMs - y.endMs),
  });
}
