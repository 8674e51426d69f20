import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ServerClock } from "../../src/client/transport/server_clock.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** An answer that took some time to come, from a server whose clock differs. */
function answer(local: FakeClock, server: ServerClock, aheadMs: number, ms: [number, number]) {
  const sentMs = local.now();
  local.advance(ms[0]);
  const date = new Date(local.now() - aheadMs).toUTCString();
  local.advance(ms[1]);
  server.learn(date, sentMs);
}

Deno.test("the present is never later than the API's, and at most a journey and a second earlier", () => {
  const journey = fc.tuple(fc.nat({ max: 4000 }), fc.nat({ max: 4000 }));
  const clocks = fc.oneof(
    fc.integer({ min: -1e8, max: 1e8 }),
    fc.integer({ min: -9000, max: 9000 }),
  );
  fc.assert(
    fc.property(clocks, fc.array(journey, { minLength: 1, maxLength: 5 }), (aheadMs, all) => {
      const local = new FakeClock();
      const server = new ServerClock(local);
      for (const ms of all) answer(local, server, aheadMs, ms);
      const errorMs = local.now() - aheadMs - server.now();
      if (server.aheadMs !== 0) assert(errorMs >= 0, `${errorMs} ms late`);
      const slowestMs = Math.max(...all.map(([there, back]) => there + back));
      assert(Math.abs(errorMs) <= slowestMs + 1000, `${errorMs} ms off`);
      assertEquals(server.isNotable && Math.abs(aheadMs) <= 5000, false);
    }),
  );
});

Deno.test("without a date, or with one that may be right, the machine's clock counts", () => {
  const local = new FakeClock();
  const server = new ServerClock(local);
  server.learn(null, local.now());
  server.learn("soon", local.now());
  answer(local, server, 0, [10, 10]);
  assertEquals([server.now(), server.aheadMs, server.isNotable], [local.now(), 0, false]);
});

Deno.test("a clock that is set while the program runs is learned anew", () => {
  const local = new FakeClock();
  const server = new ServerClock(local);
  answer(local, server, 0, [10, 10]);
  answer(local, server, 3_600_000, [10, 10]);
  assertEquals(server.isNotable, true);
  answer(local, server, 0, [10, 10]);
  assertEquals([server.aheadMs, server.isNotable], [0, false]);
});
