import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { DIMENSIONS, LIMITS, PARAMETERS, TAG_PREFIX } from "../../gen/facts.ts";
import { QueryError, type QueryFinding } from "../../src/errors/query_error.ts";
import { checkQuery } from "../../src/query/check_query.ts";
import type { CheckQueryOptions } from "../../src/query/check_options.ts";
import type { SessionsQuery } from "../../src/query/sessions_query.ts";

const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
const HOUR_MS = 3_600_000;
const at = (ms: number) => new Date(NOW_MS + ms);

/** Checks any value as if it were a query. */
function check(query: unknown, options: Partial<CheckQueryOptions> = {}) {
  return checkQuery(query as SessionsQuery, { nowMs: NOW_MS, window: "single", ...options });
}

/** The findings about a query, none if it is right. */
function findingsOf(query: unknown, options?: Partial<CheckQueryOptions>): readonly QueryFinding[] {
  try {
    check(query, options);
    return [];
  } catch (error) {
    assertEquals(error instanceof QueryError, true, String(error));
    return (error as QueryError).findings;
  }
}

/** Parameter and example of the only finding. */
function onlyFinding(query: unknown, options?: Partial<CheckQueryOptions>) {
  const findings = findingsOf(query, options);
  assertEquals(findings.length, 1, JSON.stringify(findings));
  return findings[0]!;
}

