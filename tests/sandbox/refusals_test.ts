import { assertEquals, assertStringIncludes } from "@std/assert";
import { createSandbox, REFUSAL_SHAPES, type RefusalWords } from "../../sandbox/mod.ts";
import { askSandbox, NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const world = { now: () => NOW_MS };
const future = { start_epoch_ms: NOW_MS, end_epoch_ms: NOW_MS + HOUR_MS };

Deno.test("a refusal keeps its status in every shape, and its words in all but the empty one", async () => {
  for (const refusalShape of REFUSAL_SHAPES) {
    const response = await askSandbox(createSandbox({ ...world, refusalShape }), future);
    assertEquals(response.status, 400);
    const text = await response.text();
    if (refusalShape === "empty") assertEquals(text, "");
    else assertStringIncludes(text, "in the future", refusalShape);
  }
});

Deno.test("a problem and a page say what they are", async () => {
  const types = { problem: "application/problem+json", html: "text/html", text: "text/plain" };
  for (const [refusalShape, type] of Object.entries(types)) {
    const shape = refusalShape as keyof typeof types;
    const response = await askSandbox(createSandbox({ ...world, refusalShape: shape }), future);
    assertStringIncludes(response.headers.get("content-type")!, type);
    await response.body?.cancel();
  }
});

Deno.test("a time range is refused in one's own words", async () => {
  const ranges: Record<keyof RefusalWords, [startMs: number, endMs: number]> = {
    future: [0, HOUR_MS],
    old: [-40 * 24 * HOUR_MS, -40 * 24 * HOUR_MS + HOUR_MS],
    wide: [-4 * HOUR_MS, 0],
  };
  for (const [what, [startMs, endMs]] of Object.entries(ranges)) {
    const sandbox = createSandbox({ ...world, refusalWords: { [what]: `endTime <${what}>` } });
    const query = { start_epoch_ms: NOW_MS + startMs, end_epoch_ms: NOW_MS + endMs };
    const response = await askSandbox(sandbox, query);
    assertEquals([response.status, await response.json()], [400, { message: `endTime <${what}>` }]);
  }
});
