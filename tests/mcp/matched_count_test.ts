import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";

const SEARCH = "search_content_sessions";
const END_MS = PRESENT_MS - 30_000;
const HOUR_MS = 3_600_000;

/** The count that the first line of an answer gives, and whether it is exact. */
function matchedOf(text: string): { count: number; isExact: boolean } {
  const [, least, count] = /^(At least )?(\d+) sessions? matched/.exec(text) ?? [];
  assert(count !== undefined, text);
  return { count: Number(count), isExact: least === undefined };
}

Deno.test("an answer begins with how many sessions matched: exactly, wherever the range was read whole", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 5000 });
  const truth = (rangeMs: number) =>
    server.sandbox.identities({ startMs: END_MS - rangeMs, endMs: END_MS }).length;
  const short = await server.call(SEARCH, { last: "1h", limit: 3 });
  assertEquals(matchedOf(short.text), { count: truth(HOUR_MS), isExact: true });
  assertStringIncludes(short.text, "Shown: 3 sessions, newest first; more exist");

  const long = matchedOf((await server.call(SEARCH, { last: "2d", limit: 3 })).text);
  assert(!long.isExact && long.count < truth(48 * HOUR_MS));
  const counted = await server.call(SEARCH, { last: "2d", limit: 3, count: true });
  assertEquals(matchedOf(counted.text), { count: truth(48 * HOUR_MS), isExact: true });
});

Deno.test("'at least' names the part of the range that was read, and is true of it", async () => {
  await using server = await connectToSandbox();
  const { text } = await server.call(SEARCH, { last: "1d", limit: 3 });
  const [, from, to] = /only (\S+) to (\S+) was read/.exec(text) ?? [];
  const part = { startMs: Date.parse(from!), endMs: Date.parse(to!) };
  assert(part.startMs > END_MS - 24 * HOUR_MS && part.endMs === END_MS);
  assert(matchedOf(text).count <= server.sandbox.identities(part).length);
  assert(server.sandbox.requests.length <= 2, `${server.sandbox.requests.length} requests`);
});

Deno.test("a count of a range of which a part is missing is not exact", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 200 });
  const { text } = await server.call(SEARCH, {
    start: "now-32d",
    end: "now-30d",
    limit: 1,
    count: true,
  });
  assertEquals(matchedOf(text).isExact, false, text);
  assertStringIncludes(text, "a part is missing");
});

Deno.test("what is rare is not counted over weeks to show a few", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 2000 });
  const { text } = await server.call(SEARCH, {
    last: "20d",
    is_video_start_failure: true,
    limit: 3,
  });
  assertEquals(matchedOf(text).isExact, false);
  // The windows that were on their way when there was enough are asked as well.
  assert(server.sandbox.requests.length <= 16, `${server.sandbox.requests.length} requests`);
});

Deno.test("paging beyond what an order looks at does not claim that no more exist", async () => {
  await using server = await connectToSandbox();
  const { text } = await server.call(SEARCH, { last: "1d", sort: "interrupts", limit: 1 });
  assertMatch(text, /^At least 20000 sessions matched/);
  assertStringIncludes(text, "Only the newest 20000 sessions were looked at");
});

Deno.test("the rate of a failure follows from two counts, and not from the rows that are shown", async () => {
  await using server = await connectToSandbox();
  const range = { start: "now-3h", end: "now-2h", limit: 1, count: true };
  const all = await server.call(SEARCH, range);
  assertStringIncludes(all.text, "Compute no rate from these rows");
  assertStringIncludes(all.text, "count: true");
  const left = await server.call(SEARCH, { ...range, is_exit_before_video_start: true });
  assertStringIncludes(left.text, "no rate follows from them");
  const truth = server.sandbox.truth({
    startMs: END_MS - 3 * HOUR_MS,
    endMs: END_MS - 2 * HOUR_MS,
  });
  const flagged = truth.filter((session) => session.is_exit_before_video_start);
  assertEquals([matchedOf(left.text).count, matchedOf(all.text).count], [
    flagged.length,
    truth.length,
  ]);
});

Deno.test("a prompt takes what people say for a dimension", async () => {
  await using server = await connectToSandbox();
  const { messages } = await server.client.getPrompt({
    name: "triage_incident",
    arguments: { dimension: "country", value: "DE" },
  });
  assertStringIncludes(JSON.stringify(messages), "geo_country_code");
});

Deno.test("no prompt takes the newest rows for a baseline", async () => {
  await using server = await connectToSandbox();
  const { messages } = await server.client.getPrompt({ name: "triage_incident", arguments: {} });
  const text = JSON.stringify(messages);
  assert(!text.includes("baseline") && !text.includes("100"), text);
  assertStringIncludes(text, '\\"count\\": true');
});
