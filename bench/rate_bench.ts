/** How much of the rate limit is used at full speed, by requests that take their time to arrive. */
import { CONTENT } from "../gen/endpoints.ts";
import { createMemoryThrottle } from "../src/client/throttle/memory_throttle.ts";
import { FakeClock, runWithClock } from "../tests/support/fake_clock.ts";
import { randomOf } from "../tests/support/random.ts";
import { printFigure } from "./support/report.ts";

const { maxCost, perMs } = CONTENT.limits.accountRate;
/** So many that it hardly counts that the first starts with all of its budget. */
const PERIODS = 1000;
/** Longest way of a request to the API. */
const WAY_MS = 900;

const clock = new FakeClock();
const startMs = clock.now();
const endMs = startMs + PERIODS * perMs;
const random = randomOf(1);
const throttle = createMemoryThrottle(CONTENT.limits, { clock, share: 1 });
const arrivalsMs: number[] = [];
await runWithClock(
  (async () => {
    for (;;) {
      await throttle.acquire(1);
      if (clock.now() >= endMs) return;
      arrivalsMs.push(clock.now() + WAY_MS * random());
    }
  })(),
  clock,
);
arrivalsMs.sort((a, b) => a - b);
const refused = arrivalsMs.filter((ms, at) => {
  const last = arrivalsMs[at - maxCost];
  return last !== undefined && ms - last < perMs;
}).length;
console.log(`requests that the API takes / what its limit allows, over ${PERIODS} periods`);
printFigure(
  "rate budget used at full speed",
  arrivalsMs.length / (PERIODS * maxCost),
  { bound: 0.98, is: "at least" },
  `${refused} would have been refused`,
);
