import type { Throttle } from "../../src/mod.ts";

/** A throttle that lets every request go at once. */
export const UNLIMITED: Throttle = {
  acquire: () => Promise.resolve(),
  pause: () => Promise.resolve(),
  budget: () => Promise.resolve({ usedCost: 0, maxCost: Infinity, perMs: 1, pausedUntilMs: 0 }),
};
