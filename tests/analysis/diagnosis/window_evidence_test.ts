import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { windowEvidence } from "../../../src/analysis/diagnosis/chance/window_evidence.ts";

/** Minus the logarithm of the binomial tail, summed up. */
function exactEvidence(bad: number, pooled: number, share: number): number {
  let term = pooled * Math.log1p(-share);
  let tail = bad === 0 ? Math.exp(term) : 0;
  for (let k = 1; k <= pooled; k++) {
    term += Math.log((pooled - k + 1) / k) + Math.log(share) - Math.log1p(-share);
    if (k >= bad) tail += Math.exp(term);
  }
  return -Math.log(tail);
}

Deno.test("evidence is the exact binomial tail to 3 %, of few as of many bad sessions", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 400 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.05, max: 0.6, noNaN: true }),
      (pooled, part, share) => {
        const bad = Math.round(pooled * (share + (1 - share) * part));
        const exact = exactEvidence(bad, pooled, share);
        if (exact < 3 || exact > 500) return;
        const evidence = windowEvidence(bad, pooled, share);
        assert(Math.abs(evidence - exact) < 0.03 * exact, `${evidence} instead of ${exact}`);
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("no more bad sessions than the share of the window are no evidence", () => {
  assertEquals(windowEvidence(25, 100, 0.25), 0);
  assertEquals(windowEvidence(3, 100, 0.25), 0);
});
