import { assert, assertEquals } from "@std/assert";
import { createSandbox, type SessionRecord } from "../../sandbox/mod.ts";
import { NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SESSIONS_PER_DAY = 60_000;
const sandbox = createSandbox({
  now: () => NOW_MS,
  incidents: [],
  sessionsPerDay: SESSIONS_PER_DAY,
});
const dayStartMs = Date.parse("2026-11-20T00:00:00Z");
const sessions = sandbox.truth({ startMs: dayStartMs, endMs: dayStartMs + DAY_MS });
const plays = sessions.filter((session) => session.video_start_time_ms !== null);

const share = (of: SessionRecord[], matches: (session: SessionRecord) => unknown) =>
  of.filter(matches).length / of.length;
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
const sum = (of: SessionRecord[], value: (session: SessionRecord) => number) =>
  of.reduce((total, session) => total + value(session), 0);

/** Within, and the value in the message if not. */
function assertBetween(value: number, min: number, max: number): void {
  assert(value >= min && value <= max, `${value} is not between ${min} and ${max}`);
}

/** Sizes of the groups of sessions, largest first. */
function groupSizes(of: SessionRecord[], key: (session: SessionRecord) => unknown): number[] {
  const sizes = new Map<unknown, number>();
  for (const session of of) sizes.set(key(session), (sizes.get(key(session)) ?? 0) + 1);
  return [...sizes.values()].sort((a, b) => b - a);
}

Deno.test("a day has as many sessions as it was asked to have", () => {
  const tolerance = 5 * Math.sqrt(SESSIONS_PER_DAY);
  assertBetween(sessions.length, SESSIONS_PER_DAY - tolerance, SESSIONS_PER_DAY + tolerance);
});

Deno.test("the volume follows a daily curve with an evening peak and a trough before dawn", () => {
  const startingIn = (hour: number) =>
    sandbox.count({
      startMs: dayStartMs + hour * HOUR_MS,
      endMs: dayStartMs + (hour + 1) * HOUR_MS,
    });
  const perHour = Array.from({ length: 24 }, (_, hour) => startingIn(hour));
  const peakHour = perHour.indexOf(Math.max(...perHour));
  assertBetween(peakHour, 18, 22);
  assertBetween(Math.max(...perHour) / Math.min(...perHour), 2.5, 6);
});

Deno.test("video start times are lognormal with a median near 2.5 s", () => {
  const times = plays.map((session) => session.video_start_time_ms!);
  assertBetween(median(times), 2_200, 2_800);
  const logs = times.map(Math.log);
  const mean = logs.reduce((a, b) => a + b) / logs.length;
  const sigma = Math.sqrt(logs.reduce((a, b) => a + (b - mean) ** 2, 0) / logs.length);
  assertBetween(sigma, 0.5, 0.75);
  assertBetween(share(plays, (s) => Math.log(s.video_start_time_ms!) < mean), 0.47, 0.53);
});

Deno.test("failures and exits have plausible rates, split by cause", () => {
  assertBetween(share(sessions, (s) => s.is_video_start_failure), 0.008, 0.012);
  assertBetween(share(sessions, (s) => s.is_exit_before_video_start), 0.04, 0.06);
  assertBetween(share(plays, (s) => s.is_video_playback_failure), 0.004, 0.0065);
  const failed = sessions.filter((s) => s.is_video_start_failure);
  assertBetween(share(failed, (s) => s.is_video_start_failure_tech), 0.6, 0.8);
});

Deno.test("viewers on slower networks wait longer and leave more often", () => {
  const byIsp = (isp: string) => sessions.filter((s) => s.network_info?.isp === isp);
  const [fast, slow] = [byIsp("Copperline Broadband"), byIsp("Harbor Rural Coop")];
  const startTime = (of: SessionRecord[]) => median(of.flatMap((s) => s.video_start_time_ms ?? []));
  assert(startTime(slow) > 1.3 * startTime(fast));
  assert(
    share(slow, (s) => s.is_exit_before_video_start) >
      1.2 * share(fast, (s) => s.is_exit_before_video_start),
  );
});

Deno.test("rebuffering is mostly none, with a heavy tail", () => {
  const ratios = plays
    .filter((s) => s.playing_time_ms! + s.rebuffering_time_ms! > 0)
    .map((s) => s.rebuffering_time_ms! / (s.playing_time_ms! + s.rebuffering_time_ms!));
  assertBetween(ratios.filter((ratio) => ratio === 0).length / ratios.length, 0.7, 0.9);
  const stalled = ratios.filter((ratio) => ratio > 0).sort((a, b) => a - b);
  const p99 = stalled[Math.floor(0.99 * stalled.length)]!;
  assert(p99 > 15 * median(stalled), `${p99}`);
  const overall = sum(plays, (s) => s.rebuffering_time_ms!) /
    sum(plays, (s) => s.rebuffering_time_ms! + s.playing_time_ms!);
  assertBetween(overall, 0.001, 0.01);
});

Deno.test("providers, CDNs, devices and assets have a few large ones and a tail", () => {
  const keys: ((session: SessionRecord) => unknown)[] = [
    (s) => s.network_info?.isp,
    (s) => s.network_info?.cdn,
    (s) => s.device_info?.device_name,
    (s) => s.asset,
  ];
  for (const key of keys) {
    const sizes = groupSizes(sessions, key);
    assert(sizes.length >= 4);
    assert(sizes[0]! > 4 * sizes.at(-1)!, `${sizes}`);
    assert(sizes.at(-1)! > 0);
  }
});

Deno.test("every record is consistent in itself", () => {
  for (const s of sessions) {
    const lastedMs = s.session_end_timestamp_ms! - s.session_start_timestamp_ms!;
    const spentMs = (s.video_start_time_ms ?? 0) + s.playing_time_ms! + s.paused_time_ms! +
      s.rebuffering_time_ms!;
    assert(lastedMs >= spentMs, s.session_id);
    assert(s.connection_induced_rebuffering_time_ms! <= s.rebuffering_time_ms!);
    assertEquals(s.rebuffering_time_ms! > 0, s.interrupts! > 0);
    const endings = [
      s.is_exit_before_video_start,
      s.is_video_start_failure,
      s.is_video_playback_failure,
    ].filter(Boolean);
    assert(endings.length <= 1);
    const hasPlayed = s.video_start_time_ms !== null;
    assertEquals(hasPlayed, !s.is_exit_before_video_start && !s.is_video_start_failure);
    if (!hasPlayed) {
      assertEquals([s.playing_time_ms, s.average_average_bitrate_bps], [0, null]);
    }
    for (const phase of ["start", "playback"] as const) {
      const isFailure = s[`is_video_${phase}_failure`]!;
      const causes = [
        s[`is_video_${phase}_failure_business`]!,
        s[`is_video_${phase}_failure_tech`]!,
      ];
      assertEquals(causes.filter(Boolean).length, isFailure ? 1 : 0);
      assertEquals(s[`video_${phase}_failure_errors`]!.length, isFailure ? 1 : 0);
    }
    assertEquals(s.content_length_ms === null, s.content_info?.content_category === "Live");
    if (s.device_info?.device_name === "iPhone") assertEquals(s.device_info.device_os, "iOS");
    if (s.device_info?.browser_name) assertEquals(s.device_info.platform, "Web");
  }
});

Deno.test("a client keeps its device, and a viewer the place and the plan", () => {
  const few = createSandbox({ now: () => NOW_MS, sessionsPerDay: 300, incidents: [] })
    .truth({ startMs: NOW_MS - 30 * DAY_MS, endMs: NOW_MS });
  const kept: [key: keyof SessionRecord, trait: (s: SessionRecord) => unknown][] = [
    ["client_id", (s) => s.device_info],
    ["viewer_id", (s) => [s.geo_info, s.network_info?.ip, s.custom_tags?.plan]],
  ];
  for (const [key, trait] of kept) {
    const traits = new Map<unknown, string>();
    for (const session of few) {
      const found = JSON.stringify(trait(session));
      assertEquals(found, traits.get(session[key]) ?? found);
      traits.set(session[key], found);
    }
    assert(traits.size < few.length / 10);
  }
});
