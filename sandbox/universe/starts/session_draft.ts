import type { DurationClass } from "./duration_class.ts";

/** All that makes up a session, before anything is worked out: cheap enough for millions. */
export interface SessionDraft {
  /** When it starts, Unix milliseconds. */
  readonly startMs: number;
  readonly durationClass: DurationClass;
  /** 64 random bits that everything about the session follows from. */
  readonly keyHigh: number;
  readonly keyLow: number;
  /** Layer that it belongs to; see `PointProcess`. */
  readonly layer: number;
}
