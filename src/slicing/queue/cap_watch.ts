import type { DecodedPage } from "../../session/decoded_page.ts";
import { CapCheck, type SuspectedResponse } from "./cap_check.ts";
import type { ResponseCut } from "../answer/response_cut.ts";
import type { Segment } from "./segment.ts";

/** What a watch does to the segments of a queue. */
export interface CapWatchHost {
  /** The segments, in the order of the axis. */
  readonly segments: readonly Segment[];
  /** What the response of a segment looks like. */
  describe(segment: Segment, page: DecodedPage): SuspectedResponse;
  /** Cuts a segment in two for a check; `false` if it is too narrow. */
  halve(segment: Segment, check: CapCheck): boolean;
  /** Takes in a response as all that there is. */
  complete(segment: Segment, page: DecodedPage): void;
  /** Learns from a response that was proven whole. */
  learnWhole(suspected: SuspectedResponse): void;
  /** Takes in a response of which nothing can tell whether it was cut off. */
  endUnchecked(segment: Segment, page: DecodedPage): void;
  /** Takes in that answers are cut off; those that are held among the full ones. */
  cutOff(): void;
}

/**
 * Holds back the responses that may have been cut off in silence until one of them has been
 * checked. One check at a time is enough: what it finds holds for all of such a length.
 */
export class CapWatch {
  readonly #cut: ResponseCut;
  readonly #host: CapWatchHost;
  #check: CapCheck | undefined;

  /** A watch that suspects nothing yet. */
  constructor(cut: ResponseCut, host: CapWatchHost) {
    this.#cut = cut;
    this.#host = host;
  }

  /** Learns the length of a response, whatever else becomes of it. */
  learn(length: number, limit: number): void {
    if (!this.#cut.learn(length, limit)) return;
    this.#endCheck();
    this.#goOn();
  }

  /** Whether the response of a segment is to be checked before it is believed. */
  suspects({ isWhole, length, limit, expected }: Segment): boolean {
    return !isWhole && this.#cut.suspects({ length, limit, expected });
  }

  /** Takes in a response that is not as long as the limit. */
  settle(segment: Segment, page: DecodedPage): void {
    const { check } = segment;
    if (!check && !this.suspects(segment)) {
      this.#host.complete(segment, page);
      return;
    }
    segment.state = { kind: "held", page };
    check?.take(page, segment.length);
    if (check?.verdict) this.#conclude(check);
    this.#goOn();
  }

  /** Takes in that a segment will not be answered as a whole. */
  release(segment: Segment): void {
    if (segment.check) this.#endCheck();
    this.#goOn();
  }

  #conclude(check: CapCheck): void {
    const parts = this.#endCheck();
    if (check.verdict === "whole") {
      this.#cut.learnWhole(check.length);
      this.#host.learnWhole(check.suspected);
      for (const part of parts) {
        part.isWhole = true;
        if (part.state.kind === "held") this.#host.complete(part, part.state.page);
      }
    } else if (check.verdict === "cut_off") {
      this.#cut.learnCutOff(check.length);
      this.#host.cutOff();
    } else if (check.verdict === "unknowable") {
      for (const part of parts) {
        if (part.state.kind !== "held") continue;
        const { page } = part.state;
        if (this.suspects(part)) this.#host.endUnchecked(part, page);
      }
    }
  }

  /** Ends the check, and returns its parts, which are like all others from now on. */
  #endCheck(): Segment[] {
    const parts = this.#host.segments.filter(({ check }) => check !== undefined);
    for (const part of parts) part.check = undefined;
    this.#check = undefined;
    return parts;
  }

  /** Lets go of what is no longer suspected, and sees that something checks the rest. */
  #goOn(): void {
    // Behind a failure nothing is asked any more, and before it all is to be delivered.
    if (this.#check && this.#beforeFailure().every(({ check }) => !check)) this.#endCheck();
    for (const segment of [...this.#host.segments]) {
      if (segment.state.kind !== "held" || segment.check) continue;
      const { page } = segment.state;
      if (!this.suspects(segment)) this.#host.complete(segment, page);
      else if (!this.#check) this.#begin(segment, page);
    }
  }

  #begin(segment: Segment, page: DecodedPage): void {
    if (!this.#beforeFailure().includes(segment)) return;
    const check = new CapCheck(this.#host.describe(segment, page));
    if (!this.#host.halve(segment, check)) {
      this.#host.endUnchecked(segment, page);
      return;
    }
    this.#check = check;
    // What was believed at first may be of a kind with it.
    for (const other of this.#host.segments) {
      if (other.state.kind !== "done" || other.state.result.gap) continue;
      const { page } = other.state.result;
      if (this.suspects(other)) other.state = { kind: "held", page };
    }
  }

  #beforeFailure(): readonly Segment[] {
    const { segments } = this.#host;
    const failed = segments.findIndex(({ state }) => state.kind === "failed");
    return failed < 0 ? segments : segments.slice(0, failed);
  }
}
