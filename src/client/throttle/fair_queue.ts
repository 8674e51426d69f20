/** A request that waits for its turn. */
export interface Waiter {
  readonly cost: number;
  /** On whose behalf, by identity. */
  readonly caller: object;
  /** Lets the request go. */
  readonly admit: () => void;
}

/** The requests of one caller. */
interface Line {
  readonly waiters: Waiter[];
  /** Round at which its first request begins to be served. */
  round: number;
}

/**
 * A queue in which callers take turns by what their requests cost: a caller of many requests, or of a
 * dear one, lets others go between, and is served in the end however many come.
 *
 * Source: self-clocked fair queueing, S. J. Golestani, "A self-clocked fair queueing scheme for
 * broadband applications", INFOCOM 1994, with the cost of a request as its length.
 */
export class FairQueue {
  readonly #lines = new Map<object, Line>();
  /** Where the lines of callers that wait for nothing have come to. */
  readonly #left = new WeakMap<object, number>();
  /** The round of the request that was served last. */
  #round = 0;

  /** Puts a request at the end of its caller's line. */
  add(waiter: Waiter): void {
    const line = this.#lines.get(waiter.caller);
    if (line) line.waiters.push(waiter);
    else {
      const round = Math.max(this.#round, this.#left.get(waiter.caller) ?? 0);
      this.#lines.set(waiter.caller, { waiters: [waiter], round });
    }
  }

  /** The first of each line. */
  firsts(): Waiter[] {
    return [...this.#lines.values()].map(({ waiters }) => waiters[0]!);
  }

  /** The request whose turn it is, among those that are ready and first of their lines. */
  first(isReady: (waiter: Waiter) => boolean): Waiter | undefined {
    let first: Waiter | undefined;
    let firstRound = Infinity;
    for (const { waiters, round } of this.#lines.values()) {
      const waiter = waiters[0]!;
      // Of the same round, whoever came first.
      if (round + waiter.cost >= firstRound || !isReady(waiter)) continue;
      first = waiter;
      firstRound = round + waiter.cost;
    }
    return first;
  }

  /** Takes out a request that is served. */
  serve(waiter: Waiter): void {
    const line = this.#lines.get(waiter.caller)!;
    line.round += waiter.cost;
    this.#round = line.round;
    this.remove(waiter);
  }

  /** Takes out a request that no longer waits. */
  remove(waiter: Waiter): void {
    const line = this.#lines.get(waiter.caller)!;
    line.waiters.splice(line.waiters.indexOf(waiter), 1);
    if (line.waiters.length > 0) return;
    this.#lines.delete(waiter.caller);
    this.#left.set(waiter.caller, line.round);
  }
}
