import { assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { CONTENT } from "../../gen/endpoints.ts";
import { runCli } from "../support/run_cli.ts";

Deno.test("dimensions lists the account's own dimensions beside the known ones", async () => {
  const { code, out, err } = await runCli(["dimensions", "--sandbox", "--format", "json"]);
  assertEquals(code, 0, err);
  const { dimensions } = JSON.parse(out);
  const byName = new Map(dimensions.map((one: { name: string }) => [one.name, one]));
  assertEquals(byName.get("asn"), {
    name: "asn",
    label: "ASN",
    custom: false,
    description: CONTENT.dimensions.asn!.description,
  });
  assertEquals((byName.get("plan") as { custom: boolean }).custom, true);
  assertStringIncludes(err, `${dimensions.length} dimensions`);
});

Deno.test("dimensions --catalogue needs neither account nor network", async () => {
  const { code, out } = await runCli(["dimensions", "--catalogue", "--format", "csv"]);
  assertEquals(code, 0);
  const [titles, ...rows] = parse(out) as string[][];
  assertEquals(titles![0], "name");
  assertEquals(rows.map(([name]) => name), Object.keys(CONTENT.dimensions));
});
