import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { byteLength, tokens } from "../../mcp/render/tokens.ts";
import { column, connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";

const SEARCH = "search_content_sessions";

/** The newest sessions of a range that ends at the present's full minute, by the sandbox's truth. */
function newest(
  sandbox: Awaited<ReturnType<typeof connectToSandbox>>["sandbox"],
  rangeMs: number,
  filters?: Parameters<typeof sandbox.identities>[1],
): string[] {
  const endMs = PRESENT_MS - 30_000;
  return sandbox.identities({ startMs: endMs - rangeMs, endMs }, filters)
    .toSorted((a, b) => b.startMs - a.startMs)
    .map(({ sessionId }) => sessionId);
}

Deno.test("a search shows the newest sessions of a range longer than one request can ask for", async () => {
  await using server = await connectToSandbox();
  const answer = await server.call(SEARCH, { last: "7h", limit: 30 });
  assertEquals(answer.isError, false, answer.text);
  assertEquals(column(answer, "session_id"), newest(server.sandbox, 7 * 3_600_000).slice(0, 30));
  assertStringIncludes(answer.text, "2026-11-22T11:00:00Z to 2026-11-22T18:00:00Z");
  assertStringIncludes(answer.text, "more exist");
  assertStringIncludes(answer.text, "sample");
});

Deno.test("cursors lead through all sessions, each once, until no more exist", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 20_000 });
  const args = { last: "30m", filters: [{ dimension: "device_os", values: ["Android", "iOS"] }] };
  const shown: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page++) {
    const answer = await server.call(SEARCH, {
      ...args,
      limit: 7 + page,
      ...(cursor && { cursor }),
    });
    shown.push(...column(answer, "session_id"));
    cursor = answer.structured.cursor;
    if (!cursor) {
      assertStringIncludes(answer.text, "no more exist");
      break;
    }
  }
  assert(shown.length > 30);
  assertEquals(shown, newest(server.sandbox, 1_800_000, { device_os: ["Android", "iOS"] }));
});

Deno.test("a cursor is good for the question that it came from and nothing else", async () => {
  await using server = await connectToSandbox();
  await using other = await connectToSandbox();
  const { structured } = await server.call(SEARCH, { last: "1h", limit: 3 });
  const cursor = structured.cursor!;
  const changed = cursor.slice(0, -2) + (cursor.endsWith("A") ? "BB" : "AA");
  for (
    const [asked, args] of [
      [server, { last: "2h", cursor }],
      [server, { last: "1h", is_video_start_failure: true, cursor }],
      [server, { last: "1h", cursor: changed }],
      [other, { last: "1h", cursor }],
    ] as const
  ) {
    const answer = await asked.call(SEARCH, args);
    assertEquals(answer.isError, true);
    assertStringIncludes(answer.text, "cursor");
  }
});

Deno.test("an answer stays under its budget as text and as data, says what it left out, and goes on", async () => {
  for (const tokenBudget of [1500, 6000]) {
    await using server = await connectToSandbox({ tokenBudget });
    for (const detail of ["compact", "full"]) {
      const answer = await server.call(SEARCH, { last: "1h", limit: 1000, detail });
      assert(tokens(answer.text) <= tokenBudget, `${tokens(answer.text)} tokens of text`);
      const data = tokens(JSON.stringify(answer.structured));
      assert(data <= tokenBudget, `${data} tokens of data`);
      assert(data > tokenBudget * 0.6, `only ${data} of ${tokenBudget} tokens were used`);
      const shown = answer.structured.rows.length;
      assertStringIncludes(answer.text, `(${1000 - shown} left out here for length)`);
      const next = await server.call(SEARCH, {
        last: "1h",
        limit: 1,
        cursor: answer.structured.cursor,
      });
      assertEquals(
        column(next, "session_id"),
        newest(server.sandbox, 3_600_000).slice(shown, shown + 1),
      );
    }
  }
});

Deno.test("text and data hold the same rows, so that a host may show either", async () => {
  await using server = await connectToSandbox();
  const { text, structured } = await server.call(SEARCH, { last: "1h", limit: 20 });
  for (const row of structured.rows) assertStringIncludes(text, row.join("\t"));
  for (const fact of structured.facts) assertStringIncludes(text, fact);
  for (const [name, value] of structured.same) assertStringIncludes(text, `${name} = ${value}`);
  assertStringIncludes(text, structured.cursor!);
});

Deno.test("fifty sessions cost at most a sixth of what the API sent for them", async () => {
  await using server = await connectToSandbox();
  const { text, structured } = await server.call(SEARCH, { last: "1h", limit: 50 });
  const endMs = PRESENT_MS - 30_000;
  const raw = server.sandbox.truth({ startMs: endMs - 3_600_000, endMs }).slice(-50);
  assertEquals([structured.rows.length, raw.length], [50, 50]);
  const bytes = byteLength(text) + byteLength(JSON.stringify(structured));
  assert(bytes * 6 <= byteLength(JSON.stringify(raw)), `${bytes} bytes`);
});

