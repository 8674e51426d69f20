import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import { clientOf } from "../support/client_of.ts";

/** The error of a search that the API refuses with a body. */
async function refusal(body: unknown, status = 400): Promise<QueryError> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { search } = clientOf(() => new Response(text, { status }));
  return await assertRejects(() => search(), QueryError);
}

/** The parameters that a refusal names, each with what the API says of it. */
async function blamed(body: unknown): Promise<[string, string][]> {
  const { findings } = await refusal(body);
  return findings.map(({ parameter, problem }) => [parameter, problem]);
}

Deno.test("a refusal shows the API's words and the parameter, whatever shape they come in", async () => {
  const words = "must be at most 500";
  const said = `limit ${words}`;
  const shapes: unknown[] = [
    said,
    { message: said },
    { error: said },
    { error: { message: said } },
    {
      error: {
        code: 400,
        status: "INVALID_ARGUMENT",
        details: [{ field: "limit", description: words }],
      },
    },
    { errors: [said] },
    { errors: [{ field: "limit", message: words }] },
    { errors: [{ param: "limit", msg: words, location: "query" }] },
    { errors: [{ path: ["query", "limit"], message: words }] },
    { errors: [{ source: { parameter: "limit" }, title: "Bad", detail: words }] },
    { errors: { limit: [words] } },
    { errors: { limit: words } },
    { message: "Validation failed", errors: { limit: [words] } },
    { detail: [{ loc: ["query", "limit"], msg: words, type: "value_error" }] },
    { type: "about:blank", title: "Bad Request", status: 400, detail: said },
    { title: "Bad Request", "invalid-params": [{ name: "limit", reason: words }] },
    { status: 400, error: "Bad Request", message: said, path: "/insights/3.0/sessions/content" },
    { violations: [{ propertyPath: "limit", message: words }] },
    { data: { error: { errors: [{ parameter: "limit", reason: words }] } } },
  ];
  for (const shape of shapes) {
    const { message, findings } = await refusal(shape);
    const about = JSON.stringify(shape);
    assertStringIncludes(message, words, about);
    assertStringIncludes(message, "limit", about);
    assertEquals(findings.map(({ parameter }) => parameter), ["limit"], about);
    assertStringIncludes(findings[0]!.problem, words, about);
  }
});

Deno.test("a refusal names parameters as the caller knows them", async () => {
  const cases: [string, string | undefined][] = [
    ["start_epoch_ms is more than 31 days ago", "start"],
    ["endDate must not lie in the future", "end"],
    ["Unknown dimension device_oss, did you mean device_os?", "dimensions.device_os"],
    ["tag_plan has no value", "tags.plan"],
    ["'cdn' is not enabled for this account", "dimensions.cdn"],
    ["Invalid value for isp", "dimensions.isp"],
    ["is_video_start_failure must be a boolean", "is_video_start_failure"],
    ["The range exceeds the limit of 3 hours", undefined],
    ["This asset is not for you", undefined],
    ["Something is wrong", undefined],
  ];
  for (const [message, parameter] of cases) {
    const found = await blamed({ message });
    assertEquals(found, parameter === undefined ? [] : [[parameter, message]], message);
  }
});

Deno.test("every parameter of the spec is known again in a list of errors", async () => {
  const names = [...Object.keys(CONTENT.parameters), ...Object.keys(CONTENT.dimensions)];
  for (const name of names) {
    const [first] = await blamed({ errors: [{ field: name, message: "no" }] });
    const parameter = first?.[0] ?? "";
    const edge = Object.hasOwn(CONTENT.parameters, name)
      ? CONTENT.parameters[name]!.edge
      : undefined;
    assertEquals(parameter.replace("dimensions.", ""), edge ?? name);
  }
});

Deno.test("a refusal's words are cleaned, bounded and without a page of HTML", async () => {
  const { message } = await refusal({ message: "limit \u001b[2J must\r\nbe \u202esmall\u0000" });
  assertStringIncludes(message, "limit [2J must be small");
  const long = await refusal({
    errors: Array.from({ length: 500 }, (_, at) => `no ${at} ${"x".repeat(500)}`),
  });
  assertEquals(long.message.length < 400, true);
  const page = await refusal("<html><body>limit must be small</body></html>");
  assertEquals([page.message, page.findings], [
    "The API refused the query (HTTP 400); leave out what is unusual about it, or lower the limit",
    [],
  ]);
});

Deno.test("a refusal in any JSON at all is a QueryError", async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), fc.constantFrom(400, 422), async (body, status) => {
      const { message, findings } = await refusal(body, status);
      assertStringIncludes(message, `The API refused the query (HTTP ${status})`);
      assertEquals(findings.every(({ parameter }) => parameter !== ""), true);
    }),
  );
});
