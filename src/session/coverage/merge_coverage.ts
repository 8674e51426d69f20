import type { Coverage, CoverageNotice } from "./coverage.ts";
import { coverageOf } from "./coverage_of.ts";

/** The coverage of two pulls together; its range spans both. */
export function mergeCoverage(a: Coverage, b: Coverage): Coverage {
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
    unreadableFields: sumCounts(a.unreadableFields, b.unreadableFields),
    unknownValues: sumCounts(a.unknownValues, b.unknownValues),
    correctedUnits: sumCounts(a.correctedUnits, b.correctedUnits),
    notices: joinNotices(a.notices, b.notices),
    gaps: [...a.gaps, ...b.gaps].sort((x, y) => x.startMs - y.startMs || x.endMs - y.endMs),
  });
}

/** Two counts by name, added. */
export function sumCounts(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** The notices of both, those of the same kind and subject once. */
export function joinNotices(
  a: readonly CoverageNotice[],
  b: readonly CoverageNotice[],
): readonly CoverageNotice[] {
  if (b.length === 0) return a;
  const isNew = ({ kind, subject }: CoverageNotice) =>
    !a.some((known) => known.kind === kind && known.subject === subject);
  return [...a, ...b.filter(isNew)];
}
