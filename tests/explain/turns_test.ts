import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Steps } from "../../src/analysis/steps.ts";
import {
  compareSessions,
  diagnoseSessions,
  summarizeSessions,
  type TableSource,
} from "../../src/explain/mod.ts";
import { inTurns } from "../../src/explain/turns.ts";
import { askable, HOUR_MS, NOW_MS } from "./support.ts";

/** A clock that goes on by so many milliseconds each time that it is read. */
function clockOf(stepMs: number): () => number {
  let ms = 0;
  return () => ms += stepMs;
}

/** A computation of so many steps that says when it takes one. */
function* counted(steps: number, onStep: () => void): Steps<number> {
  for (let step = 0; step < steps; step++) {
    onStep();
    yield;
  }
  return steps;
}

/** Something else that wants a turn as often as it can have one. */
function others(onTurn: () => void): { stop: () => void } {
  let timer = setTimeout(function turn() {
    onTurn();
    timer = setTimeout(turn, 0);
  }, 0);
  return { stop: () => clearTimeout(timer) };
}

/** How many steps were taken at a time by some computations, while others wanted a turn as well. */
async function stepsAtATime(computations: number, stepMs: number): Promise<number[]> {
  const taken = [0];
  const other = others(() => taken.push(0));
  await Promise.all(
    Array.from({ length: computations }, () => {
      const steps = counted(100, () => taken[taken.length - 1]!++);
      return inTurns(steps, { now: clockOf(stepMs) });
    }),
  );
  other.stop();
  return taken;
}

Deno.test("a computation has its result, however many turns it takes", async () => {
  for (const stepMs of [0, 1, 50]) {
    assertEquals(await inTurns(counted(100, () => {}), { now: clockOf(stepMs) }), 100);
  }
});

Deno.test("after 20 ms of a computation it is the turn of others", async () => {
  const taken = await stepsAtATime(1, 5);
  assert(taken.length >= 100 / 4 && taken.every((steps) => steps <= 4), taken.join(" "));
});

Deno.test("what takes less than 20 ms makes others wait for nothing", async () => {
  assertEquals((await stepsAtATime(1, 0.1)).filter((steps) => steps > 0).length, 2);
});

Deno.test("of several computations one has a turn at a time", async () => {
  const taken = await stepsAtATime(5, 5);
  // Each takes its first step when it begins.
  assert(taken.slice(1).every((steps) => steps <= 4), taken.join(" "));
});

Deno.test("an abort ends a computation before its next step", async () => {
  const controller = new AbortController();
  const reason = new Error("Enough");
  let taken = 0;
  const steps = counted(100, () => {
    if (++taken === 7) controller.abort(reason);
  });
  const error = await assertRejects(() => inTurns(steps, { signal: controller.signal }));
  assertEquals([error, taken], [reason, 7]);
});

Deno.test("a computation that fails says so", async () => {
  const failing = function* (): Steps<void> {
    yield;
    throw new RangeError("No");
  };
  await assertRejects(() => inTurns(failing(), {}), RangeError, "No");
});

const LAST_HOUR = { start: NOW_MS - HOUR_MS, end: NOW_MS };

Deno.test("an abort ends a diagnosis while it tries out chance", async () => {
  const { source } = askable();
  const controller = new AbortController();
  const reason = new Error("Enough");
  let draws = 0;
  const random = () => {
    if (draws++ === 0) controller.abort(reason);
    return 0.5;
  };
  const { signal } = controller;
  const asked = diagnoseSessions(source, LAST_HOUR, { metrics: ["vsf"], random, signal });
  assertEquals(await assertRejects(() => asked), reason);
  // A shuffle deals out the failed starts of five hours once; there are 99 of them.
  assert(draws < 2000, `${draws} draws`);
});

/** A source that tells when anybody reads what holds of its sessions. */
function heard(source: TableSource, onRead: () => void): TableSource {
  return {
    ...source,
    async read(query, options) {
      const { table, coverage } = await source.read(query, options);
      const holds = new Proxy(table.holds, {
        get(all, name) {
          onRead();
          return Reflect.get(all, name, all);
        },
      });
      return { table: { ...table, holds }, coverage };
    },
  };
}

Deno.test("an abort ends a summary and a comparison while they are computed", async () => {
  for (
    const ask of [
      (source: TableSource, signal: AbortSignal) =>
        summarizeSessions(source, LAST_HOUR, { signal }),
      (source: TableSource, signal: AbortSignal) =>
        compareSessions(source, LAST_HOUR, { to: "1h", signal }),
    ]
  ) {
    const controller = new AbortController();
    const reason = new Error("Enough");
    const source = heard(askable().source, () => controller.abort(reason));
    assertEquals(await assertRejects(() => ask(source, controller.signal)), reason);
  }
});
