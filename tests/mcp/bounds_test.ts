import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  MAX_FIELDS,
  MAX_FILTERS,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  MAX_VALUES,
} from "../../mcp/bounds.ts";
import { toolsOf } from "../../mcp/tools/tools.ts";
import { type JsonSchema, jsonSchema } from "../../mcp/tools/arguments/json_schema.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { connectToSandbox } from "../support/mcp_client.ts";

const SEARCH = "search_content_sessions";
const many = <Member>(count: number, of: (index: number) => Member) =>
  Array.from({ length: count }, (_, index) => of(index));

/** Every text and list of a schema, by its path. */
function unbounded(schema: JsonSchema, path: string): string[] {
  const isBounded = schema.enum !== undefined ||
    (schema.type === "string"
        ? schema.maxLength
        : schema.type === "array"
        ? schema.maxItems
        : 0) !==
      undefined;
  return [
    ...isBounded ? [] : [path],
    ...schema.items ? unbounded(schema.items, `${path}[]`) : [],
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
      unbounded(member, `${path}.${name}`)
    ),
  ];
}

Deno.test("every text and every list that a tool takes has its bound in the schema", () => {
  assertEquals(
    toolsOf(CONTENT).flatMap(({ name, input }) => unbounded(jsonSchema(input), name)),
    [],
  );
});

const LONG = "x".repeat(900_000);
const TOO_LARGE: [args: Record<string, unknown>, named: string[]][] = [
  [{ last: LONG }, ["last", `${LONG.length} characters`, `at most ${MAX_NAME_LENGTH}`]],
  [{ start: LONG }, ["start", `at most ${MAX_NAME_LENGTH}`]],
  [{ time_zone: LONG }, ["time_zone", `at most ${MAX_NAME_LENGTH}`]],
  [{ cursor: LONG }, ["cursor", `at most ${MAX_NAME_LENGTH}`]],
  [{ sort: LONG }, ["sort", `at most ${MAX_NAME_LENGTH}`]],
  [{ session_id: LONG }, ["session_id", `at most ${MAX_TEXT_LENGTH}`]],
  [{ limit: LONG }, ["limit", `${LONG.length} characters`]],
  [{ filters: LONG }, ["filters", `${LONG.length} characters`]],
  [{ [LONG]: 1 }, ["a name in this is too long", `at most ${MAX_NAME_LENGTH}`]],
  [{ unknown: LONG }, ["unknown", `${LONG.length} characters`]],
  [{ fields: many(100_000, (index) => `f${index}`) }, [
    "fields",
    "100000 members",
    `at most ${MAX_FIELDS}`,
  ]],
  [{ tags: many(330, (index) => ({ name: `t${index}`, value: "x" })) }, [
    "tags",
    "330 members",
    `at most ${MAX_FILTERS}`,
  ]],
  [{ tags: many(50_000, (index) => index) }, ["tags", "50000 members"]],
  [{ filters: many(20_000, () => ({ dimension: "cdn", values: ["A"] })) }, ["20000 members"]],
  [{ filters: [{ dimension: "cdn", values: many(1000, String) }] }, [
    "filters[0].values",
    "1000 members",
    `at most ${MAX_VALUES}`,
  ]],
  [{ filters: [{ dimension: "cdn", values: [LONG] }] }, [
    "filters[0].values[0]",
    `at most ${MAX_TEXT_LENGTH}`,
  ]],
  [{ filters: JSON.stringify(many(1000, () => ({ dimension: "cdn", values: ["A"] }))) }, [
    "filters",
    "1000 members",
  ]],
  [{ filters: Object.fromEntries(many(50_000, (index) => [`d${index}`, "A"])) }, ["50000 names"]],
  [{ filters: JSON.parse("[".repeat(500) + "]".repeat(500)) }, ["nested too deep"]],
];

Deno.test("what is larger than allowed is refused by its limit and its size, and never repeated", async () => {
  await using server = await connectToSandbox();
  for (const [args, named] of TOO_LARGE) {
    const { text, isError } = await server.call(SEARCH, { last: "1h", ...args });
    assertEquals(isError, true);
    for (const part of named) assertStringIncludes(text, part);
    assert(text.length < 1500, `${text.length} characters`);
  }
  assertEquals(server.sandbox.requests.length, 0);
});

Deno.test("what is as large as allowed is taken", async () => {
  await using server = await connectToSandbox();
  const { text, isError } = await server.call(SEARCH, {
    last: "10m",
    filters: [{ dimension: "cdn", values: many(MAX_VALUES, (index) => `v${index}`) }],
    tags: many(MAX_FILTERS, (index) => ({ name: `t${index}`, value: "x".repeat(100) })),
  });
  assertEquals(isError, false, text);
});

Deno.test("a search that costs more than its part of the budget is refused with its cost, and costs nothing", async () => {
  await using server = await connectToSandbox();
  const dear = {
    last: "10m",
    filters: ["cdn", "asset", "isp", "device_os"].map((dimension) => ({
      dimension,
      values: many(MAX_VALUES, (index) => `v${index}`),
    })),
  };
  const { text, isError } = await server.call(SEARCH, dear);
  assertEquals(isError, true);
  assertStringIncludes(text, `filters that cost ${4 * MAX_VALUES}`);
  assertStringIncludes(text, `at most ${CONTENT.limits.accountRate.maxCost * 0.8 / 2}`);
  assertStringIncludes(text, "nothing was asked");
  assertEquals(server.sandbox.requests.length, 0);
});

Deno.test("of hundreds of mistakes ten are told, and the others counted", async () => {
  await using server = await connectToSandbox();
  const values = many(MAX_VALUES, (index) => ({ index }));
  const { text } = await server.call(SEARCH, {
    last: "1h",
    filters: many(MAX_FILTERS, () => ({ dimension: "cdn", values })),
  });
  assertStringIncludes(text, `- and ${MAX_FILTERS * MAX_VALUES - 10} more`);
  const { text: unknown } = await server.call(SEARCH, {
    last: "1h",
    fields: many(MAX_FIELDS, (index) => `rebufering_${index}`),
  });
  assertStringIncludes(unknown, `- and ${MAX_FIELDS - 10} more`);
});
