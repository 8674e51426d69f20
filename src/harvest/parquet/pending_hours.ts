/**
 * Chooses the hours whose sessions are merged into their files while more come in. Sessions come in
 * the order of time, so that most hours are complete as soon as nothing is added to them, and are
 * written once.
 */
export class PendingHours {
  readonly #pending = new Map<string, number>();
  readonly #written = new Map<string, number>();
  #latest: ReadonlySet<string> = new Set();

  /** Adds the sessions of a batch, counted by hour. */
  add(batch: ReadonlyMap<string, number>): void {
    for (const [hour, sessions] of batch) add(this.#pending, hour, sessions);
    this.#latest = new Set(batch.keys());
  }

  /**
   * The hours that are worth writing now. Not those of the latest batch, to which more may come. One
   * that was written already must have got as many sessions again: each time all its sessions are
   * written anew, and for a few stragglers that can wait until the end.
   */
  get due(): string[] {
    return [...this.#pending]
      .filter(([hour, sessions]) =>
        !this.#latest.has(hour) && sessions >= (this.#written.get(hour) ?? 0)
      )
      .map(([hour]) => hour);
  }

  /** Sessions that the hours of `due` have. */
  get dueSessions(): number {
    return this.due.reduce((sum, hour) => sum + this.#pending.get(hour)!, 0);
  }

  /** Notes that hours are being written, with all that they have. */
  settle(hours: readonly string[]): void {
    for (const hour of hours) {
      add(this.#written, hour, this.#pending.get(hour) ?? 0);
      this.#pending.delete(hour);
    }
  }
}

function add(counts: Map<string, number>, hour: string, sessions: number): void {
  counts.set(hour, (counts.get(hour) ?? 0) + sessions);
}
