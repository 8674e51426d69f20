import { assertEquals } from "@std/assert";
import { fieldValue } from "../../src/session/decode/field_value.ts";

Deno.test("fieldValue() reads a field of a group and one of the record", () => {
  const session = { asset: "Derby", network_info: { isp: "Alpenkabel", cdn: null } };
  assertEquals(fieldValue(session, "asset"), "Derby");
  assertEquals(fieldValue(session, "network_info.isp"), "Alpenkabel");
  assertEquals(fieldValue(session, "network_info.cdn"), undefined);
  assertEquals(fieldValue(session, "geo_info.geo_dma"), undefined);
  assertEquals(fieldValue(session, "asset.length"), undefined);
  assertEquals(fieldValue(session, "toString"), undefined);
});
