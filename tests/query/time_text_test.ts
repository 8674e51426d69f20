import { assertEquals } from "@std/assert";
import { parseTimeText, type TimeTextOptions } from "../../src/query/time_text.ts";

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

Deno.test("parseTimeText() takes a text without an offset as a time in the time zone", () => {
  const berlin = { timeZone: "Europe/Berlin" };
  assertEquals(isoOf("2026-07-01T12:00", berlin), "2026-07-01T10:00:00.000Z");
  assertEquals(isoOf("2026-11-22T12:00:30.250", berlin), "2026-11-22T11:00:30.250Z");
  assertEquals(isoOf("2026-11-22", { timeZone: "Asia/Kolkata" }), "2026-11-21T18:30:00.000Z");
  assertEquals(isoOf("2026-11-22T12:00Z", berlin), "2026-11-22T12:00:00.000Z");
});

Deno.test("parseTimeText() takes the earlier of two moments when clocks are set back", () => {
  assertEquals(
    isoOf("2026-10-25T02:30", { timeZone: "Europe/Berlin" }),
    "2026-10-25T00:30:00.000Z",
  );
});

Deno.test("parseTimeText() moves a time forward that clocks skip", () => {
  assertEquals(
    isoOf("2026-03-29T02:30", { timeZone: "Europe/Berlin" }),
    "2026-03-29T01:30:00.000Z",
  );
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
