import { findingWords } from "../../src/query/finding/finding_words.ts";
import { SCRIPT_DIALECT } from "../../src/query/finding/script_dialect.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import type { SessionsQuery } from "../../src/query/sessions_query.ts";
import { at, check, findingsOf, HOUR_MS, NOW_MS, onlyFinding } from "../support/query_findings.ts";

Deno.test("checkQuery() resolves a right query to a window and filters", () => {
  const query: SessionsQuery = {
    last: "2h",
    limit: 200,
    is_video_start_failure: true,
    session_id: "7",
    tags: { plan: "premium" },
    dimensions: { device_os: ["Android", "iOS", "Android"], cdn: "A" },
  };
  assertEquals({ ...check(query) }, {
    range: { startMs: NOW_MS - 2 * HOUR_MS, endMs: NOW_MS },
    cutOff: undefined,
    limit: 200,
    filters: {
      parameters: { is_video_start_failure: true, session_id: "7" },
      tags: { plan: "premium" },
      dimensions: { device_os: ["Android", "iOS"], cdn: ["A"] },
    },
  });
});

Deno.test("checkQuery() takes a range in each format, and an end that is now if absent", () => {
  const [start, end] = [at(-2 * HOUR_MS), at(-HOUR_MS)];
  const [startMs, endMs] = [start.getTime(), end.getTime()];
  const ranges = [
    { start, end },
    { start: start.toISOString(), end: endMs },
    { start: "now-2h", end: "now-1h" },
    { start_date: start.toISOString(), end_date: end.toISOString() },
    { start_epoch: startMs / 1000, end_epoch: endMs / 1000 },
    { start_epoch_ms: startMs, end_epoch_ms: endMs },
  ];
  for (const range of ranges) assertEquals(check(range).range, { startMs, endMs });
  assertEquals(check({ start }).range, { startMs, endMs: NOW_MS });
  assertEquals(check({ start_epoch_ms: startMs }).range, { startMs, endMs: NOW_MS });
});

Deno.test("checkQuery() reports all that is wrong at once, in the order of the query", () => {
  const findings = findingsOf({
    limit: "200",
    start: "2026-11-22",
    is_video_start_failure: "false",
    tags: { tag_plan: "premium" },
    dimensions: { deviceOS: "Android", cdn: [] },
    client_id: "",
    colour: "red",
  });
  assertEquals(
    findings.map((finding) => {
      const { parameter, example } = findingWords(finding, SCRIPT_DIALECT);
      return `${parameter} → ${example}`;
    }),
    [
      "limit → limit: 200",
      "start → undefined",
      "is_video_start_failure → is_video_start_failure: false",
      'tags.tag_plan → tags: { plan: "premium" }',
      'dimensions.deviceOS → dimensions: { device_os: "Android" }',
      "dimensions.cdn → undefined",
      "client_id → undefined",
      "colour → undefined",
    ],
  );
});

Deno.test("checkQuery() says in its message what was wrong, received, allowed, and right", () => {
  const { message } = assertThrows(() => check({ last: "1h", limit: 9999 }), QueryError);
  assertEquals(
    message,
    "limit: the limit is out of bounds: received 9999, allowed is an integer from 1 to 1500, " +
      "for example limit: 1500",
  );
});

Deno.test("checkQuery() holds the limit of one request to the API's bounds, and that of many to none", () => {
  const ok = (limit: unknown, requests: "one" | "many") =>
    findingsOf({ last: "1h", limit }, { requests }).length === 0;
  for (const requests of ["one", "many"] as const) {
    assertEquals(
      [CONTENT.limits.minSessions, CONTENT.limits.maxSessions].map((limit) => ok(limit, requests)),
      [
        true,
        true,
      ],
    );
    for (const limit of [0, -1, 1.5, NaN, Infinity, "5", null, true, 2 ** 53]) {
      assertEquals(ok(limit, requests), false, `${limit} ${requests}`);
    }
  }
  assertEquals(ok(CONTENT.limits.maxSessions + 1, "one"), false);
  assertEquals(ok(1_000_000, "many"), true);
});

