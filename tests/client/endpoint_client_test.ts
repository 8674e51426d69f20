import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { connect } from "../../src/connection.ts";
import { createEndpointClient } from "../../src/endpoint_client.ts";
import { QueryError } from "../../src/errors.ts";
import type { CheckedQuery, SessionsQuery } from "../../src/mod.ts";
import { clientOf, CREDENTIALS, NOW_MS, OK } from "../support/client_of.ts";
import { runWithClock } from "../support/fake_clock.ts";
import { OTHER } from "../support/other_endpoint.ts";

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

Deno.test("what was checked is asked as it was then, however late", async () => {
  const { client, clock, requests } = clientOf(OK);
  const checked = client.check({ last: "30m" });
  clock.advance(HOUR_MS);
  assertEquals(client.check(checked), checked);
  const range = { startMs: NOW_MS - HOUR_MS / 2, endMs: NOW_MS };
  for (const stream of [client.pages(checked), client.sessions(checked)]) {
    await runWithClock(Array.fromAsync<unknown>(stream), clock);
    assertEquals(stream.coverage.range, range);
  }
  const ends = requests.map(({ url }) => Number(new URL(url).searchParams.get("end_epoch_ms")));
  assertEquals(Math.max(...ends), NOW_MS);
});

Deno.test("only a check of the endpoint makes a checked query, and one request is checked as one", async () => {
  const { client, requests } = clientOf(OK);
  const other = createEndpointClient<SessionsQuery>(OTHER, connect({ credentials: CREDENTIALS }));
  const checked = client.check({ last: "7d" });
  assertThrows(() => other.pages(checked), QueryError, "of one endpoint");
  assertThrows(() => client.pages({ ...checked } as CheckedQuery), QueryError, "no such parameter");
  const asOne = checked as unknown as SessionsQuery;
  await assertRejects(() => client.search(asOne), QueryError, "pages() and sessions()");
  assertEquals(requests, []);
});