Deno.test("checkQuery() resolves a right query to a window and filters", () => {
  const query: SessionsQuery = {
    last: "2h",
    limit: 200,
    is_video_start_failure: true,
    session_id: "7",
    tags: { plan: "premium" },
    dimensions: { device_os: ["Android", "iOS", "Android"], cdn: "A" },
  };
  assertEquals(check(query), {
    range: { startMs: NOW_MS - 2 * HOUR_MS, endMs: NOW_MS },
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
  assertEquals(findings.map(({ parameter, example }) => `${parameter} → ${example}`), [
    "limit → limit: 200",
    'start → start: "2026-11-22T00:00:00Z"',
    "is_video_start_failure → is_video_start_failure: false",
    'tags.tag_plan → tags: { plan: "premium" }',
    'dimensions.deviceOS → dimensions: { device_os: "Android" }',
    'dimensions.cdn → dimensions: { cdn: "…" }',
    'client_id → client_id: "…"',
    "colour → limit: 50",
  ]);
});

Deno.test("checkQuery() says in its message what was wrong, received, allowed, and right", () => {
  const { message } = assertThrows(() => check({ last: "1h", limit: 9999 }), QueryError);
  assertEquals(
    message,
    "limit: the limit is out of bounds: received 9999, allowed is an integer from 1 to 1500, " +
      "for example limit: 1500",
  );
});

Deno.test("checkQuery() requires a range", () => {
  for (const query of [{}, { last: undefined }, { limit: 5 }]) {
    assertEquals(onlyFinding(query).problem, "a time range is required");
  }
});

Deno.test("checkQuery() names sessions() and the number of windows for a range too wide", () => {
  const { problem, correction } = onlyFinding({ last: "7h" });
  assertStringIncludes(problem, "sessions()");
  assertStringIncludes(problem, "takes 3 windows of at most 3h");
  assertEquals(correction, { start: "2026-11-22T05:00:00Z", end: "2026-11-22T08:00:00Z" });
  assertEquals(findingsOf({ last: "3h" }), []);
  assertEquals(findingsOf({ start: at(-LIMITS.maxWindowMs - 1) }).length, 1);
});

Deno.test("checkQuery() holds a single window between the oldest time and now, to the millisecond", () => {
  const oldest = { start: at(-LIMITS.maxAgeMs), end: at(-LIMITS.maxAgeMs + HOUR_MS) };
  assertEquals(findingsOf(oldest), []);
  const tooOld = onlyFinding({
    start: at(-LIMITS.maxAgeMs - 1),
    end: at(-LIMITS.maxAgeMs + LIMITS.maxWindowMs - 1),
  });
  assertStringIncludes(tooOld.problem, "31d");
  // The example has to be right still when it is typed.
  assertEquals(tooOld.correction, {
    start: "2026-10-22T13:00:00Z",
    end: "2026-10-22T14:59:59.999Z",
  });
  assertEquals(findingsOf({ start: at(-1), end: at(0) }), []);
  assertStringIncludes(onlyFinding({ start: at(-1), end: at(1) }).problem, "future");
  assertStringIncludes(onlyFinding({ start: at(1), end: at(2) }).problem, "future");
});

Deno.test("checkQuery() reports all that is wrong with a single window at once", () => {
  const problems = (query: unknown) => findingsOf(query).map(({ problem }) => problem);
  const [age = "", width = "", ...others] = problems({ last: "32d" });
  assertStringIncludes(age, "reaches back 31d");
  assertStringIncludes(width, "takes 256 windows");
  assertEquals(others, []);
  const [end = "", tooWide = ""] = problems({ start: at(-4 * HOUR_MS), end: at(HOUR_MS) });
  assertStringIncludes(end, "end lies in the future");
  assertStringIncludes(tooWide, "takes 2 windows");
  assertEquals(problems({ start: at(2 * HOUR_MS), end: at(HOUR_MS) }).length, 2);
});

Deno.test("checkQuery() calls a start in the future that, also where no end was given", () => {
  for (const window of ["single", "any"] as const) {
    const { problem } = onlyFinding({ start: at(HOUR_MS) }, { window });
    assertStringIncludes(problem, "future");
  }
});

Deno.test("checkQuery() lets any range pass that the API has a part of", () => {
  const any = { window: "any" } as const;
  const beyond = { start: at(-LIMITS.maxAgeMs - HOUR_MS), end: at(HOUR_MS) };
  assertEquals(check(beyond, any).range, {
    startMs: beyond.start.getTime(),
    endMs: beyond.end.getTime(),
  });
  assertEquals(check({ last: "31d" }, any).range.startMs, NOW_MS - LIMITS.maxAgeMs);
  assertEquals(findingsOf({ last: "90d" }, any), []);
  const tooOld = { ...beyond, end: at(-LIMITS.maxAgeMs) };
  assertStringIncludes(onlyFinding(tooOld, any).problem, "older");
  assertStringIncludes(onlyFinding({ start: at(0), end: at(1) }, any).problem, "future");
});

Deno.test("checkQuery() requires the start before the end", () => {
  assertEquals(onlyFinding({ start: at(-HOUR_MS), end: at(-2 * HOUR_MS) }).correction, {
    start: "2026-11-22T10:00:00Z",
    end: "2026-11-22T11:00:00Z",
  });
  for (const query of [{ start: at(-1), end: at(-1) }, { last: "0s" }]) {
    assertStringIncludes(onlyFinding(query).problem, "before the end");
  }
});

Deno.test("checkQuery() requires one time format, not two", () => {
  const times = {
    last: "1h",
    start: at(-HOUR_MS),
    start_date: at(-HOUR_MS).toISOString(),
    start_epoch: at(-HOUR_MS).getTime() / 1000,
    start_epoch_ms: at(-HOUR_MS).getTime(),
  };
  const names = Object.keys(times) as (keyof typeof times)[];
  for (const a of names) {
    for (const b of names) {
      const query = { [a]: times[a], [b]: times[b] };
      assertEquals(findingsOf(query).length, a === b ? 0 : 1, `${a} ${b}`);
    }
  }
  assertEquals(findingsOf({ last: "1h", end: at(0) }).length, 1);
  assertEquals(findingsOf({ start: at(-HOUR_MS), end_epoch: NOW_MS / 1000 }).length, 1);
});

Deno.test("checkQuery() requires a start for an end", () => {
  for (
    const query of [{ end: at(0) }, { end_date: at(0).toISOString() }, { end_epoch_ms: NOW_MS }]
  ) {
    assertEquals(onlyFinding(query).problem, "an end needs a start");
  }
});

Deno.test("checkQuery() suggests milliseconds for seconds, and seconds for milliseconds", () => {
  const startMs = NOW_MS - HOUR_MS;
  assertEquals(onlyFinding({ start: startMs / 1000 }).correction, { start: startMs });
  assertEquals(onlyFinding({ start_epoch: startMs }).correction, { start_epoch: startMs / 1000 });
});

Deno.test("checkQuery() holds the limit of one request to the API's bounds, and that of many to none", () => {
  const ok = (limit: unknown, window: "single" | "any") =>
    findingsOf({ last: "1h", limit }, { window }).length === 0;
  for (const window of ["single", "any"] as const) {
    assertEquals([LIMITS.minSessions, LIMITS.maxSessions].map((limit) => ok(limit, window)), [
      true,
      true,
    ]);
    for (const limit of [0, -1, 1.5, NaN, Infinity, "5", null, true, 2 ** 53]) {
      assertEquals(ok(limit, window), false, `${limit} ${window}`);
    }
  }
  assertEquals(ok(LIMITS.maxSessions + 1, "single"), false);
  assertEquals(ok(1_000_000, "any"), true);
});

Deno.test("checkQuery() sends tags and dimensions at the top of the query where they belong", () => {
  assertEquals(
    onlyFinding({ last: "1h", tag_plan: "premium" }).example,
    'tags: { plan: "premium" }',
  );
  assertEquals(
    onlyFinding({ last: "1h", device_os: "iOS" }).example,
    'dimensions: { device_os: "iOS" }',
  );
  const own = { accountDimensions: ["region_code"] };
  assertEquals(
    onlyFinding({ last: "1h", region_code: "7" }, own).example,
    'dimensions: { region_code: "7" }',
  );
  const an = onlyFinding({ last: "1h", an: "x" }, { accountDimensions: "any" });
  assertStringIncludes(an.problem, "there is no such parameter");
  assertStringIncludes(onlyFinding({ last: "1h", limits: 5 }).problem, "did you mean 'limit'?");
  assertStringIncludes(onlyFinding({ last: "1h", tag: {} }).problem, "did you mean 'tags'?");
});

Deno.test("checkQuery() knows the catalogue and the account's own dimensions", () => {
  for (const name of Object.keys(DIMENSIONS)) {
    assertEquals(findingsOf({ last: "1h", dimensions: { [name]: "x" } }), [], name);
  }
  const query = { last: "1h", dimensions: { region_code: "7" } };
  assertEquals(onlyFinding(query).parameter, "dimensions.region_code");
  assertEquals(findingsOf(query, { accountDimensions: ["region_code"] }), []);
  assertEquals(findingsOf(query, { accountDimensions: "any" }), []);
  const typo = { last: "1h", dimensions: { regoin_code: "7" } };
  assertEquals(
    onlyFinding(typo, { accountDimensions: ["region_code"] }).example,
    'dimensions: { region_code: "7" }',
  );
});

Deno.test("checkQuery() never takes a parameter or a tag for a dimension, whatever the account has", () => {
  for (
    const name of [...Object.keys(PARAMETERS), `${TAG_PREFIX}plan`, TAG_PREFIX, "", " ", "?asn"]
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

const anything = fc.anything({
  withDate: true,
  withBigInt: true,
  withNullPrototype: true,
  withSparseArray: true,
  withMap: true,
});
const topNames = [...Object.keys(PARAMETERS), "last", "start", "end", "tags", "dimensions", "x"];
/** Times as a caller may write them, many of them right. */
const times = fc.oneof(
  fc.constantFrom(
    "now",
    "now-1h",
    "now-31d",
    "now+1h",
    "2026-11-22T09:00Z",
    "2026-11-22",
    "2h",
    "31d",
  ),
  fc.integer({ min: -40 * 24, max: 48 }).map((hours) => at(hours * HOUR_MS)),
  fc.integer({ min: -40 * 24, max: 48 }).map((hours) => NOW_MS + hours * HOUR_MS),
  fc.integer({ min: -40 * 24, max: 48 }).map((hours) => NOW_MS / 1000 + hours * 3600),
);
const queries = fc.oneof(
  anything,
  fc.dictionary(fc.constantFrom(...topNames), fc.oneof(anything, times), { maxKeys: 6 }),
  fc.record({ start: times, end: times, limit: fc.integer() }, { requiredKeys: ["start"] }),
  fc.record({ last: times }),
);
const options = fc.record({
  window: fc.constantFrom("single" as const, "any" as const),
  accountDimensions: fc.constantFrom(undefined, "any" as const, ["region_code"]),
});

Deno.test("checkQuery() is total: any value is a right query that keeps all rules, or a QueryError", () => {
  fc.assert(
    fc.property(queries, options, (query, options) => {
      let checked;
      try {
        checked = check(query, options);
      } catch (error) {
        assertEquals(error instanceof QueryError, true, String(error));
        const { findings, message } = error as QueryError;
        assertEquals(findings.length > 0, true);
        assertEquals(message.length < 1000 * findings.length, true);
        return;
      }
      const { range: { startMs, endMs }, limit = 1 } = checked;
      const oldestMs = NOW_MS - LIMITS.maxAgeMs;
      const isSingle = options.window === "single";
      assertEquals(Number.isSafeInteger(startMs) && Number.isSafeInteger(endMs), true);
      assertEquals(startMs < endMs && startMs < NOW_MS && endMs > oldestMs, true);
      assertEquals(Number.isSafeInteger(limit) && limit >= LIMITS.minSessions, true);
      if (!isSingle) return;
      assertEquals(startMs >= oldestMs && endMs <= NOW_MS, true);
      assertEquals(endMs - startMs <= LIMITS.maxWindowMs && limit <= LIMITS.maxSessions, true);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("checkQuery() shows only examples that it takes itself", () => {
  const bare = fc.record({
    limit: anything,
    is_video_start_failure: anything,
    client_id: anything,
    tags: fc.oneof(anything, fc.dictionary(fc.constantFrom("tag_a", "", "b"), anything)),
    dimensions: fc.oneof(
      anything,
      fc.dictionary(fc.constantFrom("cdn", "deviceOS", "limit", "tag_a", "client_id"), anything),
    ),
    tag_plan: anything,
    device_os: anything,
    last: times,
    start: times,
    end: times,
  }, { requiredKeys: [] });
  fc.assert(
    fc.property(bare, options, (query, options) => {
      for (const { correction, parameter } of findingsOf(query, options)) {
        // A time alone corrects its format; whether it lies within reach is another finding.
        const isTime = ["start", "end"].includes(parameter) &&
          Object.keys(correction!).length === 1;
        if (isTime) continue;
        const isRange = Object.hasOwn(correction!, "last") || Object.hasOwn(correction!, "start");
        const corrected = isRange ? correction : { last: "1h", ...correction };
        assertEquals(findingsOf(corrected, options), [], JSON.stringify(correction));
      }
    }),
    { numRuns: 2000 },
  );
});
