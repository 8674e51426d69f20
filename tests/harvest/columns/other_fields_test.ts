import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../../gen/endpoints.ts";
import { pathOf, placeOf } from "../../../src/harvest/columns/other_fields.ts";

const names = [
  ...["own", "", ".", ".own", "a.b", "network_info", "network_info.", "network_info.own", "isp"],
  ...["network_info.isp", "custom_tags", "custom_tags.plan", "other_fields", "other_fields.own"],
  ...["asset", "asset.own", "__proto__", "sessionId"],
];
const known = new Set(CONTENT.fields.map(({ path }) => path));

Deno.test("the path of a value that has no column leads back to its place, whatever its name", () => {
  const place = fc.record({
    group: fc.constantFrom(undefined, "other_fields", "network_info", "geo_info"),
    name: fc.oneof(fc.constantFrom(...names), fc.string()),
  }).filter(({ group, name }) =>
    // What is a field, a group or `other_fields` itself has a column, or does not fit it.
    group === undefined
      ? !known.has(name) && !["network_info", "other_fields"].includes(name)
      : !known.has(`${group}.${name}`)
  );
  fc.assert(fc.property(place, (place) => {
    assertEquals(placeOf(pathOf(place, CONTENT), CONTENT), place);
  }));
});

Deno.test("a value is kept under its dotted path, where that says its place", () => {
  const kept = (group: string | undefined, name: string) => pathOf({ group, name }, CONTENT);
  assertEquals(kept(undefined, "own"), "own");
  assertEquals(kept("network_info", "own"), "network_info.own");
  assertEquals(kept("other_fields", "playing_time_ms"), "playing_time_ms");
  assertEquals(kept("other_fields", "network_info.isp"), "network_info.isp");
  assertEquals(kept("other_fields", "custom_tags.plan"), "custom_tags.plan");
  assertEquals(kept("other_fields", "own"), "other_fields.own");
  assertEquals(kept(undefined, "network_info.own"), ".network_info.own");
});
