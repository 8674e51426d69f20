import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals, assertThrows } from "@std/assert";
import { ServerError } from "../../src/errors.ts";
import { answerClaim } from "../../src/session/decode/answer_claim.ts";
import { decodePage } from "../../src/session/decode/decode_page.ts";

const ROWS = [{ session_id: "1" }, { session_id: "2" }];
const claimOf = (members: Record<string, unknown>, rows: unknown[] = []) =>
  answerClaim({ sessions: rows, ...members }, rows, CONTENT);

Deno.test("an error in a success is a failed request, whatever it is called", () => {
  const failures: Record<string, unknown>[] = [
    { code: 13, message: "internal: query timed out", details: [] },
    { error: "internal error" },
    { error: { code: 500, message: "backend unavailable" } },
    { status: "error", errors: ["timeout"] },
    { success: false },
    { ok: false },
    { ok: "false" },
    { Status: "FAILED" },
    { status: 503 },
    { status: { code: 7, message: "denied" } },
    { errorMessage: "no shard" },
    { message: "Internal server error" },
    { fault: { faultstring: "Spike arrest" } },
    { meta: { error: "no shard" } },
    { data: { meta: { errors: [{ detail: "no shard" }] } } },
    { statusCode: 500 },
    { hasErrors: true },
    { failed_shards: 3 },
    { success: "no" },
    { error: { code: 0, message: "no shard" } },
  ];
  for (const failure of failures) {
    assertEquals(claimOf(failure).kind, "failed", JSON.stringify(failure));
    const withoutList = answerClaim(failure, undefined, CONTENT);
    assertEquals(withoutList.kind, "failed", JSON.stringify(failure));
  }
  assertEquals(answerClaim({ sessions: null }, [], CONTENT).kind, "failed");
  assertEquals(answerClaim({ data: { sessions: null } }, [], CONTENT).kind, "failed");
});

Deno.test("errors in the place of sessions are a failed request as well", () => {
  for (const errors of [[{ error: "no shard" }], [{ code: 13, message: "internal" }, {}]]) {
    assertEquals(answerClaim(errors, errors, CONTENT).kind, "failed");
    assertEquals(claimOf({}, errors).kind, "failed");
  }
  // Not what a session says of itself.
  assertEquals(claimOf({}, [{ session_id: "1", error: "stalled" }]).kind, "whole");
});

Deno.test("an error beside sessions makes them a part, told in the words of the API", () => {
  const claim = claimOf({ partial: true, errors: [{ message: "shard 3\ntimed out" }] }, ROWS);
  assertEquals(claim, {
    kind: "partial",
    message: "The API gave a part of its answer and an error: errors: shard 3 timed out",
  });
});

Deno.test("an answer that says there is more is a part", () => {
  const more: Record<string, unknown>[] = [
    { partial: true },
    { truncated: "true" },
    { has_more: true },
    { hasMore: 1 },
    { next: "/sessions/content?page=2" },
    { nextPageToken: "abc" },
    { next_cursor: 7 },
    { total: 3 },
    { total_count: "4321" },
    { pagination: { totalResults: 3 } },
    { meta: { page: { has_next: true } } },
    { warnings: ["one shard is slow"] },
    { complete: false },
    { status: "partial" },
    { total: "4,321" },
    { hits: { total: { value: 3, relation: "eq" } } },
    { totalSessionCount: 3 },
    { links: [{ rel: "self", href: "/1" }, { rel: "next", href: "/2" }] },
    { partialData: true },
    { done: false },
    { remaining_sessions: 300 },
    { continuationToken: "abc" },
  ];
  for (const members of more) {
    assertEquals(claimOf(members, ROWS).kind, "partial", JSON.stringify(members));
  }
  assertEquals(claimOf({ total: 1 }).kind, "partial");
});

Deno.test("members that say nothing against an answer leave it whole", () => {
  const harmless: Record<string, unknown>[] = [
    {},
    { code: 0, message: "OK" },
    { code: 200, message: "success" },
    { status: "ok", errors: [], error: null, warnings: [] },
    { status: 200 },
    { success: true, ok: true, complete: true, partial: false, truncated: "false" },
    { has_more: false, next: null, next_page_token: "" },
    { has_more: "no", links: { next: { href: null } }, remaining_results: 0, last: true },
    { links: [{ rel: "self", href: "/1" }, { rel: "next", href: null }] },
    { error: { code: 0, message: "" }, errors: { count: 0, items: [] } },
    { rate_limit: { limit: 400, remaining: 399 }, summary: { plays: 10, failed: 3 } },
    { error_code: "SUCCESS", statusCode: 200, failed_shards: 0 },
    { message: "No sessions found." },
    { links: { self: "/sessions/content" } },
    { generated_at: "2026-11-22T12:00:00Z", took: 12 },
  ];
  for (const members of harmless) {
    assertEquals(claimOf(members), { kind: "whole" }, JSON.stringify(members));
    assertEquals(claimOf({ ...members, total: 2 }, ROWS), { kind: "whole" });
  }
  // A message beside sessions is no error.
  assertEquals(claimOf({ message: "2 sessions" }, ROWS), { kind: "whole" });
  assertEquals(answerClaim(ROWS, ROWS, CONTENT), { kind: "whole" });
});

Deno.test("an answer that is still in the making is none yet", () => {
  for (const status of ["processing", "PENDING", "in-progress"]) {
    assertEquals(claimOf({ status }), { kind: "pending" });
  }
  // With sessions there is something to keep.
  assertEquals(claimOf({ status: "processing" }, ROWS).kind, "partial");
});

Deno.test("decodePage() throws what a retry may mend, and keeps what the API says is missing", () => {
  for (const body of ['{"sessions":null}', '{"status":"pending"}', '{"error":"x","sessions":[]}']) {
    const error = assertThrows(() => decodePage(body, CONTENT), ServerError) as ServerError;
    assertEquals(error.retryable, true);
  }
  assertEquals(
    decodePage('{"sessions":[{"session_id":"1"}],"total":9}', CONTENT).more,
    "The API says that there is more: total: 9",
  );
  // Also where the body has words that JSON does not know.
  assertEquals(
    decodePage('{"sessions":[{"session_id":"1"}],"took":NaN,"has_more":True}', CONTENT).more,
    "The API says that there is more: has_more: True",
  );
  assertEquals("more" in decodePage('{"sessions":[{"session_id":"1"}],"total":1}', CONTENT), false);
});
