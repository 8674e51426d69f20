import type { DimensionFact } from "../../gen/endpoint.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import { decodePage } from "../../src/session/decode/decode_page.ts";
import { dimensionValue, dimensionValues } from "../../src/session/dimension_value.ts";
import type { Session } from "../../src/session/session.ts";

const decoded = (record: unknown) => decodePage(JSON.stringify([record]), CONTENT).sessions[0]!;
const CATALOGUE = Object.entries<DimensionFact>(CONTENT.dimensions);

Deno.test("dimensionValue() finds every dimension of the catalogue in its field, however it arrived", () => {
  for (const [name, { paths }] of CATALOGUE) {
    for (const path of paths) {
      const { aliases } = CONTENT.fields.find((field) => field.path === path)!;
      const [group, field] = path.split(".");
      const records = [
        field === undefined ? { [path]: "x" } : { [group!]: { [field]: "x" } },
        ...aliases.map((alias) => ({ [alias]: "x" })),
      ];
      for (const record of records) {
        assertEquals(dimensionValue(decoded(record), name, CONTENT), "x", path);
      }
    }
  }
});

Deno.test("dimensionValue() finds a dimension in the tag that carries it", () => {
  for (const [name, { tag }] of CATALOGUE) {
    if (tag === undefined) continue;
    for (const group of ["required_tags", "custom_tags"]) {
      assertEquals(dimensionValue({ [group]: { [tag]: "x" } }, name, CONTENT), "x", name);
    }
  }
});

Deno.test("dimensionValue() finds a dimension under its own name, at the root, in a group or in a tag", () => {
  for (const name of ["cdn_edge_group", "region_code"]) {
    const places: Session[] = [
      { [name]: "x" },
      { network_info: { [name]: "x" } },
      { own_info: { [name]: "x" } },
      { custom_tags: { [name]: "x" } },
    ];
    for (const session of places) assertEquals(dimensionValue(session, name, CONTENT), "x");
  }
});

Deno.test("dimensionValues() gives all the values of a list, and numbers and flags as text", () => {
  const session: Session = {
    video_start_failure_errors: ["A", "B"],
    own: { score: 7, live: false },
  };
  assertEquals(dimensionValues(session, "video_start_failure_error", CONTENT), ["A", "B"]);
  assertEquals(dimensionValues(session, "score", CONTENT), ["7"]);
  assertEquals(dimensionValues(session, "live", CONTENT), ["false"]);
});

Deno.test("dimensionValues() gives none where there is none, and goes on to the next place", () => {
  const session: Session = {
    device_info: { app_version: "" },
    required_tags: { "c3.app.version": null },
    custom_tags: { "c3.app.version": "1.2" },
  };
  assertEquals(dimensionValues(session, "app_version", CONTENT), ["1.2"]);
  for (const name of ["cdn", "constructor", "__proto__", "toString", ""]) {
    assertEquals(dimensionValues(session, name, CONTENT), []);
  }
  assertEquals(dimensionValues({ cdn: { name: "A" } }, "cdn", CONTENT), []);
});

Deno.test("dimensionValues() does not take what did not fit a field for a value", () => {
  const session = decoded({ asset: { name: "x" }, sid: 1, playing_time_ms: -1 });
  for (const name of ["asset", "playing_time_ms"]) {
    assertEquals(dimensionValues(session, name, CONTENT), []);
  }
  assertEquals(dimensionValues(session, "sid", CONTENT), ["1"]);
});
