import type { TimeWindow } from "../../query/time/time_window.ts";
import type { Coverage, CoverageGap } from "../../session/coverage/coverage.ts";
import { coverageOf } from "../../session/coverage/coverage_of.ts";
import { joinNotices, sumCounts } from "../../session/coverage/merge_coverage.ts";
import { GapList } from "./gap_list.ts";

/** Adds up coverage as a collection goes. */
export class CoverageTally {
  readonly #range: TimeWindow;
  readonly #gaps = new GapList();
  #unreadableFields: Coverage["unreadableFields"] = {};
  #unknownValues: Coverage["unknownValues"] = {};
  #correctedUnits: Coverage["correctedUnits"] = {};
  #notices: Coverage["notices"] = [];
  #sessions = 0;
  #duplicates = 0;
  #windows = 0;
  #unreadableRecords = 0;
  /** HTTP requests answered. */
  requests = 0;
  /** Whether the caller's limit ended the collection. */
  limitReached = false;
  /** Whether the whole range has been collected. */
  finished = false;

  /** Nothing of a range yet. */
  constructor(range: TimeWindow) {
    this.#range = range;
  }

  /** Names a part of the range that is short. */
  addGap(gap: CoverageGap): void {
    this.#gaps.add(gap);
  }

  /** Takes back the gaps of a window, since it is asked again; returns them. */
  takeGaps(window: TimeWindow): readonly CoverageGap[] {
    return this.#gaps.take(window);
  }

  /** Adds a window that was delivered; its requests have been counted when they were answered. */
  addWindow(window: Coverage): void {
    this.#windows++;
    this.#sessions += window.sessions;
    this.#duplicates += window.duplicates;
    this.#unreadableRecords += window.unreadableRecords;
    this.#unreadableFields = sumCounts(this.#unreadableFields, window.unreadableFields);
    this.#unknownValues = sumCounts(this.#unknownValues, window.unknownValues);
    this.#correctedUnits = sumCounts(this.#correctedUnits, window.correctedUnits);
    this.#notices = joinNotices(this.#notices, window.notices);
    for (const gap of window.gaps) this.addGap(gap);
  }

  /** Distinct sessions delivered. */
  get sessions(): number {
    return this.#sessions;
  }

  /** Windows delivered. */
  get windows(): number {
    return this.#windows;
  }

  /** Number of gaps. */
  get gaps(): number {
    return this.#gaps.gaps.length;
  }

  /** The coverage so far; not complete before the end. */
  get coverage(): Coverage {
    const coverage = coverageOf({
      range: this.#range,
      sessions: this.#sessions,
      duplicates: this.#duplicates,
      requests: this.requests,
      windows: this.#windows,
      limitReached: this.limitReached,
      unreadableRecords: this.#unreadableRecords,
      unreadableFields: this.#unreadableFields,
      unknownValues: this.#unknownValues,
      correctedUnits: this.#correctedUnits,
      notices: this.#notices,
      gaps: [...this.#gaps.gaps],
    });
    return { ...coverage, complete: coverage.complete && this.finished };
  }
}
