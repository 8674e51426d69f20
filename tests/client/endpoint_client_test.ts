import { assert, assertEquals, assertThrows } from "@std/assert";
import { QueryError } from "../../src/errors.ts";
import { clientOf, NOW_MS, OK } from "../support/client_of.ts";

const HOUR_MS = 3_600_000;

Deno.test("a client says where it asks, as the same text for addresses that mean the same", () => {
  const sourceOf = (baseUrl: string) => clientOf(OK, { baseUrl }).client.source;
  assertEquals(sourceOf("https://API.example.com:443/v3/"), "https://api.example.com/v3");
  assertEquals(sourceOf("https://api.example.com/v3"), "https://api.example.com/v3");
});

Deno.test("the clock of a client is the API's, once an answer has told", async () => {
  const date = new Date(NOW_MS - 9 * HOUR_MS).toUTCString();
  const { client, search } = clientOf(() =>
    Response.json({ sessions: [{ session_id: "1" }] }, { headers: { date } })
  );
  assertEquals(client.clock.now(), NOW_MS);
  await search();
  assert(Math.abs(client.clock.now() - (NOW_MS - 9 * HOUR_MS)) <= 2000);
});

Deno.test("a client checks a query without asking anything", () => {
  const { client, requests } = clientOf(OK);
  const { range, filters } = client.check({ last: "7d", tags: { plan: "free" } });
  assertEquals(range, { startMs: NOW_MS - 7 * 24 * HOUR_MS, endMs: NOW_MS });
  assertEquals(filters, { parameters: {}, tags: { plan: "free" }, dimensions: {} });
  assertThrows(() => client.check({ last: "7 parsecs" }), QueryError);
  assertEquals(requests, []);
});
