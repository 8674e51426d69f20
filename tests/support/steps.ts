import type { Steps } from "../../src/analysis/steps.ts";

/** Work that a computation does, in whatever unit. */
export interface Work {
  done: number;
}

/** Runs a computation, and tells how many steps it has, and how much of some work the longest has. */
export function run<Result>(
  steps: Steps<Result>,
  work: Work = { done: 0 },
): { result: Result; count: number; longest: number } {
  let [count, longest] = [0, 0];
  for (;;) {
    const before = work.done;
    const step = steps.next();
    count++;
    longest = Math.max(longest, work.done - before);
    if (step.done) return { result: step.value, count, longest };
  }
}

/** The same numbers, each of which is work to read. */
export function counting<Numbers extends object>(numbers: Numbers, work: Work): Numbers {
  return new Proxy(numbers, {
    get(all, name) {
      if (/^\d/.test(String(name))) work.done++;
      const value = Reflect.get(all, name, all);
      return typeof value === "function" ? value.bind(all) : value;
    },
  });
}
