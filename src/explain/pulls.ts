import type { SessionTable } from "../analysis/table/session_table.ts";
import { joinTables } from "../analysis/table/join_tables.ts";
import { mergeCoverage } from "../session/coverage/merge_coverage.ts";
import type { Coverage } from "../session/coverage/coverage.ts";
import type { Pulled } from "./answers.ts";
import type { AskOptions } from "./ask_options.ts";
import { filtersQuery } from "./filters_query.ts";
import type { ReadTable, TableSource } from "./table_source.ts";

/** Sessions to ask for. */
export type PullOrder = Pick<Pulled, "purpose" | "windows" | "filters"> & {
  /** The dimensions and tags that are wanted; absent for all. */
  readonly attributes?: readonly string[];
  /** Most sessions. */
  readonly limit?: number;
};

/** The pulls of an answer, one after the other: what came of them, and how far they are. */
export class Pulls {
  readonly #source: TableSource;
  readonly #options: AskOptions;
  #done: Pulled[] = [];
  #requests = 0;
  #sessions = 0;
  #fraction = 0;

  /** Pulls from a source. */
  constructor(source: TableSource, options: AskOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** What was pulled, in order. */
  get pulled(): readonly Pulled[] {
    return this.#done;
  }

  /** Requests made so far. */
  get requests(): number {
    return this.#requests;
  }

  /** Sessions that came so far. */
  get sessions(): number {
    return this.#sessions;
  }

  /**
   * Asks for the windows of an order, one after the other.
   *
   * @param untilFraction Part of all that the answer asks for that is done after it.
   * @returns Each window's sessions, and how the pull went.
   */
  async pull(
    { purpose, windows, filters, attributes, limit }: PullOrder,
    untilFraction: number,
  ): Promise<{ tables: SessionTable[]; pulled: Pulled }> {
    const { signal, onProgress } = this.#options;
    const fromFraction = this.#fraction;
    const reads: ReadTable[] = [];
    for (const [index, window] of windows.entries()) {
      signal?.throwIfAborted();
      const query = { ...filtersQuery(window, filters), ...limit !== undefined && { limit } };
      const report = (fraction: number, requests: number, sessions: number) => {
        const done = (index + fraction) / windows.length;
        this.#fraction = Math.max(
          this.#fraction,
          fromFraction + (untilFraction - fromFraction) * done,
        );
        onProgress?.({ fraction: this.#fraction, requests, sessions, purpose });
      };
      const read = await this.#source.read(query, {
        ...attributes && { attributes },
        ...signal && { signal },
        onProgress: ({ fraction, requests, sessions }) =>
          report(fraction, this.#requests + requests, this.#sessions + sessions),
      });
      this.#requests += read.coverage.requests;
      this.#sessions += read.coverage.sessions;
      report(1, this.#requests, this.#sessions);
      reads.push(read);
    }
    const coverage = reads.map((read) => read.coverage).reduce(mergeCoverage);
    const { requests, sessions } = coverage;
    const pulled = { purpose, windows, filters, sessions, requests, coverage };
    this.#done.push(pulled);
    return { tables: reads.map(({ table }) => table), pulled };
  }

  /** Says that all is done that is to be asked. */
  finish(): void {
    const purpose = this.#done.at(-1)?.purpose ?? "current";
    const { requests, sessions } = this;
    this.#options.onProgress?.({ fraction: 1, requests, sessions, purpose });
  }

  /** Leaves out what was pulled so far, as all of it is asked for again; its requests still count. */
  restart(): void {
    this.#done = [];
  }

  /** The coverage of all pulls together. */
  get coverage(): Coverage {
    return this.#done.map(({ coverage }) => coverage).reduce(mergeCoverage);
  }
}

/** The tables of a pull as one. */
export function joined(tables: readonly SessionTable[]): SessionTable {
  return joinTables(tables as [SessionTable, ...SessionTable[]]);
}
