import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import { closest } from "../../src/query/name/closest.ts";

const NAMES = Object.keys(CONTENT.dimensions);

Deno.test("closest() sees through case, separators, typing errors and short forms", () => {
  const cases: [string, string | undefined][] = [
    ["deviceOS", "device_os"],
    ["Device-Os", "device_os"],
    ["devcie_os", "device_os"],
    ["country", "geo_country_code"],
    ["ips", "isp"],
    ["favourite_colour", undefined],
    ["", undefined],
  ];
  for (const [text, name] of cases) assertEquals(closest(text, NAMES), name, text);
});

Deno.test("closest() finds every name again after one letter was lost or two were swapped", () => {
  const names = NAMES.filter((name) => name.length >= 6);
  fc.assert(fc.property(fc.constantFrom(...names), fc.nat(), fc.boolean(), (name, at, swap) => {
    const index = at % (name.length - 1);
    const [a, b] = [name[index]!, name[index + 1]!];
    const typed = name.slice(0, index) + (swap ? b + a : b) + name.slice(index + 2);
    // Another name may be as near: what counts is that a name as near is found.
    assertEquals(closest(typed, [name]), name);
  }));
});

Deno.test("closest() gives no name to a text as long as a book, and takes no time over it", () => {
  assertEquals(closest("x".repeat(1_000_000), NAMES), undefined);
});
