import type { TimeWindow } from "../../../src/query/time/time_window.ts";
import type { Coverage, GapReason } from "../../../src/session/coverage/coverage.ts";
import { useTimes } from "../display.ts";
import { countFormat } from "../format/numbers.ts";
import { percent } from "../scale/scale.ts";

const REASONS: Readonly<Record<GapReason, string>> = {
  saturated: "more sessions than a request can bring",
  too_old: "older than the API reaches",
  future: "in the future",
  failed: "requests failed",
  partial: "the API said that its answer was not all",
};

/** What came back of what was asked: the windows with their gaps, and the counts. */
export function CoverageSection({ coverage, windows = [coverage.range] }: {
  coverage: Coverage;
  windows?: readonly TimeWindow[];
}) {
  const times = useTimes();
  const { range, gaps, sessions, requests, duplicates, unreadableRecords } = coverage;
  const at = (ms: number) =>
    Math.min(1, Math.max(0, (ms - range.startMs) / (range.endMs - range.startMs || 1)));
  const facts: [string, string][] = [
    ["range", times.range(range)],
    ["sessions", countFormat(sessions)],
    ["requests", countFormat(requests)],
    [
      "complete",
      coverage.complete ? "yes" : coverage.limitReached ? "no, a limit was reached" : "no",
    ],
    ["came twice, left out", countFormat(duplicates)],
    ["could not be read", countFormat(unreadableRecords)],
  ];
  return (
    <section>
      <h2>Coverage</h2>
      <div class="coverage" aria-hidden="true">
        {[...windows.map(drawnAs("asked")), ...gaps.map(drawnAs("gap"))].map((
          { look, startMs, endMs },
          index,
        ) => (
          <span
            key={index}
            class={look}
            style={{ left: percent(at(startMs)), width: percent(at(endMs) - at(startMs)) }}
          />
        ))}
      </div>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {gaps.length > 0 && (
        <ul class="sentences">
          {gaps.slice(0, MOST_GAPS).map(({ startMs, endMs, reason }) => (
            <li key={startMs} class="missing">
              <strong>Gap:</strong> {times.range({ startMs, endMs })}, {REASONS[reason]}
            </li>
          ))}
          {gaps.length > MOST_GAPS && <li>and {countFormat(gaps.length - MOST_GAPS)} more gaps</li>}
        </ul>
      )}
    </section>
  );
}

const MOST_GAPS = 20;

function drawnAs(look: "asked" | "gap") {
  return ({ startMs, endMs }: TimeWindow) => ({ look, startMs, endMs });
}
