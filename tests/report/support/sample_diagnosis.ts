import type { DiagnosisAnswer, Problem, TrendPoint } from "../../../src/explain/mod.ts";
import { wilsonInterval } from "../../../src/analysis/statistics/wilson.ts";
import { coverageWith } from "../../support/coverage.ts";
import { NO_FILTERS } from "../../support/no_filters.ts";
import { randomOf } from "../../support/random.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The range of the sample. */
export const RANGE = {
  startMs: Date.parse("2026-11-22T20:00:00Z"),
  endMs: Date.parse("2026-11-22T23:00:00Z"),
};

const BASELINE = { startMs: RANGE.startMs - DAY_MS, endMs: RANGE.endMs - DAY_MS };
const BEGAN_MS = Date.parse("2026-11-22T21:25:00Z");

/** A diagnosis in which one of two CDNs fails, with what goes with it. */
export function sampleDiagnosis(): DiagnosisAnswer {
  const coverage = coverageWith({ range: RANGE, sessions: 21_480, requests: 16, windows: 14 });
  const asked = (purpose: "current" | "baseline", sessions: number) => ({
    purpose,
    windows: [purpose === "current" ? RANGE : BASELINE],
    filters: NO_FILTERS,
    sessions,
    requests: 8,
    coverage,
  });
  return {
    verdict: "incident",
    range: RANGE,
    baseline: [BASELINE],
    filters: NO_FILTERS,
    problems: [startFailures()],
    unremarkable: [
      {
        metric: "vpf",
        verdict: "nothing_stands_out",
        n: 9_870,
        value: 0.0042,
        expected: 0.0045,
        low: 0.0031,
        high: 0.0057,
        smallestDetectable: { ratioOfAll: 1.6, ratioOfTenth: 3.4 },
      },
      {
        metric: "slow_start",
        threshold: { value: 5000, unit: "ms" },
        verdict: "too_few_sessions",
        n: 310,
        value: null,
        low: null,
        high: null,
        expected: null,
        sessionsNeeded: 4200,
      },
    ],
    asked: {
      requests: 16,
      sessions: 21_480,
      plan: [
        { purpose: "current", windows: [RANGE], filters: NO_FILTERS, reason: "all_of_range" },
        {
          purpose: "baseline",
          windows: [BASELINE],
          filters: NO_FILTERS,
          reason: "thinned_for_budget",
        },
      ],
    },
    coverage,
    provenance: { pulls: [asked("current", 10_630), asked("baseline", 10_850)] },
  };
}

/** The problem of the sample. */
export function startFailures(): Problem {
  const since = {
    startMs: BEGAN_MS,
    lowMs: BEGAN_MS - 7 * MINUTE_MS,
    highMs: BEGAN_MS + 4 * MINUTE_MS,
    endMs: null,
  };
  const query = {
    start: "2026-11-22T20:00:00Z",
    end: "2026-11-22T23:00:00Z",
    is_video_start_failure: true,
    dimensions: { cdn: "Meridian", device_os: "Android" },
  };
  return {
    metric: "vsf",
    n: 10_630,
    value: 0.0391,
    low: 0.0356,
    high: 0.0429,
    expected: 0.0121,
    since,
    causes: [
      {
        where: { cdn: "Meridian", device_os: "Android" },
        n: 1_204,
        bad: 251,
        expectedBad: 15.2,
        ratio: 16.5,
        low: 12.1,
        high: 23.4,
        pAdjusted: 0.0002,
        explains: 0.82,
        share: 0.113,
        since,
        inseparableFrom: [{ cdn_edge_group: "group-2", device_os: "Android" }, {
          cdn: "Meridian",
          player_name: "ExampleTV Android",
        }],
        separatedBy: { onlyInCause: 3, onlyInAlternative: 11 },
        query,
      },
      {
        where: { isp: "Deccan Mobile" },
        n: 640,
        bad: 31,
        expectedBad: 8.1,
        ratio: 3.8,
        low: 2.2,
        high: null,
        pAdjusted: 0.013,
        explains: 0.08,
        share: 0.06,
        since: { ...since, endMs: BEGAN_MS + 50 * MINUTE_MS },
        inseparableFrom: [],
        query: { ...query, dimensions: { isp: "Deccan Mobile" } },
      },
    ],
    unexplained: 0.1,
    heldAgainst: [BASELINE],
    trend: [...trend(BASELINE, true), ...trend(RANGE, false)],
  };
}

/** Spans of five minutes, in which the rate is as it was until it begins to be raised. */
function trend({ startMs, endMs }: typeof RANGE, isBaseline: boolean): TrendPoint[] {
  const random = randomOf(isBaseline ? 1 : 2);
  const points: TrendPoint[] = [];
  for (let ms = startMs; ms < endMs; ms += 5 * MINUTE_MS) {
    const n = 280 + Math.round(40 * random());
    const rate = ms >= BEGAN_MS ? 0.062 : 0.012;
    const bad = Math.round(n * rate * (0.7 + 0.6 * random()));
    points.push({
      startMs: ms,
      endMs: ms + 5 * MINUTE_MS,
      n,
      bad,
      value: bad / n,
      ...wilsonInterval(bad, n),
      isBaseline,
    });
  }
  return points;
}
