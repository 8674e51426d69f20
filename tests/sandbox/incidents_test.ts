import { assert, assertThrows } from "@std/assert";
import {
  createSandbox,
  defaultIncidents,
  type Incident,
  type IncidentKind,
  type SessionRecord,
} from "../../sandbox/mod.ts";
import { NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const where = { cdn: ["Meridian"], device_os: ["iOS"] };
const during = { startMs: NOW_MS - 12 * HOUR_MS, endMs: NOW_MS - 6 * HOUR_MS };
const after = { startMs: during.endMs, endMs: during.endMs + HOUR_MS };
const before = { startMs: NOW_MS - 18 * HOUR_MS, endMs: NOW_MS - 12 * HOUR_MS };

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const share = (flag: keyof SessionRecord) => (sessions: SessionRecord[]) =>
  mean(sessions.map((session) => Number(session[flag])));
const over = (value: (session: SessionRecord) => number) => (sessions: SessionRecord[]) =>
  mean(sessions.filter((session) => session.video_start_time_ms !== null).map(value));

interface Case {
  readonly kind: IncidentKind;
  readonly strength: number;
  readonly measure: (sessions: SessionRecord[]) => number;
  /** Least and most of the value inside, given the value outside. */
  readonly expected: (outside: number) => [min: number, max: number];
}

const cases: Case[] = [
  {
    kind: "video_start_failure",
    strength: 0.4,
    measure: share("is_video_start_failure"),
    expected: () => [0.35, 0.47],
  },
  {
    kind: "exit_before_video_start",
    strength: 0.3,
    measure: share("is_exit_before_video_start"),
    expected: () => [0.28, 0.42],
  },
  {
    kind: "video_playback_failure",
    strength: 0.2,
    measure: share("is_video_playback_failure"),
    expected: () => [0.14, 0.26],
  },
  {
    kind: "slow_start",
    strength: 3,
    measure: over((s) => s.video_start_time_ms!),
    expected: (outside) => [2.5 * outside, 3.3 * outside],
  },
  {
    kind: "rebuffering",
    strength: 0.1,
    measure: over((s) =>
      s.rebuffering_time_ms! / (1 + s.playing_time_ms! + s.rebuffering_time_ms!)
    ),
    expected: (outside) => [outside + 0.09, outside + 0.12],
  },
  {
    kind: "bitrate",
    strength: 0.25,
    measure: over((s) => s.average_average_bitrate_bps!),
    expected: (outside) => [0.2 * outside, 0.3 * outside],
  },
];

for (const { kind, strength, measure, expected } of cases) {
  Deno.test(`an incident of kind ${kind} hits whom it should, when it should, and nobody else`, () => {
    const incident: Incident = { kind, strength, where, ...during };
    const world = { now: () => NOW_MS, sessionsPerDay: 60_000 };
    const ill = createSandbox({ ...world, incidents: [incident] });
    const well = createSandbox({ ...world, incidents: [] });
    const outside = measure(well.truth(during, where));
    const inside = measure(ill.truth(during, where));
    const [min, max] = expected(outside);
    assert(inside > min && inside < max, `${inside} is not between ${min} and ${max}`);
    const others = { cdn: ["Northwind CDN"], device_os: ["iOS"] };
    for (const window of [before, after]) {
      assert(measure(ill.truth(window, where)) === measure(well.truth(window, where)));
    }
    assert(measure(ill.truth(during, others)) === measure(well.truth(during, others)));
  });
}

Deno.test("by default an incident is going on, so that a newcomer finds something", () => {
  const [incident] = defaultIncidents(NOW_MS);
  assert(incident!.startMs < NOW_MS - HOUR_MS && incident!.endMs > NOW_MS);
  const sandbox = createSandbox({ now: () => NOW_MS, sessionsPerDay: 60_000 });
  const lastHour = { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS };
  const rate = share("is_video_start_failure");
  assert(rate(sandbox.truth(lastHour, incident!.where)) > 10 * rate(sandbox.truth(before)));
});

Deno.test("an incident by what is the outcome of a session is refused", () => {
  const incident: Incident = {
    kind: "bitrate",
    strength: 0.5,
    where: { is_video_start_failure: ["true"] },
    ...during,
  };
  assertThrows(() => createSandbox({ incidents: [incident] }), Error, "is_video_start_failure");
});
