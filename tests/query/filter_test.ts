import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { checkQuery } from "../../src/query/check/check_query.ts";
import { requestCost } from "../../src/query/request_cost.ts";
import { parseFilterText } from "../../src/query/filter/filter_text.ts";
import { outcomeFilters } from "../../src/query/filter/outcome_filters.ts";
import { findingWords } from "../../src/query/finding/finding_words.ts";
import { SHELL_DIALECT, shellSyntax } from "../../src/view/shell_dialect.ts";

const NONE = { parameters: {}, tags: {}, dimensions: {} };

Deno.test("requestCost() counts each parameter, tag and value, and never less than one", () => {
  assertEquals(requestCost(NONE, CONTENT.limits.accountRate), 1);
  assertEquals(requestCost({ ...NONE, tags: { plan: "premium" } }, CONTENT.limits.accountRate), 1);
  const filters = {
    parameters: { is_video_start_failure: true, session_id: "1" },
    tags: { plan: "premium" },
    dimensions: { device_os: ["Android", "iOS"], cdn: ["A"] },
  };
  assertEquals(requestCost(filters, CONTENT.limits.accountRate), 6);
});

Deno.test("outcomeFilters() names the flags, either way, and the dimensions of errors, and no other", () => {
  const filters = {
    parameters: { is_video_start_failure: false, session_id: "1" },
    tags: { plan: "premium" },
    dimensions: { device_os: ["Android"], video_playback_failure_tech_error: ["X"] },
  };
  assertEquals(outcomeFilters(filters, CONTENT), [
    "is_video_start_failure",
    "video_playback_failure_tech_error",
  ]);
  assertEquals(
    outcomeFilters({ ...filters, parameters: {}, dimensions: { cdn: ["A"] } }, CONTENT),
    [],
  );
});

Deno.test("parseFilterText() puts each pair where it belongs, with its type", () => {
  const { query, findings } = parseFilterText(
    [
      "device_os=Android",
      "device_os=iOS",
      "is_video_start_failure=true",
      "tag_a=b=c",
      "session_id=7",
    ],
    ["plan=premium"],
    CONTENT,
  );
  assertEquals(findings, []);
  assertEquals(query, {
    is_video_start_failure: true,
    session_id: "7",
    tags: { a: "b=c", plan: "premium" },
    dimensions: { device_os: ["Android", "iOS"] },
  });
});

Deno.test("parseFilterText() reports every wrong pair, with an example for the shell", () => {
  const { findings } = parseFilterText(
    [
      "is_video_start_failure=maybe",
      "limit=3",
      "end_date=x",
      "device_os",
      "session_id=1",
      "session_id=2",
    ],
    ["plan", "a=1", "a=2"],
    CONTENT,
  );
  assertEquals(
    findings.map((finding) => {
      const { parameter, example } = findingWords(finding, SHELL_DIALECT);
      return [parameter, example];
    }),
    [
      ["--filter is_video_start_failure", undefined],
      ["--limit", "--limit 3"],
      ["--filter end_date", undefined],
      ["--filter device_os", undefined],
      ["--filter session_id", undefined],
      ["--tag plan", undefined],
      ["--tag a", undefined],
    ],
  );
});

Deno.test("parseFilterText() takes every filter of the spec, and neither time nor limit", () => {
  for (const [name, { role, type }] of Object.entries(CONTENT.parameters)) {
    const { query, findings } = parseFilterText(
      [`${name}=${type === "boolean" ? "true" : "1"}`],
      [],
      CONTENT,
    );
    assertEquals(findings.length === 0, role === "filter", name);
    assertEquals(Object.hasOwn(query, name), role === "filter", name);
  }
});

Deno.test("parseFilterText() gives a query that checkQuery() takes as it was typed", () => {
  // What looks like an operator or a pattern is refused.
  const texts = fc.string({ minLength: 1 }).filter((text) =>
    text.trim() !== "" && !/^[=!<>~:*^$]|\*$/.test(text.trim())
  );
  const names = texts.filter((name) =>
    !/^\s|\s$|[=!<>~:*^$-]|^not\b/.test(name) && !name.startsWith(CONTENT.tagPrefix)
  );
  fc.assert(
    fc.property(fc.dictionary(names, texts, { noNullPrototype: true }), texts, (tags, os) => {
      const pairs = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
      const { query, findings } = parseFilterText([`device_os=${os}`], pairs, CONTENT);
      const options = {
        endpoint: CONTENT,
        nowMs: Date.UTC(2026, 10, 22),
        requests: "many",
      } as const;
      assertEquals(findings, []);
      assertEquals(checkQuery({ last: "1h", ...query }, options).filters, {
        parameters: {},
        tags,
        dimensions: { device_os: [os] },
      });
    }),
  );
});

Deno.test("shellSyntax() quotes what a shell would take apart", () => {
  assertEquals(
    shellSyntax({ limit: 200, tags: { plan: "it's $5" }, dimensions: { cdn: ["A", "B C"] } }),
    `--limit 200 --tag 'plan=it'\\''s $5' --filter cdn=A --filter 'cdn=B C'`,
  );
});
