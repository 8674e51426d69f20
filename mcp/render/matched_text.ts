import { formatTime, type TimeWindow } from "../../src/mod.ts";
import type { CollectedPart } from "../tools/collect_sessions.ts";
import { Line, line } from "./line.ts";

/** Says how many sessions matched, and of which part of the range that is known. */
export function matchedLine(
  { all, readFromMs, readUntilMs, coverage }: CollectedPart,
  cutOff: TimeWindow | undefined,
): Line {
  const matched = all.length;
  const verb = Line.own(matched === 1 ? "session matched" : "sessions matched");
  if (coverage.limitReached) {
    return line`At least ${matched} ${verb}: only ${Line.own(formatTime(readFromMs))} to ${
      Line.own(formatTime(readUntilMs))
    } was read; count: true reads on`;
  }
  const isShort = coverage.gaps.length > 0 || coverage.unreadableRecords > 0;
  if (isShort) return line`At least ${matched} ${verb}: a part is missing, see Coverage`;
  return line`${matched} ${verb} in ${
    Line.own(cutOff ? "the part that can be reached" : "the whole range")
  }`;
}
