import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import { at, check, findingsOf, HOUR_MS, NOW_MS } from "../support/query_findings.ts";

const anything = fc.anything({
  withDate: true,
  withBigInt: true,
  withNullPrototype: true,
  withSparseArray: true,
  withMap: true,
});
const topNames = [
  ...Object.keys(CONTENT.parameters),
  "last",
  "start",
  "end",
  "tags",
  "dimensions",
  "x",
];
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
  requests: fc.constantFrom("one" as const, "many" as const),
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
      const oldestMs = NOW_MS - CONTENT.limits.maxAgeMs;
      assertEquals(Number.isSafeInteger(startMs) && Number.isSafeInteger(endMs), true);
      assertEquals(startMs < endMs && startMs < NOW_MS && endMs > oldestMs, true);
      assertEquals(Number.isSafeInteger(limit) && limit >= CONTENT.limits.minSessions, true);
      if (options.requests === "many") return;
      assertEquals(startMs >= oldestMs && endMs <= NOW_MS, true);
      assertEquals(
        endMs - startMs <= CONTENT.limits.maxWindowMs && limit <= CONTENT.limits.maxSessions,
        true,
      );
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
        if (!correction) continue;
        // A time alone corrects its format; whether it lies within reach is another finding.
        const isTime = ["start", "end"].includes(parameter) &&
          Object.keys(correction).length === 1;
        if (isTime) continue;
        const isRange = Object.hasOwn(correction, "last") || Object.hasOwn(correction, "start");
        const corrected = isRange ? correction : { last: "1h", ...correction };
        assertEquals(findingsOf(corrected, options), [], JSON.stringify(correction));
      }
    }),
    { numRuns: 2000 },
  );
});
