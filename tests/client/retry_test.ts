import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  backoffMs,
  DEFAULT_RETRY,
  isRetryableStatus,
  retryAfterMs,
} from "../../src/client/transport/retry.ts";

const response = (status: number, retryAfter?: string) =>
  new Response(null, { status, headers: retryAfter ? { "retry-after": retryAfter } : {} });

Deno.test("isRetryableStatus() holds for 202, 408, 429 and 5xx, and for no other", () => {
  const retryable = Array.from({ length: 400 }, (_, i) => 200 + i).filter(isRetryableStatus);
  assertEquals(retryable, [202, 408, 429, ...Array.from({ length: 100 }, (_, i) => 500 + i)]);
});

Deno.test("backoffMs() is spread over the whole span below the doubling bound", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 60 }),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    (failed, random) => {
      const bound = Math.min(
        DEFAULT_RETRY.maxDelayMs,
        DEFAULT_RETRY.baseDelayMs * 2 ** (failed - 1),
      );
      assertEquals(backoffMs(DEFAULT_RETRY, failed, random), random * bound);
    },
  ));
});

Deno.test("retryAfterMs() reads seconds and dates", () => {
  const nowMs = Date.parse("2026-11-22T10:00:00Z");
  assertEquals(retryAfterMs(response(503, "7"), nowMs, CONTENT.limits.retryAfterMs), 7000);
  assertEquals(
    retryAfterMs(
      response(503, "Sun, 22 Nov 2026 10:00:30 GMT"),
      nowMs,
      CONTENT.limits.retryAfterMs,
    ),
    30_000,
  );
  assertEquals(
    retryAfterMs(
      response(503, "Sun, 22 Nov 2026 09:00:00 GMT"),
      nowMs,
      CONTENT.limits.retryAfterMs,
    ),
    0,
  );
});

Deno.test("retryAfterMs() counts a date from that of the same answer, whatever the time is elsewhere", () => {
  const answer = response(503, "Sun, 22 Nov 2026 10:00:30 GMT");
  answer.headers.set("date", "Sun, 22 Nov 2026 10:00:10 GMT");
  assertEquals(
    retryAfterMs(answer, Date.parse("2026-11-22T15:00:00Z"), CONTENT.limits.retryAfterMs),
    20_000,
  );
});

Deno.test("retryAfterMs() falls back to the spec's wait after a 429 only", () => {
  assertEquals(
    retryAfterMs(response(429), 0, CONTENT.limits.retryAfterMs),
    CONTENT.limits.retryAfterMs,
  );
  for (const nonsense of ["soon", "-5", "1.5", "10, 20"]) {
    assertEquals(
      retryAfterMs(response(429, nonsense), 0, CONTENT.limits.retryAfterMs),
      CONTENT.limits.retryAfterMs,
    );
  }
  assertEquals(retryAfterMs(response(503), 0, CONTENT.limits.retryAfterMs), undefined);
});
