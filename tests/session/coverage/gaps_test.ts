import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  failedGap,
  futureGap,
  gapWords,
  isOpen,
  mayPass,
  partialGap,
  tooLargeGap,
} from "../../../src/session/coverage/gaps.ts";
import { OWN_GAPS, QUOTING_GAPS } from "../../support/gap_kinds.ts";

Deno.test("each kind of gap has its reason, and names what it is about", () => {
  for (const [gap, reason, fact] of OWN_GAPS) {
    assertEquals(gap.reason, reason);
    assertStringIncludes(gap.message, fact);
    assertEquals(gapWords(gap), { own: gap.message });
  }
});

Deno.test("what a gap quotes is told from the words around it, and nothing of it is lost", () => {
  for (const [gap, reason, quote] of QUOTING_GAPS) {
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