Deno.test("a search for nothing that exists succeeds, and says what was probably meant", async () => {
  await using server = await connectToSandbox();
  const answer = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: "device_os", values: ["android"] }],
  });
  assertEquals([answer.isError, answer.structured.rows], [false, []]);
  assertStringIncludes(answer.text, `did you mean "Android"?`);
});

Deno.test("an answer with nothing in it stays under the least budget, however long its filters", async () => {
  await using server = await connectToSandbox({ tokenBudget: 1000 });
  const values = ["x", "y", "z"].map((letter) => letter.repeat(300));
  const { text, structured } = await server.call(SEARCH, {
    last: "1h",
    filters: ["cdn", "isp", "asset", "device_os"].map((dimension) => ({ dimension, values })),
  });
  assertEquals(structured.rows, []);
  assert(tokens(text) <= 1000, text);
  assert(tokens(JSON.stringify(structured)) <= 1000);
});

Deno.test("filters, tags and flags all reach the API, which answers with what matches them", async () => {
  await using server = await connectToSandbox({}, { incidents: [] });
  const answer = await server.call(SEARCH, {
    start: "2026-11-22T12:00",
    end: "now-1h",
    time_zone: "Europe/Berlin",
    is_video_start_failure: true,
    filters: [{ dimension: "cdn", values: ["Meridian", "Polar Edge"] }],
    tags: [{ name: "plan", value: "premium" }],
    fields: ["outcome", "cdn", "tag_plan"],
    limit: 10,
  });
  assertStringIncludes(answer.text, "2026-11-22T11:00:00Z to 2026-11-22T17:00:00Z");
  assertEquals(answer.structured.rows.length, 10);
  for (const cell of column(answer, "outcome")) assertMatch(cell, /^VSF/);
  for (const cell of column(answer, "cdn")) assertMatch(cell, /^(Meridian|Polar Edge)$/);
  assertEquals(new Set(column(answer, "tag_plan")), new Set(["premium"]));
  assertStringIncludes(answer.text, "no rate follows from them");
});

Deno.test("an order by a field holds over all windows of the range", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 5000 });
  const answer = await server.call(SEARCH, {
    last: "8h",
    sort: "-rebuffering_time_ms",
    fields: ["session_id", "rebuffering_time_ms"],
    limit: 5,
  });
  const endMs = PRESENT_MS - 30_000;
  const worst = server.sandbox.truth({ startMs: endMs - 8 * 3_600_000, endMs })
    .map((session) => Number(session.rebuffering_time_ms))
    .sort((a, b) => b - a);
  assertEquals(
    column(answer, "rebuffering_time_ms"),
    worst.slice(0, 5).map((ms) => String(Math.round(ms * 100) / 100)),
  );
});

Deno.test("no filter is lost: not of a name that objects have, nor of a tag with two values", async () => {
  await using server = await connectToSandbox();
  for (const dimension of ["constructor", "__proto__"]) {
    const answer = await server.call(SEARCH, {
      last: "1h",
      filters: [{ dimension, values: ["x"] }, { dimension, values: ["y"] }],
    });
    assertEquals(answer.isError, true);
    assertStringIncludes(answer.text, `received "${dimension}"`);
  }
  const tags = ["premium", "basic"].map((value) => ({ name: "plan", value }));
  const answer = await server.call(SEARCH, { last: "1h", tags });
  assertEquals(answer.isError, true);
  assertStringIncludes(answer.text, "one value");
  assertStringIncludes(answer.text, "one call for each value");
});

Deno.test("the account's own dimensions can be asked for, and those of nobody cannot", async () => {
  await using server = await connectToSandbox();
  const own = (await server.context.accountDimensions(new AbortController().signal))!
    .find(({ isCustom }) => isCustom)!.name;
  const known = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: own, values: ["x"] }],
  });
  assertEquals(known.isError, false, known.text);
  const shown = await server.call(SEARCH, { last: "1h", fields: ["session_id", own] });
  assertEquals(column(shown, own).length, 20, shown.text);
  const asked = server.sandbox.requests.length;
  const unknown = await server.call(SEARCH, {
    last: "1h",
    filters: [{ dimension: "devise_os", values: ["Android"] }],
  });
  assertEquals(unknown.isError, true);
  assertStringIncludes(unknown.text, "did you mean 'device_os'?");
  assertEquals(server.sandbox.requests.length, asked, "the list of dimensions was known already");
});
