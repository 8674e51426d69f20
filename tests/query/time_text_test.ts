import { assertEquals, assertStringIncludes } from "@std/assert";
import { parseTimeText, type TimeTextOptions } from "../../src/query/time/time_text.ts";

const nowMs = Date.parse("2026-11-22T12:00:00Z");
const isoOf = (text: string, options: Partial<TimeTextOptions> = {}) => {
  const time = parseTimeText(text, { nowMs, ...options });
  return typeof time === "number" ? new Date(time).toISOString() : time;
};

Deno.test("parseTimeText() reads what people type", () => {
  assertEquals(isoOf(" now-2h "), "2026-11-22T10:00:00.000Z");
  assertEquals(isoOf("2026-11-22T01:00+01:00"), "2026-11-22T00:00:00.000Z");
  assertEquals(isoOf(String(nowMs)), "2026-11-22T12:00:00.000Z");
});

const berlin = { timeZone: "Europe/Berlin" };

Deno.test("parseTimeText() takes a text without an offset as a time in the time zone", () => {
  assertEquals(isoOf("2026-07-01T12:00", berlin), "2026-07-01T10:00:00.000Z");
  assertEquals(isoOf("2026-11-22T12:00:30.250", berlin), "2026-11-22T11:00:30.250Z");
  assertEquals(isoOf("2026-11-22", { timeZone: "Asia/Kolkata" }), "2026-11-21T18:30:00.000Z");
  assertEquals(isoOf("2026-11-22T12:00Z", berlin), "2026-11-22T12:00:00.000Z");
});

Deno.test("parseTimeText() refuses a time that clocks show twice or never, with both readings", () => {
  const cases: [string, string, string][] = [
    ["2026-10-25T02:30", "twice", "2026-10-25T00:30:00Z or 2026-10-25T01:30:00Z"],
    ["2026-03-29T02:30", "never", "2026-03-29T01:30:00Z or 2026-03-29T00:30:00Z"],
  ];
  for (const [text, said, readings] of cases) {
    const finding = parseTimeText(text, { nowMs, timeZone: "Europe/Berlin" });
    if (typeof finding === "number") throw new Error(`${text} was taken as ${finding}`);
    assertStringIncludes(finding.problem, said);
    assertEquals(finding.allowed, readings);
  }
  assertEquals(isoOf("2026-10-25T02:30+01:00", berlin), "2026-10-25T01:30:00.000Z");
  assertEquals(isoOf("2026-10-25T03:00", berlin), "2026-10-25T02:00:00.000Z");
  assertEquals(isoOf("2026-10-25T01:59", berlin), "2026-10-24T23:59:00.000Z");
});

Deno.test("parseTimeText() takes a day for what begins when its clocks first show it", () => {
  // At midnight of this day, clocks in Havana went back to 0:00 at 1:00.
  assertEquals(isoOf("2026-11-01", { timeZone: "America/Havana" }), "2026-11-01T04:00:00.000Z");
});

Deno.test("parseTimeText() reads a time of a day in words by the clocks of the zone", () => {
  assertEquals(isoOf("today 9:30", berlin), "2026-11-22T08:30:00.000Z");
  assertEquals(isoOf("Yesterday at 18:00", berlin), "2026-11-21T17:00:00.000Z");
  assertEquals(isoOf("yesterday 18:00 UTC", berlin), "2026-11-21T18:00:00.000Z");
  const finding = parseTimeText("yesterday 18:00", { nowMs });
  assertEquals(typeof finding === "number" ? undefined : finding.wayOut, "time_zone");
});

Deno.test("parseTimeText() names the parameter, and shows it corrected", () => {
  const finding = parseTimeText("2026-11-22T10:00 UTC", { nowMs, parameter: "end" });
  assertEquals(typeof finding === "number" ? undefined : [finding.parameter, finding.correction], [
    "end",
    { end: "2026-11-22T10:00:00Z" },
  ]);
});

Deno.test("parseTimeText() says when it is the time zone that is wrong", () => {
  const finding = parseTimeText("2026-11-22T10:00", { nowMs, timeZone: "Mars/Olympus" });
  assertEquals(typeof finding === "number" ? undefined : finding.parameter, "time_zone");
});

Deno.test("parseTimeText() takes a day of the week for the last one before today", () => {
  // 2026-11-22 is a Sunday.
  assertEquals(isoOf("monday"), "2026-11-16T00:00:00.000Z");
  assertEquals(isoOf("Saturday"), "2026-11-21T00:00:00.000Z");
  assertEquals(isoOf("monday 18:00 UTC"), "2026-11-16T18:00:00.000Z");
  assertEquals(isoOf("monday 9:30", berlin), "2026-11-16T08:30:00.000Z");
  // In Auckland it is Monday already.
  assertEquals(isoOf("sunday", { timeZone: "Pacific/Auckland" }), "2026-11-21T11:00:00.000Z");
});

Deno.test("parseTimeText() asks which day is meant by the name of today", () => {
  for (const text of ["sunday", "Sunday 8:00 UTC", "sunday at 08:00"]) {
    const finding = parseTimeText(text, { nowMs, timeZone: "UTC" });
    if (typeof finding === "number") throw new Error(`${text} was taken as ${finding}`);
    assertEquals(finding.problem, "today is Sunday, so this may be today or a week ago");
    assertEquals(finding.correction, undefined);
  }
});

Deno.test("parseTimeText() takes a time of day for one of today, if somebody said in which zone", () => {
  assertEquals(isoOf("08:00", berlin), "2026-11-22T07:00:00.000Z");
  assertEquals(isoOf("8:00 UTC"), "2026-11-22T08:00:00.000Z");
  assertEquals(isoOf("08:00", { dayZone: "UTC" }), "2026-11-22T08:00:00.000Z");
  assertEquals(isoOf("yesterday 18:00", { dayZone: "UTC" }), "2026-11-21T18:00:00.000Z");
  for (const options of [{}, { dayZone: "UTC" }]) {
    const dated = parseTimeText("2026-11-22T08:00", { nowMs, ...options });
    assertEquals(typeof dated === "number" ? undefined : dated.wayOut, "time_zone");
  }
});

Deno.test("parseTimeText() does not take a time of day that is yet to come, but suggests yesterday's", () => {
  const finding = parseTimeText("23:00", { nowMs, timeZone: "UTC", parameter: "start" });
  assertEquals(
    typeof finding === "number" ? undefined : [finding.problem, finding.correction],
    ["today it is not yet this time", { start: "yesterday 23:00" }],
  );
  assertEquals(isoOf("12:00", { dayZone: "UTC" }), "2026-11-22T12:00:00.000Z");
});
