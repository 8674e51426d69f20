import { assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { columnsOf, fieldColumns } from "../../src/session/column_names.ts";

Deno.test("columnsOf() names a field without its group, and with it where two would collide", () => {
  const field = (path: string) => ({ ...CONTENT.fields[0]!, path });
  const columns = columnsOf(
    ["isp", "net.isp", "net.ip", "geo.city", "home.city", "net.other_fields"]
      .map(field),
  );
  assertEquals(
    columns.map(({ name }) => name),
    ["isp", "net_isp", "ip", "geo_city", "home_city", "net_other_fields"],
  );
});

Deno.test("every column of the spec has a name of its own", () => {
  const names = fieldColumns(CONTENT).map(({ name }) => name.toLowerCase());
  assertEquals(new Set(names).size, CONTENT.fields.length);
});
