import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import type { Coverage } from "../../src/session/coverage/coverage.ts";
import { coverageOf, isShort } from "../../src/session/coverage/coverage_of.ts";
import { EMPTY_PAGE } from "../../src/session/decode/decoded_page.ts";
import { withCutOff } from "../../src/session/coverage/cut_off_gap.ts";
import { mergeCoverage } from "../../src/session/coverage/merge_coverage.ts";
import { pageCoverage } from "../../src/session/coverage/page_coverage.ts";
import { coverageWith } from "../support/coverage.ts";

const RANGE = { startMs: 0, endMs: 10 };
const page = (count: number, unreadableRecords = 0) => ({
  ...EMPTY_PAGE,
  sessions: Array.from({ length: count }, (_, id) => ({ session_id: String(id) })),
  unreadableRecords,
  attempts: 2,
});
const whole = pageCoverage(RANGE, 5, page(3));
const gap = (startMs: number) =>
  ({ startMs, endMs: startMs + 1, reason: "saturated", message: "full" }) as const;

Deno.test("a page that is shorter than its limit and all readable is complete", () => {
  assertEquals(whole, coverageWith({ range: RANGE, sessions: 3, requests: 2 }));
  assertEquals(whole.complete, true);
});

Deno.test("a page as long as its limit may not be all, also when some of it could not be read", () => {
  for (const coverage of [pageCoverage(RANGE, 5, page(5)), pageCoverage(RANGE, 5, page(3, 2))]) {
    assertEquals([coverage.limitReached, coverage.complete], [true, false]);
  }
});

Deno.test("a page that is nearly as long as its limit may have lost rows after it was applied", () => {
  const reaches = (limit: number, count: number) => pageCoverage(RANGE, limit, page(count));
  assertEquals(reaches(1500, 1489).limitReached, true);
  assertEquals(reaches(1500, 1469).limitReached, false);
  assertEquals([reaches(50, 49).limitReached, reaches(50, 48).limitReached], [true, false]);
  assertEquals(reaches(10, 9).complete, true);
});

Deno.test("only the caller's own limit is no reason to call a coverage short", () => {
  const isShortWith = (part: Partial<Coverage>) => {
    const coverage = coverageOf({ ...whole, ...part });
    assertEquals(coverage.complete, false);
    return isShort(coverage);
  };
  assertEquals(isShort(whole), false);
  assertEquals(isShortWith({ limitReached: true }), false);
  assertEquals(isShortWith({ gaps: [gap(1)] }), true);
  assertEquals(isShortWith({ unreadableRecords: 1 }), true);
  assertEquals(isShortWith({ unreadableFields: { asset: 1 } }), true);
});

Deno.test("mergeCoverage() adds up, spans both ranges, and is complete only if both are", () => {
  const other = coverageOf({
    ...whole,
    range: { startMs: 10, endMs: 20 },
    duplicates: 4,
    unreadableFields: { asset: 1, cdn: 2 },
    gaps: [gap(12)],
  });
  const merged = mergeCoverage(
    other,
    coverageOf({
      ...whole,
      unreadableFields: { asset: 5 },
      gaps: [gap(3)],
    }),
  );
  assertEquals(merged, {
    range: { startMs: 0, endMs: 20 },
    complete: false,
    sessions: 6,
    duplicates: 4,
    requests: 4,
    windows: 2,
    limitReached: false,
    unreadableRecords: 0,
    unreadableFields: { asset: 6, cdn: 2 },
    unknownValues: {},
    correctedUnits: {},
    notices: [],
    gaps: [gap(3), gap(12)],
  });
  assertEquals(mergeCoverage(whole, whole).complete, true);
});

Deno.test("what is out of reach is one gap, however often and when the query was checked", () => {
  const first = withCutOff(whole, { startMs: -10, endMs: -2 }, CONTENT);
  assertEquals(first.complete, false);
  assertEquals(first.gaps.map(({ reason, startMs, endMs }) => [reason, startMs, endMs]), [
    ["too_old", -10, -2],
  ]);
  const second = withCutOff(first, { startMs: -9, endMs: -1 }, CONTENT);
  assertEquals(second.gaps.map(({ startMs, endMs }) => [startMs, endMs]), [[-10, -1]]);
  assertEquals(withCutOff(coverageOf({ ...whole, gaps: [gap(3)] }), undefined, CONTENT).gaps, [
    gap(3),
  ]);
});
