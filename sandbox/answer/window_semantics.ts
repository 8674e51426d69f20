/** Which sessions belong to a window; what the API does is not known. */
export interface WindowSemantics {
  /** By which of its moments a session belongs to a window. */
  readonly selection: "start" | "end" | "overlap";
  /** Which ends of a window belong to it; of `half_open`, the start. */
  readonly ends: "inclusive" | "half_open" | "exclusive";
}

/** A span of time, Unix milliseconds. */
export interface TimeSpan {
  /** Start. */
  readonly startMs: number;
  /** End. */
  readonly endMs: number;
}

/** Whether a session belongs to a window. */
export function belongsTo(
  window: TimeSpan,
  session: TimeSpan,
  { selection, ends }: WindowSemantics,
): boolean {
  const firstMs = selection === "start" ? session.startMs : session.endMs;
  const lastMs = selection === "end" ? session.endMs : session.startMs;
  const isAfterStart = ends === "exclusive" ? firstMs > window.startMs : firstMs >= window.startMs;
  const isBeforeEnd = ends === "inclusive" ? lastMs <= window.endMs : lastMs < window.endMs;
  return isAfterStart && isBeforeEnd;
}
