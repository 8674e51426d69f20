import type { PageAnswer, PageRequest } from "../../src/client/request/request_page.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import { EMPTY_PAGE } from "../../src/session/decode/decoded_page.ts";
import type { Session } from "../../src/session/session.ts";

/** How a source selects sessions. */
export interface SourceRules {
  /** By which of its moments a session belongs to a window. */
  readonly selection: "start" | "end" | "overlap";
  /** Which ends of a window belong to it; of `half_open`, the start. */
  readonly ends: "inclusive" | "half_open" | "exclusive";
}

/** The rules that the sandbox has by default. */
export const START_HALF_OPEN: SourceRules = { selection: "start", ends: "half_open" };

/**
 * A fixed set of sessions behind the API's rules, without HTTP and JSON: fast enough for whole days.
 * A window that has more than the limit comes as a random sample, as from the API.
 */
export class RecordedSource {
  readonly #startsMs: Float64Array;
  readonly #endsMs: Float64Array;
  /** Numbers of the sessions by the moment that the rules select by. */
  readonly #order: Uint32Array;
  readonly #keysMs: Float64Array;
  readonly #longestMs: number;
  readonly #rules: SourceRules;
  readonly #random: () => number;

  /** @param startsMs Starts of the sessions, ascending. */
  constructor(
    startsMs: Float64Array,
    endsMs: Float64Array,
    rules: SourceRules,
    random: () => number,
  ) {
    this.#startsMs = startsMs;
    this.#endsMs = endsMs;
    this.#rules = rules;
    this.#random = random;
    const order = Uint32Array.from(startsMs.keys());
    if (rules.selection === "end") order.sort((a, b) => endsMs[a]! - endsMs[b]!);
    this.#order = order;
    const keysMs = rules.selection === "end" ? endsMs : startsMs;
    this.#keysMs = Float64Array.from(order, (number) => keysMs[number]!);
    this.#longestMs = startsMs.reduce(
      (most, startMs, i) => Math.max(most, endsMs[i]! - startMs),
      0,
    );
  }

  /** Numbers of the sessions that belong to a window. */
  matches({ startMs, endMs }: TimeWindow): Uint32Array {
    const { selection, ends } = this.#rules;
    const isStartIn = ends !== "exclusive";
    const isEndIn = ends === "inclusive";
    const backMs = selection === "overlap" ? this.#longestMs : 0;
    const from = this.#countBelow(startMs - backMs, !isStartIn);
    const to = this.#countBelow(endMs, isEndIn);
    const found = this.#order.subarray(from, Math.max(from, to));
    if (selection !== "overlap") return found;
    return found.filter((number) =>
      isStartIn ? this.#endsMs[number]! >= startMs : this.#endsMs[number]! > startMs
    );
  }

  /** Answers a request. */
  answer({ window, limit }: Pick<PageRequest, "window" | "limit">): PageAnswer {
    const all = this.matches(window);
    const sessions = all.length <= limit
      ? Array.from(all, (number) => this.session(number))
      : this.#sample(all, limit);
    return { ...EMPTY_PAGE, sessions, attempts: 1, answeredAtMs: window.endMs };
  }

  /** A session by its number. */
  session(number: number): Session {
    return {
      session_id: String(number),
      client_id: "viewer",
      session_start_timestamp_ms: this.#startsMs[number]!,
      session_end_timestamp_ms: this.#endsMs[number]!,
    };
  }

  /** A uniform sample. Source: R. Floyd, in J. Bentley, "Programming Pearls", CACM 30(9), 1987. */
  #sample(all: Uint32Array, count: number): Session[] {
    const drawn = new Set<number>();
    for (let last = all.length - count; last < all.length; last++) {
      const candidate = Math.floor(this.#random() * (last + 1));
      drawn.add(drawn.has(candidate) ? last : candidate);
    }
    return Array.from(drawn, (index) => this.session(all[index]!));
  }

  /** How many moments lie before a moment, or up to and including it. */
  #countBelow(timeMs: number, isIncluded: boolean): number {
    let low = 0;
    let high = this.#keysMs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const keyMs = this.#keysMs[middle]!;
      if (isIncluded ? keyMs <= timeMs : keyMs < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
