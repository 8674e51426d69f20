import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatTime } from "../../src/query/time/format_time.ts";
import { parseTime } from "../../src/query/time/parse_time.ts";

const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
const nowMs = NOW_MS;
const problemOf = (value: unknown, format?: "iso8601" | "epoch_s" | "epoch_ms") => {
  const time = parseTime(value, { nowMs, format });
  return typeof time === "number" ? undefined : time;
};
const dates = fc.date({
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

Deno.test("parseTime() reads a moment back from a Date, from ISO 8601 and from formatTime()", () => {
  fc.assert(fc.property(dates, (date) => {
    assertEquals(parseTime(date, { nowMs }), date.getTime());
    assertEquals(parseTime(date.toISOString(), { nowMs }), date.getTime());
    assertEquals(parseTime(formatTime(date.getTime()), { nowMs }), date.getTime());
  }));
});

Deno.test("parseTime() takes an offset away, whatever it is", () => {
  const offsets = fc.tuple(fc.integer({ min: -23, max: 23 }), fc.nat(59));
  const days = fc.date({
    min: new Date("1000-01-01"),
    max: new Date("9000-01-01"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(days, offsets, (date, [hours, minutes]) => {
    const pad = (count: number) => String(Math.abs(count)).padStart(2, "0");
    const sign = hours < 0 ? "-" : "+";
    const offsetMs = (hours < 0 ? -1 : 1) * (Math.abs(hours) * 60 + minutes) * 60_000;
    const wall = new Date(date.getTime() + offsetMs).toISOString().slice(0, -1);
    for (const colon of [":", ""]) {
      const text = `${wall}${sign}${pad(hours)}${colon}${pad(minutes)}`;
      assertEquals(parseTime(text, { nowMs }), date.getTime(), text);
    }
  }));
});

Deno.test("parseTime() reads fractions of a second of any length, down to the millisecond", () => {
  for (const [text, ms] of [["5", 500], ["05", 50], ["0059", 5], ["999999999", 999]] as const) {
    assertEquals(parseTime(`1970-01-01T00:00:00.${text}Z`, { nowMs }), ms, text);
  }
});

Deno.test("parseTime() reads now and times from now", () => {
  assertEquals(parseTime("now", { nowMs }), NOW_MS);
  assertEquals(parseTime("now-2h", { nowMs }), NOW_MS - 7_200_000);
  assertEquals(parseTime("now+1h30m", { nowMs }), NOW_MS + 5_400_000);
});

Deno.test("parseTime() refuses a time without an offset, and asks for the zone instead of guessing it", () => {
  for (
    const text of ["2026-11-22T10:00", "2026-11-22 10:00", "2026-11-22T10:00:00", "2026-11-22"]
  ) {
    const { suggestion, wayOut } = problemOf(text)!;
    assertEquals([suggestion, wayOut], [undefined, "time_zone"], text);
  }
});

Deno.test("parseTime() reads days in words as they begin in UTC, or in the zone that is named", () => {
  for (const [text, day] of [["yesterday", 21], ["today", 22], ["Tomorrow", 23]] as const) {
    assertEquals(parseTime(text, { nowMs }), Date.UTC(2026, 10, day), text);
  }
  const timeZone = "America/Los_Angeles";
  assertEquals(parseTime("yesterday", { nowMs, timeZone }), Date.parse("2026-11-21T08:00Z"));
  // There it is still the day before.
  const night = Date.parse("2026-11-22T03:00Z");
  assertEquals(parseTime("today", { nowMs: night, timeZone }), Date.parse("2026-11-21T08:00Z"));
});

Deno.test("parseTime() refuses days and times that do not exist", () => {
  const texts = [
    "2026-02-29T00:00Z",
    "2026-13-01T00:00Z",
    "2026-04-31T00:00Z",
    "2026-01-00T00:00Z",
    "2026-01-01T24:00Z",
    "2026-01-01T00:60Z",
    "2026-01-01T00:00+24:00",
  ];
  for (const text of texts) {
    assertEquals(problemOf(text)?.problem, "this is not a valid date and time", text);
  }
  assertEquals(parseTime("2028-02-29T00:00Z", { nowMs }), Date.UTC(2028, 1, 29));
});

Deno.test("parseTime() tells seconds from milliseconds, and suggests the other", () => {
  const seconds = NOW_MS / 1000;
  assertEquals(problemOf(seconds)?.suggestion, NOW_MS);
  assertEquals(problemOf(seconds, "epoch_ms")?.suggestion, NOW_MS);
  assertEquals(problemOf(NOW_MS, "epoch_s")?.suggestion, seconds);
  assertEquals(parseTime(seconds, { nowMs, format: "epoch_s" }), NOW_MS);
  assertEquals(parseTime(NOW_MS, { nowMs, format: "epoch_ms" }), NOW_MS);
});

Deno.test("parseTime() suggests a number for digits given as text", () => {
  assertEquals(problemOf(String(NOW_MS))?.suggestion, NOW_MS);
});

Deno.test("parseTime() holds each of the API's formats to its type", () => {
  assertEquals(problemOf(NOW_MS, "iso8601") !== undefined, true);
  assertEquals(problemOf("2026-11-22T00:00Z", "epoch_ms") !== undefined, true);
  assertEquals(problemOf("now", "iso8601") !== undefined, true);
  assertEquals(
    parseTime("2026-11-22T00:00Z", { nowMs, format: "iso8601" }),
    Date.UTC(2026, 10, 22),
  );
});

Deno.test("parseTime() gives a time that a Date can hold, or a problem, for any value at all", () => {
  const formats = fc.constantFrom("any", "iso8601", "epoch_s", "epoch_ms" as const);
  fc.assert(
    fc.property(fc.anything({ withDate: true, withBigInt: true }), formats, (value, format) => {
      const time = parseTime(value, { nowMs, format: format as "any" });
      if (typeof time !== "number") assertEquals(typeof time.problem, "string");
      else assertEquals(Number.isNaN(new Date(time).getTime()), false);
    }),
  );
});
