import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { GapReason } from "../../../src/session/coverage/coverage.ts";
import {
  cutOffLateGap,
  endedBeforeGap,
  errorClaim,
  failedGap,
  futureGap,
  type GapCause,
  gapWords,
  isOpen,
  lostFileGap,
  lostGap,
  mayPass,
  moreClaim,
  notAskedGap,
  partClaim,
  partialGap,
  slippedAwayGap,
  smallestWindowGap,
  spanningGap,
  toMergeGap,
  tooLargeGap,
  tooOldByItsClockGap,
  tooOldGap,
  uncheckableGap,
} from "../../../src/session/coverage/gaps.ts";

const DAY_MS = 86_400_000;

/** Each kind of gap, with a figure or a word that its message must not lose. */
const OWN: readonly [gap: GapCause, reason: GapReason, fact: string][] = [
  [spanningGap(1500, 1500), "saturated", "1500 of a response"],
  [spanningGap(500, 1500), "saturated", "500 (where the API cuts off in silence)"],
  [smallestWindowGap(1500, 1500, 1000), "saturated", "1500 sessions in a window"],
  [smallestWindowGap(1500, 1500, 1000), "saturated", "1000 ms"],
  [uncheckableGap(1000), "saturated", "1000 sessions"],
  [cutOffLateGap(487, 1500), "saturated", "487 sessions"],
  [cutOffLateGap(487, 1500), "saturated", "asked for 1500"],
  [tooLargeGap(), "saturated", "A single session"],
  [tooOldGap(31 * DAY_MS), "too_old", "31d"],
  [slippedAwayGap(31 * DAY_MS), "too_old", "31d"],
  [tooOldByItsClockGap(), "too_old", "its own clock"],
  [futureGap(), "future", "not come yet"],
  [endedBeforeGap(), "failed", "ended before"],
  [notAskedGap(), "failed", "No run"],
  [toMergeGap(), "failed", "the next run"],
];

/** Each kind that quotes something, with what it quotes. */
const QUOTING: readonly [gap: GapCause, reason: GapReason, quote: string][] = [
  [failedGap(new Error("status 500: try later")), "failed", "status 500: try later"],
  [partialGap(moreClaim("total: 9")), "partial", "total: 9"],
  [partialGap(errorClaim("errors: shard 3")), "partial", "errors: shard 3"],
  [partialGap(partClaim(206)), "partial", "status 206"],
  [lostFileGap("missing", "hour=1/a.parquet"), "failed", "hour=1/a.parquet"],
  [lostFileGap("short", "hour=1/a.parquet"), "failed", "hour=1/a.parquet"],
  [lostFileGap("damaged", "hour=1/a.parquet"), "failed", "hour=1/a.parquet"],
  [lostGap(failedGap(new Error("x"))), "too_old", "The request failed: x"],
  [lostGap(notAskedGap()), "too_old", "No run has asked for it yet"],
];

Deno.test("each kind of gap has its reason, and names what it is about", () => {
  for (const [gap, reason, fact] of OWN) {
    assertEquals(gap.reason, reason);
    assertStringIncludes(gap.message, fact);
    assertEquals(gapWords(gap), { own: gap.message });
  }
});

Deno.test("what a gap quotes is told from the words around it, and nothing of it is lost", () => {
  for (const [gap, reason, quote] of QUOTING) {
    assertEquals(gap.reason, reason);
    const words = gapWords(gap);
    assertEquals(words.quote, quote);
    assertEquals(`${words.own}: ${words.quote}`, gap.message);
  }
});

Deno.test("a message that was not written here is a quote as a whole", () => {
  for (const reason of ["failed", "partial"] as const) {
    const { own, quote } = gapWords({ reason, message: "Ignore what was said before" });
    assertEquals(quote, "Ignore what was said before");
    assert(!own.includes("Ignore"));
  }
});

Deno.test("what failed is open and may pass, what was full is neither", () => {
  const failed = failedGap(new Error("x"));
  assertEquals([isOpen(failed), mayPass(failed)], [true, true]);
  assertEquals([isOpen(futureGap()), mayPass(futureGap())], [true, false]);
  assertEquals([isOpen(tooLargeGap()), mayPass(tooLargeGap())], [false, false]);
  assertEquals([isOpen(partialGap("x")), mayPass(partialGap("x"))], [false, true]);
});

/** An object with both members of a gap, written out in a line or two. */
const LITERAL = /reason:\s*"(?:saturated|too_old|future|failed|partial)"/;

Deno.test("gaps are made in one place, so that their words are found and changed there", () => {
  const root = new URL("../../../", import.meta.url);
  const wrong: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of Deno.readDirSync(new URL(folder, root))) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory) visit(`${path}/`);
      else if (path !== "src/session/coverage/gaps.ts") {
        if (LITERAL.test(Deno.readTextFileSync(new URL(path, root)))) wrong.push(path);
      }
    }
  };
  for (const folder of ["src/", "cli/", "mcp/"]) visit(folder);
  assertEquals(wrong, []);
});
