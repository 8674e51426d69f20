import type { TimeWindow } from "../../query/time/time_window.ts";
import type { CoverageGap } from "../../session/coverage/coverage.ts";

/** Gaps in order of time; those that touch and say the same are one. */
export class GapList {
  #gaps: CoverageGap[] = [];

  /** The gaps. */
  get gaps(): readonly CoverageGap[] {
    return this.#gaps;
  }

  /** Takes out what lies in a window, and returns it; what sticks out stays. */
  take(window: TimeWindow): readonly CoverageGap[] {
    const taken: CoverageGap[] = [];
    this.#gaps = this.#gaps.flatMap((gap) => {
      const startMs = Math.max(gap.startMs, window.startMs);
      const endMs = Math.min(gap.endMs, window.endMs);
      if (startMs >= endMs) return [gap];
      taken.push({ ...gap, startMs, endMs });
      const rest = [{ ...gap, endMs: startMs }, { ...gap, startMs: endMs }];
      return rest.filter((part) => part.startMs < part.endMs);
    });
    return taken;
  }

  /** Adds a gap. */
  add(gap: CoverageGap): void {
    // Gaps come in the order of the collection, so the place is at one of the ends.
    const isLast = this.#gaps.length === 0 || this.#gaps.at(-1)!.startMs <= gap.startMs;
    let place = isLast ? this.#gaps.length : 0;
    while (place < this.#gaps.length && this.#gaps[place]!.startMs < gap.startMs) place++;
    const before = this.#gaps[place - 1];
    const after = this.#gaps[place];
    const startMs = touches(before, gap) ? before!.startMs : gap.startMs;
    const endMs = touches(gap, after) ? after!.endMs : gap.endMs;
    const from = touches(before, gap) ? place - 1 : place;
    const to = touches(gap, after) ? place + 1 : place;
    this.#gaps.splice(from, to - from, { ...gap, startMs, endMs });
  }
}

function touches(earlier: CoverageGap | undefined, later: CoverageGap | undefined): boolean {
  return earlier !== undefined && later !== undefined && earlier.endMs >= later.startMs &&
    earlier.reason === later.reason && earlier.message === later.message;
}
