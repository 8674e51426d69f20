import type { Coverage } from "../../src/mod.ts";
import { coverageOf } from "../../src/session/coverage/coverage_of.ts";

/** The coverage of a window that was whole and plain, but for what a test says. */
export function coverageWith(part: Partial<Coverage>): Coverage {
  return coverageOf({
    range: { startMs: 0, endMs: 1 },
    sessions: 0,
    duplicates: 0,
    requests: 1,
    windows: 1,
    limitReached: false,
    unreadableRecords: 0,
    unreadableFields: {},
    unknownValues: {},
    correctedUnits: {},
    notices: [],
    gaps: [],
    ...part,
  });
}
