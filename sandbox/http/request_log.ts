/** A request that a sandbox answered. */
export interface RequestLogEntry {
  /** HTTP method. */
  readonly method: string;
  /** Path of the URL, without query. */
  readonly path: string;
  /** Query parameters in their order, repeated ones included. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Status of the answer; 0 if the connection was reset. */
  readonly status: number;
  /** When it came, Unix milliseconds. */
  readonly atMs: number;
  /** Whether it carried any credentials. */
  readonly hasCredentials: boolean;
  /** Sessions in the answer. */
  readonly sessions: number;
  /** Faults that were injected. */
  readonly faults: readonly string[];
}

const MAX_ENTRIES = 50_000;

/** The latest requests, bounded so that a sandbox can run for weeks. */
export class RequestLog {
  readonly #entries: RequestLogEntry[] = [];

  /** The latest requests, oldest first. */
  get entries(): readonly RequestLogEntry[] {
    return this.#entries;
  }

  /** Adds a request. */
  add(entry: RequestLogEntry): void {
    if (this.#entries.length === MAX_ENTRIES) this.#entries.splice(0, MAX_ENTRIES / 2);
    this.#entries.push(entry);
  }
}
