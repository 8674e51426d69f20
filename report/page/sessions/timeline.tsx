import type { PackedSessions } from "../../data/pack_sessions.ts";
import { useTimes } from "../display.ts";
import { durationText, type Times } from "../format/times.ts";
import { TimeTicks } from "../figures/time_ticks.tsx";
import { percent } from "../scale/scale.ts";
import { type Drawn, inLanes, sessionsOfDays } from "./timeline_days.ts";

const LANE_PX = 20;
const DAY_MS = 86_400_000;

/** The sessions of one viewer, a strip for each day that has some. */
export function Timeline({ sessions, onOpen }: {
  sessions: PackedSessions;
  onOpen: (row: number) => void;
}) {
  const times = useTimes();
  const days = sessionsOfDays(sessions, (ms) => times.startOf(ms, DAY_MS));
  if (days.length === 0) return null;
  return (
    <section>
      <h2>Time line</h2>
      <p class="key">
        <span class="bar-key played" /> played <span class="bar-key failed" /> failed{" "}
        <span class="bar-key left" /> left before the start <span class="bar-key unknown" />{" "}
        not known
      </p>
      <ol class="timeline">
        {days.map(({ window, drawn }) => (
          <li key={window.startMs}>
            <h3>{times.day(window.startMs)}</h3>
            <Strip window={window} drawn={drawn} times={times} onOpen={onOpen} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Strip({ window, drawn, times, onOpen }: {
  window: { readonly startMs: number; readonly endMs: number };
  drawn: readonly Drawn[];
  times: Times;
  onOpen: (row: number) => void;
}) {
  const lanes = inLanes(drawn);
  const at = (ms: number) =>
    Math.min(1, Math.max(0, (ms - window.startMs) / (window.endMs - window.startMs)));
  const height = LANE_PX * Math.max(...lanes.map(({ lane }) => lane + 1));
  return (
    <div class="strip">
      <div class="strip-lanes" style={{ height: `${height}px` }}>
        {lanes.map(({ session, lane }) => (
          <button
            key={session.row}
            type="button"
            class={`session-bar ${lookOf(session.outcome)}`}
            aria-haspopup="dialog"
            aria-label={`${times.second(session.startMs)}, ${
              durationText(session.endMs - session.startMs)
            }, ${session.outcome ?? "outcome not known"}`}
            style={{
              left: percent(at(session.startMs)),
              width: percent(at(session.endMs) - at(session.startMs)),
              top: `${lane * LANE_PX}px`,
            }}
            onClick={() => onOpen(session.row)}
          />
        ))}
      </div>
      <TimeTicks window={window} most={8} />
    </div>
  );
}

/** A failure and an early exit look otherwise in shape, not in colour alone. */
function lookOf(outcome: string | undefined): string {
  if (outcome === undefined) return "unknown";
  if (outcome === "played") return "played";
  return outcome === "EBVS" ? "left" : "failed";
}
