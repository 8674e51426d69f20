import { wallClock } from "../../src/view/mod.ts";
import { dayOfRange, timeText } from "../text/time_text.ts";

/**
 * Writes moments as the clocks of a time zone read them, `18:05` or `11-22 18:05`, without the day if
 * all are of one.
 */
export function zonedTimeText(
  timeZone: string,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): (ms: number) => string {
  const clock = wallClock(timeZone) ?? ((ms: number) => ms);
  const sameDay = dayOfRange({ startMs: clock(startMs), endMs: clock(endMs - 1) });
  return (ms) => timeText(clock(ms), sameDay).replace(/:00$/, "");
}
