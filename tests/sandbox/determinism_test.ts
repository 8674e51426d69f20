import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { createSandbox, type SandboxOptions } from "../../sandbox/mod.ts";
import { askSandbox, NOW_MS } from "../support/ask_sandbox.ts";

const DAY_MS = 86_400_000;
const burst = { atMs: NOW_MS - 2 * DAY_MS, durationMs: 2_000, factor: 20 };
const options: SandboxOptions = {
  now: () => NOW_MS,
  sessionsPerDay: 500_000,
  bursts: [burst],
  rateLimits: false,
};
const names = (sandbox: ReturnType<typeof createSandbox>, startMs: number, endMs: number) =>
  sandbox.identities({ startMs, endMs }).map(({ clientId, sessionId }) => clientId + sessionId);

Deno.test("two windows that meet have together what one window over both has", () => {
  const sandboxes = (["start", "end"] as const).map((selection) =>
    createSandbox({ ...options, selection })
  );
  const moment = fc.oneof(
    fc.integer({ min: NOW_MS - 30 * DAY_MS, max: NOW_MS - 3_600_000 }),
    fc.integer({ min: burst.atMs - 3_000, max: burst.atMs + 3_000 }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...sandboxes),
      moment,
      fc.integer({ min: 1, max: 60_000 }),
      fc.integer({ min: 1, max: 60_000 }),
      (sandbox, startMs, firstMs, secondMs) => {
        const middleMs = startMs + firstMs;
        const endMs = middleMs + secondMs;
        assertEquals(
          [...names(sandbox, startMs, middleMs), ...names(sandbox, middleMs, endMs)].sort(),
          names(sandbox, startMs, endMs).sort(),
        );
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("the same seed gives the same answer, to the byte, and another seed another", async () => {
  const query = { start_epoch_ms: NOW_MS - 5_000_000, end_epoch_ms: NOW_MS - 4_000_000 };
  const [one, same, other] = await Promise.all(
    [{}, {}, { seed: 2 }].map(async (more) =>
      await (await askSandbox(createSandbox({ ...options, ...more }), query)).text()
    ),
  );
  assertEquals(one, same);
  assertNotEquals(one, other);
});

Deno.test("no two of a quarter of a million sessions have the same ids", () => {
  const sandbox = createSandbox({ ...options, sessionsPerDay: 3_000_000 });
  const window = { startMs: NOW_MS - 9 * 3_600_000, endMs: NOW_MS - 6 * 3_600_000 };
  const found = names(sandbox, window.startMs, window.endMs);
  assert(found.length > 250_000);
  assertEquals(new Set(found).size, found.length);
});

Deno.test("a burst adds its sessions, and changes none outside of it", () => {
  const calm = createSandbox({ ...options, bursts: [] });
  const burstly = createSandbox(options);
  const { atMs, durationMs, factor } = burst;
  const outside = [[atMs - 60_000, atMs], [atMs + durationMs, atMs + 60_000]] as const;
  for (const [startMs, endMs] of outside) {
    assertEquals(names(burstly, startMs, endMs), names(calm, startMs, endMs));
  }
  const perMs = calm.count({ startMs: atMs - 600_000, endMs: atMs + 600_000 }) / 1_200_000;
  const expected = perMs * durationMs * factor;
  const count = burstly.count({ startMs: atMs, endMs: atMs + durationMs });
  assert(Math.abs(count - expected) < 5 * Math.sqrt(expected), `${count} against ${expected}`);
});
