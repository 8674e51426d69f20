import { assert, assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import type { Session } from "../../src/mod.ts";
import { namedColumn, namedColumns } from "../../src/view/mod.ts";

const KNOWN = { endpoint: CONTENT, own: [] };

const valueOf = (name: string, session: Session) => namedColumn(name, KNOWN)?.value(session);

Deno.test("namedColumn() reads every dimension that a tag carries also from the tag", () => {
  const carried = Object.entries(CONTENT.dimensions).filter(([, { tag }]) => tag !== undefined);
  assert(carried.length > 10);
  for (const [name, { tag }] of carried) {
    assertEquals(valueOf(name, { required_tags: { [tag!]: "x" } }), "x", name);
  }
});

Deno.test("namedColumn() reads what a field and a dimension share from the field", () => {
  assertEquals(valueOf("cdn", { network_info: { cdn: "A" } }), "A");
  assertEquals(valueOf("network_info.cdn", { network_info: { cdn: "A" } }), "A");
  assertEquals(valueOf("asset", { asset: "Match" }), "Match");
});

Deno.test("namedColumn() tells a custom tag from a dimension of the same name", () => {
  const session = { network_info: { cdn: "A" }, custom_tags: { cdn: "tagged" } };
  assertEquals(valueOf("tag_cdn", session), "tagged");
  assertEquals(valueOf("cdn", session), "A");
  assertEquals(valueOf("tag_", session), undefined);
});

Deno.test("namedColumn() takes what people call a column, and dimensions of the account", () => {
  assertEquals(valueOf("country", { geo_info: { geo_country_code: "de" } }), "de");
  assertEquals(namedColumn("region_code", KNOWN), undefined);
  const own = namedColumn("region_code", { ...KNOWN, own: ["region_code"] });
  assertEquals(own?.value({ region_code: "7" } as Session), "7");
});

Deno.test("namedColumn() shows a list as several texts, and nothing as nothing", () => {
  const column = namedColumn("video_start_failure_errors", KNOWN)!;
  assertEquals(column.cell({ video_start_failure_errors: ["A", "B"] }), {
    kind: "texts",
    values: ["A", "B"],
  });
  assertEquals(column.cell({ video_start_failure_errors: [] }), { kind: "none" });
  assertEquals(column.cell({}), { kind: "none" });
});

Deno.test("the column of the outcome has the errors that go with it, and no others", () => {
  const session = {
    is_video_start_failure_tech: true,
    video_start_failure_errors: ["DRM"],
    video_playback_failure_errors: ["LATE"],
  };
  assertEquals(namedColumn("outcome", KNOWN)?.cell(session), {
    kind: "outcome",
    outcome: { kind: "VSF", reason: "technical" },
    meaning: "start failed",
    errors: ["DRM"],
  });
});

Deno.test("namedColumns() names every wrong name, and corrects the list as a whole", () => {
  const { columns, findings } = namedColumns(["cdn", "sesion_id", "wat"], KNOWN);
  assertEquals(columns.map(({ name }) => name), ["cdn"]);
  assertEquals(
    findings.map(({ parameter, received, correction }) => [
      parameter,
      received,
      correction,
    ]),
    [
      ["columns", '"sesion_id"', { columns: ["cdn", "session_id"] }],
      ["columns", '"wat"', undefined],
    ],
  );
});
