import { assertEquals, assertStringIncludes } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { at, check, findingsOf, HOUR_MS, NOW_MS, onlyFinding } from "../support/query_findings.ts";

Deno.test("checkQuery() requires a range", () => {
  for (const query of [{}, { last: undefined }, { limit: 5 }]) {
    assertEquals(onlyFinding(query).problem, "a time range is required");
  }
});

Deno.test("checkQuery() names sessions() and the number of windows for a range too wide", () => {
  const { problem, correction, wayOut } = onlyFinding({ last: "7h" });
  assertStringIncludes(problem, "sessions()");
  assertStringIncludes(problem, "takes 3 windows of at most 3h");
  assertEquals([correction, wayOut], [undefined, "windows"]);
  assertEquals(findingsOf({ last: "3h" }), []);
  assertEquals(findingsOf({ start: at(-CONTENT.limits.maxWindowMs - 1) }).length, 1);
});

Deno.test("checkQuery() holds a single window between the oldest time and now, to the millisecond", () => {
  const oldest = {
    start: at(-CONTENT.limits.maxAgeMs),
    end: at(-CONTENT.limits.maxAgeMs + HOUR_MS),
  };
  assertEquals(findingsOf(oldest), []);
  const tooOld = onlyFinding({
    start: at(-CONTENT.limits.maxAgeMs - 1),
    end: at(-CONTENT.limits.maxAgeMs + CONTENT.limits.maxWindowMs - 1),
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
  for (const requests of ["one", "many"] as const) {
    const { problem } = onlyFinding({ start: at(HOUR_MS) }, { requests });
    assertStringIncludes(problem, "future");
  }
});

Deno.test("checkQuery() lets any range pass that the API has a part of", () => {
  const any = { requests: "many" } as const;
  const beyond = { start: at(-CONTENT.limits.maxAgeMs - HOUR_MS), end: at(HOUR_MS) };
  assertEquals(check(beyond, any).range, {
    startMs: beyond.start.getTime(),
    endMs: beyond.end.getTime(),
  });
  assertEquals(check({ last: "31d" }, any).range.startMs, NOW_MS - CONTENT.limits.maxAgeMs);
  assertEquals(findingsOf({ last: "90d" }, any), []);
  const tooOld = { ...beyond, end: at(-CONTENT.limits.maxAgeMs) };
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
