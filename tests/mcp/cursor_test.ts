import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { createCursorSealer } from "../../mcp/cursor.ts";
import { platformBytes } from "../../mcp/random_name.ts";

const position = fc.record({
  startMs: fc.integer({ min: 0, max: 4e12 }),
  endMs: fc.integer({ min: 0, max: 4e12 }),
  offset: fc.nat(),
  lastKey: fc.nat(),
});

Deno.test("a cursor opens to its position for its question, and for no other", async () => {
  const sealer = createCursorSealer(platformBytes);
  await fc.assert(
    fc.asyncProperty(position, fc.string(), fc.string(), async (at, question, other) => {
      const cursor = await sealer.seal(at, question);
      assert(cursor.length < 80 && /^[\w-]+$/.test(cursor));
      assertEquals(await sealer.open(cursor, question), at);
      assertEquals(await sealer.open(cursor, other), other === question ? at : undefined);
    }),
    { numRuns: 50 },
  );
});

Deno.test("a cursor that somebody made up or changed opens to nothing", async () => {
  const sealer = createCursorSealer(platformBytes);
  const cursor = await sealer.seal({ startMs: 1, endMs: 2, offset: 3, lastKey: 4 }, "q");
  await fc.assert(
    fc.asyncProperty(
      fc.nat(cursor.length - 2),
      fc.constantFrom(..."ABCxyz019-_"),
      async (at, character) => {
        if (cursor[at] === character) return;
        const changed = cursor.slice(0, at) + character + cursor.slice(at + 1);
        assertEquals(await sealer.open(changed, "q"), undefined);
      },
    ),
    { numRuns: 50 },
  );
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      assertEquals(await sealer.open(text, "q"), undefined);
    }),
    { numRuns: 50 },
  );
});

Deno.test("the same position is never sealed the same way twice", async () => {
  const sealer = createCursorSealer(platformBytes);
  const at = { startMs: 0, endMs: 1, offset: 2, lastKey: 3 };
  assert(await sealer.seal(at, "question") !== await sealer.seal(at, "question"));
});
