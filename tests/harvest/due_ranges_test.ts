import { assertEquals } from "@std/assert";
import { countSkipped, dueRanges } from "../../src/harvest/due_ranges.ts";
import { EVIDENCE_RULE } from "../../src/harvest/ledger/ledger.ts";
import type { CoverageGap } from "../../src/session/coverage/coverage.ts";

const HOUR_MS = 3_600_000;
const RANGE = { startMs: 0, endMs: 4 * HOUR_MS };
const RULE = { nowMs: 100 * HOUR_MS, settleMs: 6 * HOUR_MS, isPatient: false };

const asked = (startHour: number, endHour: number, askedHour: number) => ({
  startMs: startHour * HOUR_MS,
  endMs: endHour * HOUR_MS,
  askedAtMs: askedHour * HOUR_MS,
  rule: EVIDENCE_RULE,
});
const gap = (startHour: number, endHour: number, reason: CoverageGap["reason"]) => ({
  startMs: startHour * HOUR_MS,
  endMs: endHour * HOUR_MS,
  reason,
  message: "",
});
const span = (startHour: number, endHour: number) => ({
  startMs: startHour * HOUR_MS,
  endMs: endHour * HOUR_MS,
});

Deno.test("dueRanges() asks for all of a range that was never asked", () => {
  assertEquals(dueRanges(RANGE, { windows: [], gaps: [] }, RULE), [RANGE]);
});

Deno.test("dueRanges() leaves out windows that had settled when they were asked", () => {
  const windows = [asked(0, 1, 7), asked(1, 2, 50), asked(2, 3, 8.9)];
  const due = dueRanges(RANGE, { windows, gaps: [] }, RULE);
  assertEquals(due, [span(2, 4)]);
  assertEquals(countSkipped(windows, due), 2);
});

Deno.test("dueRanges() asks for the gaps of a window and not for the rest of it", () => {
  const windows = [asked(0, 2, 50), asked(2, 4, 50)];
  const gaps = [gap(0.5, 1, "failed"), gap(1.5, 2.5, "saturated")];
  assertEquals(dueRanges(RANGE, { windows, gaps }, RULE), [span(0.5, 1), span(1.5, 2.5)]);
});

Deno.test("dueRanges() stays inside the range", () => {
  const windows = [asked(-2, 1, 50), asked(3, 9, 50)];
  assertEquals(dueRanges(RANGE, { windows, gaps: [] }, RULE), [span(1, 3)]);
});

Deno.test("dueRanges(), patient, asks a window a handful of times until it has settled", () => {
  const stepMs = HOUR_MS / 12;
  let askedAtMs = HOUR_MS;
  const ages: number[] = [];
  for (let nowMs = HOUR_MS + stepMs; nowMs <= 30 * HOUR_MS; nowMs += stepMs) {
    const windows = [{ startMs: 0, endMs: HOUR_MS, askedAtMs, rule: EVIDENCE_RULE }];
    const rule = { ...RULE, nowMs, isPatient: true };
    if (dueRanges({ startMs: 0, endMs: HOUR_MS }, { windows, gaps: [] }, rule).length === 0) {
      continue;
    }
    askedAtMs = nowMs;
    ages.push((nowMs - HOUR_MS) / stepMs);
  }
  assertEquals(ages, [1, 2, 4, 8, 16, 32, 64, 128]);
  assertEquals(askedAtMs - HOUR_MS >= RULE.settleMs, true);
});

Deno.test("dueRanges(), patient, repeats what failed at once and what was full only with its window", () => {
  const windows = [asked(0, 4, 50)];
  const gaps = [gap(0, 1, "saturated"), gap(2, 3, "failed")];
  const rule = { ...RULE, isPatient: true };
  assertEquals(dueRanges(RANGE, { windows, gaps }, rule), [span(2, 3)]);
});

Deno.test("dueRanges() asks at once, patient or not, for what had not ended when it was asked", () => {
  for (const isPatient of [false, true]) {
    // The machine's clock is behind the one that the window was asked by.
    const rule = { ...RULE, settleMs: 0, nowMs: 3 * HOUR_MS, isPatient };
    const due = dueRanges(RANGE, { windows: [asked(0, 4, 3.9)], gaps: [] }, rule);
    assertEquals(due, [RANGE]);
  }
});

Deno.test("dueRanges(), patient, asks at once for a part that had not come", () => {
  const rule = { ...RULE, isPatient: true };
  const windows = [asked(0, 4, 50)];
  assertEquals(dueRanges(RANGE, { windows, gaps: [gap(3, 4, "future")] }, rule), [span(3, 4)]);
});