Deno.test("checkQuery() sends tags and dimensions at the top of the query where they belong", () => {
  assertEquals(
    onlyFinding({ last: "1h", tag_plan: "premium" }).correction,
    { tags: { plan: "premium" } },
  );
  assertEquals(
    onlyFinding({ last: "1h", device_os: "iOS" }).correction,
    { dimensions: { device_os: "iOS" } },
  );
  const own = { accountDimensions: ["region_code"] };
  assertEquals(
    onlyFinding({ last: "1h", region_code: "7" }, own).correction,
    { dimensions: { region_code: "7" } },
  );
  const an = onlyFinding({ last: "1h", an: "x" }, { accountDimensions: "any" });
  assertStringIncludes(an.problem, "there is no such parameter");
  assertStringIncludes(onlyFinding({ last: "1h", limits: 5 }).problem, "did you mean 'limit'?");
  assertStringIncludes(onlyFinding({ last: "1h", tag: {} }).problem, "did you mean 'tags'?");
});

Deno.test("checkQuery() knows the catalogue and the account's own dimensions", () => {
  for (const name of Object.keys(CONTENT.dimensions)) {
    assertEquals(findingsOf({ last: "1h", dimensions: { [name]: "x" } }), [], name);
  }
  const query = { last: "1h", dimensions: { region_code: "7" } };
  assertEquals(onlyFinding(query).parameter, "dimensions.region_code");
  assertEquals(findingsOf(query, { accountDimensions: ["region_code"] }), []);
  assertEquals(findingsOf(query, { accountDimensions: "any" }), []);
  const typo = { last: "1h", dimensions: { regoin_code: "7" } };
  assertEquals(
    onlyFinding(typo, { accountDimensions: ["region_code"] }).correction,
    { dimensions: { region_code: "7" } },
  );
});

Deno.test("checkQuery() never takes a parameter or a tag for a dimension, whatever the account has", () => {
  for (
    const name of [
      ...Object.keys(CONTENT.parameters),
      `${CONTENT.tagPrefix}plan`,
      CONTENT.tagPrefix,
      "",
      " ",
      "?asn",
    ]
  ) {
    const query = { last: "1h", dimensions: { [name]: "1" } };
    assertEquals(findingsOf(query, { accountDimensions: "any" }).length, 1, name);
  }
  for (const value of ["false", false]) {
    assertEquals(
      onlyFinding({ last: "1h", dimensions: { is_video_start_failure: value } }).correction,
      { is_video_start_failure: false },
    );
  }
});

Deno.test("checkQuery() refuses values that would match nothing or something else", () => {
  for (const value of ["", " ", [], [""], ["a", ""], 7, null, true, {}, [["a"]], [null]]) {
    assertEquals(findingsOf({ last: "1h", dimensions: { cdn: value } }).length, 1, String(value));
  }
  for (const value of ["", " ", ["a"], 7, null, true, {}]) {
    assertEquals(findingsOf({ last: "1h", tags: { plan: value } }).length, 1, String(value));
    assertEquals(findingsOf({ last: "1h", session_id: value }).length, 1, String(value));
  }
  for (const value of ["true", 1, 0, null, "", []]) {
    assertEquals(findingsOf({ last: "1h", is_video_start_failure: value }).length, 1);
  }
});

Deno.test("checkQuery() keeps a tag named like a property of every object", () => {
  const tags = JSON.parse('{"__proto__": "a", "constructor": "b"}');
  assertEquals(Object.entries(check({ last: "1h", tags }).filters.tags), [
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
  assertEquals(findingsOf({ last: "1h", dimensions: { constructor: "a" } }).length, 1);
  assertEquals(findingsOf({ last: "1h", toString: "a" }).length, 1);
});

Deno.test("checkQuery() ends in a QueryError for values that fight back", () => {
  const throwing = new Proxy({}, {
    get: () => {
      throw new Error("no");
    },
    ownKeys: () => {
      throw new Error("no");
    },
    getPrototypeOf: () => {
      throw new Error("no");
    },
  });
  const getter = {
    get last(): string {
      throw new Error("no");
    },
  };
  const values = [throwing, getter, null, undefined, 7, "last", [], new Map(), new Date(), () => 1];
  for (const value of values) assertEquals(findingsOf(value).length > 0, true);
  const inside = [throwing, getter, Symbol("s"), 7n, new Array(4e9), Object.create(null), [
    throwing,
  ]];
  for (const value of inside) {
    for (const name of ["last", "start", "limit", "tags", "dimensions", "session_id", "colour"]) {
      findingsOf({ [name]: value });
    }
    findingsOf({ tags: { plan: value }, dimensions: { cdn: value } });
    findingsOf({ dimensions: { limit: value, tag_plan: value, ddn: [value] } });
  }
});
