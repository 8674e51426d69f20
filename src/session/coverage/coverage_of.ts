import type { Coverage } from "./coverage.ts";

/** Makes a coverage of its parts; `complete` follows from them. */
export function coverageOf(parts: Omit<Coverage, "complete">): Coverage {
  return { ...parts, complete: !isShort(parts) && !parts.limitReached };
}

/** Whether sessions or values are missing for other reasons than the caller's own limit. */
export function isShort(
  { gaps, unreadableRecords, unreadableFields }: Omit<Coverage, "complete">,
): boolean {
  return gaps.length > 0 || unreadableRecords > 0 || Object.keys(unreadableFields).length > 0;
}
