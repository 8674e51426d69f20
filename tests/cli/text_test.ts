import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { cleanText } from "../../cli/text/clean_text.ts";
import { durationText } from "../../cli/text/duration_text.ts";
import { jsonText } from "../../src/view/mod.ts";
import { rangeText, timeText } from "../../cli/text/time_text.ts";
import { wrapLines } from "../../cli/text/wrap_lines.ts";

// deno-lint-ignore no-control-regex -- they are what it is about
const COMMANDS = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

Deno.test("cleanText() leaves nothing that a terminal would obey", () => {
  assertEquals(cleanText("\x1b]0;owned\x07\x9b2Jx\ny"), "␛]0;owned␇�2Jx y");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert(!COMMANDS.test(cleanText(text)) && !cleanText(text).includes("\n"));
  }));
});

Deno.test("cleanText() shows what nobody would see", () => {
  for (const point of [0x61c, 0x200b, 0x200e, 0x200f, 0x2060, 0xfeff, 0xe0000, 0xe0041, 0xe007f]) {
    assertEquals(cleanText(`a${String.fromCodePoint(point)}b`), "a\ufffdb");
  }
});

Deno.test("cleanText() leaves the text of any language alone", () => {
  for (const text of ["Größe", "日本語", "שלום", "👩‍👩‍👧", "a b"]) assertEquals(cleanText(text), text);
});

Deno.test("jsonText() reads back as the same value, on one line that a terminal does not obey", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, text) => {
    const json = jsonText([value, text, "\x9b2J\u202e"]);
    assert(!COMMANDS.test(json) && !json.includes("\n"));
    assertEquals(JSON.parse(json), JSON.parse(JSON.stringify([value, text, "\x9b2J\u202e"])));
  }));
});

Deno.test("jsonText() escapes each control character that JSON lets pass", () => {
  for (let code = 0x7f; code <= 0x9f; code++) {
    const json = jsonText(String.fromCharCode(code));
    assertEquals(json, `"\\u00${code.toString(16)}"`);
    assertEquals(JSON.parse(json), String.fromCharCode(code));
  }
});

Deno.test("durationText() writes durations as people say them", () => {
  const cases: [number, string][] = [
    [0, "0 s"],
    [350, "350 ms"],
    [999.7, "1.0 s"],
    [2400, "2.4 s"],
    [59_949, "59.9 s"],
    [59_951, "1 m 00 s"],
    [723_000, "12 m 03 s"],
    [3_599_600, "1 h 00 m"],
    [11_100_000, "3 h 05 m"],
    [86_390_000, "1 d 00 h"],
    [-2400, "-2.4 s"],
  ];
  for (const [ms, text] of cases) assertEquals(durationText(ms), text);
});

Deno.test("rangeText() names the day once if it is one, and always the zone", () => {
  const at = (text: string) => Date.parse(text);
  assertEquals(
    rangeText({ startMs: at("2026-11-22T18:00Z"), endMs: at("2026-11-22T19:30:05Z") }),
    "2026-11-22 18:00:00 to 19:30:05 UTC",
  );
  assertEquals(
    rangeText({ startMs: at("2026-11-22T23:00Z"), endMs: at("2026-11-23T01:00Z") }),
    "2026-11-22 23:00:00 to 2026-11-23 01:00:00 UTC",
  );
});

Deno.test("timeText() and rangeText() show what is no date as the number that it is", () => {
  assertEquals(timeText(1e20, 3), "100000000000000000000");
  assertEquals(
    rangeText({ startMs: 0, endMs: 9e15 }),
    "1970-01-01 00:00:00 to 9000000000000000 UTC",
  );
});

Deno.test("wrapLines() breaks between words, and leaves commands to be copied whole", () => {
  assertEquals(wrapLines(["one two three", "  deno task search"], 8), [
    "one two",
    "three",
    "  deno task search",
  ]);
  assertEquals(wrapLines(["one two three"], undefined), ["one two three"]);
  assertEquals(wrapLines(["of 0.51 % or 3 % fail"], 9), ["of 0.51 %", "or 3 %", "fail"]);
});
