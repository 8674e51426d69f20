/**
 * A computation in short steps: it yields after each, and returns its result. Whoever runs it may do
 * something else in between, as a server has to, or give it up. A step goes over the sessions a few
 * times at most, so that it takes milliseconds where the whole takes seconds.
 */
export type Steps<Result> = Generator<void, Result, void>;

/** Runs all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
