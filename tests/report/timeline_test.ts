import { assertEquals } from "@std/assert";
import type { PackedSessions } from "../../report/data/pack_sessions.ts";
import { timesIn, timeTicks } from "../../report/page/format/times.ts";
import { inLanes, sessionsOfDays } from "../../report/page/sessions/timeline_days.ts";

const HOUR_MS = 3_600_000;
const startOfDayIn = (zone: string) => (ms: number) => timesIn(zone).startOf(ms, 24 * HOUR_MS);
const at = (text: string) => Date.parse(text);

function sessionsAt(spans: readonly (readonly [string | number, string | number])[]) {
  const column = (name: string, side: 0 | 1) => ({
    name,
    title: name,
    values: spans.map((span) => typeof span[side] === "number" ? span[side] : at(span[side])),
    codes: spans.map((_, row) => row),
  });
  const timeline = { start: "start", end: "end", outcome: "outcome" };
  const columns = [column("start", 0), column("end", 1)];
  return { length: spans.length, columns, shown: [], timeline } satisfies PackedSessions;
}

Deno.test("a day is one of the zone: a session over its midnight is on in both, the last day first", () => {
  const sessions = sessionsAt([["2026-11-22T22:30:00Z", "2026-11-22T23:30:00Z"]]);
  const days = (zone: string) =>
    sessionsOfDays(sessions, startOfDayIn(zone)).map(({ window }) =>
      new Date(window.startMs).toISOString()
    );
  assertEquals(days("UTC"), ["2026-11-22T00:00:00.000Z"]);
  assertEquals(days("Europe/Berlin"), ["2026-11-22T23:00:00.000Z", "2026-11-21T23:00:00.000Z"]);
});

Deno.test("a day on which clocks change has an hour more or less", () => {
  const hours = (day: string) => {
    const sessions = sessionsAt([[`${day}T10:00:00Z`, `${day}T11:00:00Z`]]);
    const [only] = sessionsOfDays(sessions, startOfDayIn("Europe/Berlin"));
    return (only!.window.endMs - only!.window.startMs) / HOUR_MS;
  };
  assertEquals(["2026-10-24", "2026-10-25", "2026-03-29"].map(hours), [24, 25, 23]);
});

Deno.test("a time that no calendar has, or a session of years, draws no endless line", () => {
  const sessions = sessionsAt([[8.7e15, 8.8e15], [at("2026-11-22T10:00:00Z"), 8.6e15]]);
  const days = sessionsOfDays(sessions, startOfDayIn("UTC"));
  assertEquals(days.map(({ drawn }) => drawn.map(({ row }) => row)), [[1]]);
});

Deno.test("sessions that are on at once lie in lanes of their own", () => {
  const [day] = sessionsOfDays(
    sessionsAt([
      ["2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z"],
      ["2026-11-22T11:00:00Z", "2026-11-22T13:00:00Z"],
      ["2026-11-22T12:30:00Z", "2026-11-22T14:00:00Z"],
    ]),
    startOfDayIn("UTC"),
  );
  assertEquals(inLanes(day!.drawn).map(({ lane }) => lane), [0, 1, 0]);
});

Deno.test("times are named where they are round in the zone, also where it is half an hour off", () => {
  const window = { startMs: at("2026-11-22T10:10:00Z"), endMs: at("2026-11-22T13:00:00Z") };
  const minutes = (zone: string) =>
    timeTicks(window, timesIn(zone), 4).map(({ ms }) => new Date(ms).toISOString().slice(11, 16));
  assertEquals(minutes("UTC"), ["11:00", "12:00", "13:00"]);
  assertEquals(minutes("Australia/Adelaide"), ["10:30", "11:30", "12:30"]);
});
