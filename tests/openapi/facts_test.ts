import { assertEquals, assertThrows } from "@std/assert";
import { parse, stringify } from "yaml";
import { readFacts } from "../../openapi/read_facts.ts";
import { generate } from "../../openapi/generate.ts";
import { parseSpec, type SpecNode } from "../../openapi/spec.ts";

const SPEC = await Deno.readTextFile(
  new URL("../../openapi/conviva-sessions-v3.yaml", import.meta.url),
);

/** The facts of the spec after an edit. */
function factsAfter(edit: (document: SpecNode) => void) {
  const document = parse(SPEC);
  edit(document);
  return readFacts(parseSpec(stringify(document)));
}

/** The endpoint of the spec after an edit. */
function endpointAfter(edit: (document: SpecNode) => void) {
  const [endpoint] = factsAfter(edit).endpoints;
  return endpoint;
}

Deno.test("generate() gives the same bytes for the same spec", async () => {
  assertEquals(await generate(SPEC), await generate(SPEC));
});

Deno.test("generate() types tags by their prefix and dimensions by the catalogue", async () => {
  const { "schema.ts": schema } = await generate(SPEC);
  assertEquals(schema!.includes("[key: `tag_${string}`]: string"), true);
  assertEquals(/DimensionFilters: \{[^}]*\bdevice_os\?:/.test(schema!), true);
});

Deno.test("readFacts() refuses whatever is not graded, so that no guess passes for a fact", () => {
  const edits: ((document: SpecNode) => void)[] = [
    ({ components }) => delete components.parameters.Limit["x-source"],
    ({ components }) => delete components.schemas.DimensionFilters.properties.cdn["x-source"],
    ({ components }) => delete components.schemas.GeoInfo.properties.geo_dma["x-source"],
    ({ components }) => components.schemas.ContentSession.properties.asset["x-source"] = "heard",
    ({ paths }) => delete paths["/sessions/content"].get["x-limits"].maxAge["x-source"],
  ];
  for (const edit of edits) assertThrows(() => factsAfter(edit), Error, "does not grade");
});

Deno.test("readFacts() refuses a name that two fields claim, so that no value lands in the wrong one", () => {
  assertThrows(
    () =>
      factsAfter(({ components }) => {
        components.schemas.ContentSession.properties.asset["x-aliases"] = ["isp"];
      }),
    Error,
    "gives the name 'isp' to both",
  );
});

Deno.test("readFacts() refuses a measure in another unit, of another name, or of two fields", () => {
  const refuse = (field: string, measure: string, message: string) =>
    assertThrows(
      () =>
        factsAfter(({ components }) => {
          components.schemas.ContentSession.properties[field]["x-measure"] = measure;
        }),
      Error,
      message,
    );
  refuse("content_length_ms", "averageBitrateBps", "a measure that there is not in its unit");
  refuse("content_length_ms", "lengthMs", "a measure that there is not in its unit");
  refuse("content_length_ms", "playingMs", "gives the measure 'playingMs' to more than one field");
});

Deno.test("readFacts() reads which values of a dimension are live, and grades it", () => {
  const { dimensions } = endpointAfter(() => {});
  assertEquals(dimensions.content_category.live.live.includes("live"), true);
  assertThrows(() =>
    factsAfter(({ components }) => {
      const { content_category } = components.schemas.DimensionFilters.properties;
      delete content_category["x-live"]["x-source"];
    })
  );
});

Deno.test("readFacts() knows a grouped field also by its name at the root, as in a flat record", () => {
  const { fields } = endpointAfter(() => {});
  const isp = fields.find((field: SpecNode) => field.path === "network_info.isp");
  assertEquals(isp.aliases, ["isp"]);
});

Deno.test("readFacts() knows the least value of every number that is no time", () => {
  const { fields } = endpointAfter(() => {});
  const numbers = fields.filter(({ type }: SpecNode) => type === "number" || type === "integer");
  for (const { path, unit, minimum } of numbers) {
    assertEquals(minimum, unit === "epoch_ms" ? undefined : 0, path);
  }
});

Deno.test("readFacts() finds where a session has the value of a dimension", () => {
  const { dimensions } = endpointAfter(() => {});
  assertEquals(dimensions.cdn.paths, ["network_info.cdn"]);
  assertEquals(dimensions.app_version.tag, "c3.app.version");
  assertEquals(dimensions.video_start_failure_error.paths, ["video_start_failure_errors"]);
});

Deno.test("readFacts() reads what a response calls its sessions, and refuses to choose", () => {
  const rename = (name: string) => ({ components }: SpecNode) => {
    const { properties } = components.schemas.ContentSessions;
    properties[name] = properties.sessions;
  };
  assertEquals(endpointAfter(() => {}).listName, "sessions");
  assertThrows(() => factsAfter(rename("plays")), Error, "one list");
});
