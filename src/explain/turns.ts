import type { Steps } from "../analysis/steps.ts";

/** How a computation takes turns. */
export interface TurnOptions {
  /** Gives it up between two steps. */
  readonly signal?: AbortSignal;
  /** Milliseconds that only grow; for tests. */
  readonly now?: () => number;
}

/** Long enough to cost nothing to speak of, and short enough that nobody notices. */
const TURN_MS = 20;

/**
 * Runs a computation step by step, so that what else goes on in the same process, such as the requests
 * of other clients, is not kept waiting: after 20 ms it is their turn.
 *
 * @throws The reason of the signal.
 */
export async function inTurns<Result>(
  steps: Steps<Result>,
  { signal, now = () => performance.now() }: TurnOptions,
): Promise<Result> {
  // Whoever calls may have taken most of a turn already.
  let endMs = -Infinity;
  for (;;) {
    signal?.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    if (now() < endMs) continue;
    await othersTurn();
    endMs = now() + TURN_MS;
  }
}

/** One process has one event loop: however many computations there are, one has a turn at a time. */
let lastTurn: Promise<void> = Promise.resolve();

function othersTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => new Promise((resolve) => setTimeout(resolve, 0)));
  return lastTurn;
}
