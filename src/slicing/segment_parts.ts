import type { Session } from "../session/session.ts";
import { Segment } from "./segment.ts";
import type { Stretch, TimeAxis } from "./time_axis.ts";
import type { WindowPlanner } from "./window_planner.ts";

/** Two segments that wait, in the place of one; the cut is moved to a round moment. */
export function bisected(
  segment: Segment,
  atMs: number,
  axis: TimeAxis,
  planner: WindowPlanner,
): Segment[] {
  const { fromMs, toMs, fullResponses, known } = segment;
  const roundMs = axis.roundEnd({ fromMs, toMs: Math.floor(atMs) }, toMs - 1);
  const cutMs = Math.max(fromMs + 1, Math.min(toMs - 1, roundMs));
  return cutAt(segment, [cutMs, toMs], fullResponses, known, planner);
}

/**
 * Segments that wait, in the place of one.
 *
 * @param edgesMs Offsets at which they end.
 * @param fullResponses Responses in a row that were full at their place.
 * @param known Sessions of their place that have come.
 */
export function cutAt(
  { fromMs, requests }: Segment,
  edgesMs: readonly number[],
  fullResponses: number,
  known: readonly Session[],
  planner: WindowPlanner,
): Segment[] {
  return edgesMs.map((endMs, index) => {
    const part = { fromMs: edgesMs[index - 1] ?? fromMs, toMs: endMs };
    const expected = planner.expect(part);
    // The first part carries on the count of what the whole has cost.
    const spent = index === 0 ? requests : 0;
    const segment = new Segment(part.fromMs, part.toMs, expected, fullResponses, spent);
    segment.known = known;
    return segment;
  });
}

/** The part of a segment that lies in a stretch. */
export function clipped(segment: Segment, { fromMs, toMs }: Stretch): Segment {
  const { expected, fullResponses, requests, known, failures } = segment;
  const part = new Segment(fromMs, toMs, expected, fullResponses, requests);
  return Object.assign(part, { known, failures });
}
