import type { Coverage } from "../../src/mod.ts";
import { formatTime } from "../../src/view/mod.ts";
import type { CollectedPart } from "../tools/collect_sessions.ts";
import { Line, line } from "./line.ts";

/** Whether every session of the range was read, if not every value of it. */
export function isWhole({ limitReached, gaps, unreadableRecords }: Coverage): boolean {
  return !limitReached && gaps.length === 0 && unreadableRecords === 0;
}

/** Says how many sessions matched, and of which part of the range that is known. */
export function matchedLine(
  { all, readFromMs, readUntilMs, coverage }: CollectedPart,
): Line {
  const matched = line`${all.length} ${
    Line.own(all.length === 1 ? "session matched" : "sessions matched")
  }`;
  if (coverage.limitReached) {
    return line`At least ${matched}: only ${Line.own(formatTime(readFromMs))} to ${
      Line.own(formatTime(readUntilMs))
    } was read; count: true reads on`;
  }
  if (!isWhole(coverage)) return line`At least ${matched}: a part is missing, see Coverage`;
  return line`${matched} in the whole range`;
}
