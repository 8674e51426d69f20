import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { showProgress } from "../../cli/progress/show_progress.ts";
import type { Throttle } from "../../src/mod.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";
import { fakeIo } from "../support/fake_io.ts";

const PROGRESS = { windows: 3, sessions: 4200, requests: 5, fraction: 0.25 };

function throttle(pausedUntilMs = 0): Throttle {
  const budget = { usedCost: 80, maxCost: 320, perMs: 60_000, pausedUntilMs };
  return {
    acquire: () => Promise.resolve(),
    pause: () => Promise.resolve(),
    budget: () => Promise.resolve(budget),
  };
}

function start(terminalColumns?: number, pausedMs = 0) {
  const clock = new FakeClock();
  const io = fakeIo({ terminalColumns, now: clock.now, setTimer: clock.setTimer });
  const display = showProgress(io, throttle(pausedMs && clock.now() + pausedMs));
  return { clock, io, display };
}

Deno.test("a terminal shows one line that is redrawn, and gone in the end", async () => {
  const { clock, io, display } = start(120);
  display.update(PROGRESS);
  clock.advance(10_000);
  await settle();
  const draws = io.err.split("\r\x1b[2K").slice(1);
  assert(draws.length > 10 && !io.err.includes("\n"));
  for (const said of ["25 %", "4,200 sessions", "3 windows", "5 requests", "25 % of rate budget"]) {
    assertStringIncludes(draws.at(-1)!, said);
  }
  // A quarter took 9.9 s when it was last drawn.
  assertStringIncludes(draws.at(-1)!, "29.7 s left");
  await display.close();
  assert(io.err.endsWith("\r\x1b[2K"));
  assertEquals(clock.pendingTimers, 0);
});

Deno.test("a line of progress fits a narrow terminal", async () => {
  const { clock, io, display } = start(40);
  display.update(PROGRESS);
  clock.advance(1000);
  await settle();
  // deno-lint-ignore no-control-regex -- colours are made of control characters
  const line = io.err.split("\r\x1b[2K").at(-1)!.replace(/\x1b\[\d+m/g, "");
  assert([...line].length <= 40, line);
  await display.close();
});

Deno.test("elsewhere there is a plain line now and then", async () => {
  const { clock, io, display } = start();
  display.update(PROGRESS);
  clock.advance(60_000);
  await settle();
  const lines = io.err.trimEnd().split("\n");
  assertEquals(lines.length, 2);
  assertStringIncludes(lines[1]!, "25 %, 3 m 00 s left, 4,200 sessions");
  await display.close();
  assertEquals(clock.pendingTimers, 0);
});

Deno.test("nothing is drawn while something else is written, nor before there is anything", async () => {
  const { clock, io, display } = start(120);
  clock.advance(5000);
  await settle();
  assertEquals(io.err, "");
  display.update(PROGRESS);
  clock.advance(1000);
  await settle();
  await display.aside(async () => {
    const before = io.err;
    assert(before.endsWith("\r\x1b[2K"));
    clock.advance(5000);
    await settle();
    assertEquals(io.err, before);
  });
  await display.close();
});

Deno.test("a pause by the rate limit is told, so that nobody thinks that it hangs", async () => {
  const { clock, io, display } = start(undefined, 91_000);
  display.update(PROGRESS);
  clock.advance(30_000);
  await settle();
  assertStringIncludes(io.err, "paused for 1 m 01 s by the rate limit");
  await display.close();
});
