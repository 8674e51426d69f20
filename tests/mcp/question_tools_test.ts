import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { byteLength } from "../../mcp/render/tokens.ts";
import { connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";
import { assertSameTold, type Told, toldRows } from "../support/told.ts";

const SUMMARIZE = "summarize_content_sessions";
const COMPARE = "compare_content_sessions";
const DIAGNOSE = "diagnose_content_sessions";

type Server = Awaited<ReturnType<typeof connectToSandbox>>;
type Args = Record<string, unknown>;

async function ask(server: Server, tool: string, args: Args): Promise<Told> {
  const { text, structured, isError } = await server.call(tool, args);
  assertEquals(isError, false, text);
  return { text, structured: structured as unknown as Told["structured"] };
}

/** The arguments of a call that an answer offers. */
function nextCall({ text }: Told, tool: string): Args {
  const [, args] = new RegExp(`^Next: ${tool} (.*)$`, "m").exec(text) ?? [];
  assert(args !== undefined, text);
  return JSON.parse(args!);
}

Deno.test("a model can correct a question from the text of its error alone, and nothing was asked", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 1000 });
  const wrong: [tool: string, args: Args, ...expected: string[]][] = [
    [SUMMARIZE, {}, '"last":'],
    [SUMMARIZE, { last: "1h", group_by: "cdn" }, "by, metrics, every"],
    [SUMMARIZE, { last: "1h", by: ["cdnn"] }, "did you mean cdn?", '{"by":["cdn"]}'],
    [SUMMARIZE, { last: "1h", by: ["cdn", "isp", "asn", "asset"] }, "by"],
    [SUMMARIZE, { last: "1h", sort: "-ebsv" }, '{"sort":"-ebvs"}'],
    [SUMMARIZE, { last: "1h", metrics: ["vsff"] }, "metrics", "rebuffering_ratio"],
    [SUMMARIZE, { last: "1h", every: "soon" }, '{"every":"1h"}'],
    [SUMMARIZE, { last: "1h", every: "10ms" }, "every: "],
    [SUMMARIZE, { last: "1h", good: "fast" }, "good", "video_start_time_ms<=2000"],
    [SUMMARIZE, { last: "1h", filters: ["cdn!=A"] }, "cannot negate"],
    [SUMMARIZE, { last: "1h", filters: { cdn: "A" } }, '"dimension":"cdn","values":["A"]'],
    [
      SUMMARIZE,
      { last: "1h", is_video_start_failure: true },
      "failures of all sessions are metrics",
    ],
    [
      SUMMARIZE,
      { last: "1h", filters: ["is_video_start_failure=true"] },
      "failures of all sessions are metrics",
    ],
    [SUMMARIZE, { last: "1h", metrics: ["good_share"] }, "cannot be told here"],
    [COMPARE, { last: "1h", metrics: ["attempts"] }, "cannot be told here", "vsf, "],
    [DIAGNOSE, { last: "1h", cdn: "Meridian" }, '"filters":[{"dimension":"cdn"'],
    [DIAGNOSE, { last: "1h", tags: [{ name: "plan", value: "x" }] }, '"tag_plan","values":["x"]'],
    [DIAGNOSE, { last: "1h", metric: "stalls" }, "rebuffering"],
    [COMPARE, { last: "1h", baseline: "soon" }, '{"baseline":"1d"}'],
    [COMPARE, { last: "1h", baseline: "99d" }, '{"baseline":"30d'],
    [COMPARE, { last: "1h", baseline: "1d", versus: ["cdn=A"] }, "one thing at a time"],
    [COMPARE, { last: "1h", versus: ["os=Roku"] }, "device_os"],
  ];
  for (const [tool, args, ...expected] of wrong) {
    const { text, isError } = await server.call(tool, args);
    assertEquals(isError, true, JSON.stringify(args));
    for (const part of expected) assertStringIncludes(text, part, JSON.stringify(args));
    assertMatch(text, /^The arguments are wrong, and nothing was asked\./);
  }
  const asked = server.sandbox.requests.filter(({ path }) => !path.includes("dimensions"));
  assertEquals([asked, server.logged], [[], []]);
});

Deno.test("all mistakes of a question are named at once", async () => {
  await using server = await connectToSandbox();
  const { text } = await server.call(SUMMARIZE, {
    start: "soon",
    filters: ["cdn!=A"],
    by: ["cdnn"],
    sort: "best",
    everry: "1h",
  });
  assertEquals(
    [...text.matchAll(/^- ([^:]+):/gm)].map(([, argument]) => argument),
    ["everry", "start", "filters.cdn", "by", "sort"],
  );
});

Deno.test("filters are taken as texts and as a search has them, and synonyms name groups", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 5000 });
  const told = await Promise.all([
    { filters: ["cdn=Meridian", "cdn=Polar Edge", "tag_plan=premium"], by: "tag_plan" },
    {
      filters: [
        { dimension: "cdn", values: ["Meridian", "Polar Edge"] },
        { dimension: "tag_plan", values: "premium" },
      ],
      by: ["plan"],
    },
    { filters: '["cdn=Meridian", "cdn=Polar Edge", "tag_plan=premium"]', by: '["tag_plan"]' },
  ].map((args) => ask(server, SUMMARIZE, { last: "2h", ...args })));
  const [first, ...others] = told.map(({ structured }) => structured.rows);
  assertEquals(first!.slice(1).map(([plan]) => plan), ["premium"]);
  for (const rows of others) assertEquals(rows, first);
  const { structured } = await ask(server, SUMMARIZE, { last: "2h", by: "country" });
  assertEquals(structured.rows[0]![0], "geo_country_code");
});

Deno.test("a question about nobody says so, and what may be the reason, in place of a table", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 1000 });
  const nobody = { last: "1h", filters: ["cdn=Nobody"] };
  const said = {
    [SUMMARIZE]: "No session came",
    [COMPARE]: "Nothing can be compared",
    [DIAGNOSE]: "Verdict: too_few_sessions",
  };
  for (const [tool, first] of Object.entries(said)) {
    const told = await ask(server, tool, nobody);
    assert(told.text.startsWith(first), told.text);
    assertStringIncludes(told.text, "Maybe: Names and values are case-sensitive");
    assertStringIncludes(told.text, "Next: list_session_dimensions {}");
    assertEquals(toldRows(told), []);
  }
});

Deno.test("rates of a range that is just over are said to be too high, and those of an older one are not", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 2000 });
  const about = async (tool: string, args: Args) => (await ask(server, tool, args)).text;
  const older = { start: "now-9h", end: "now-6h" };
  assertStringIncludes(await about(SUMMARIZE, { last: "2h" }), "rates of failures are too high");
  assert(!(await about(SUMMARIZE, older)).includes("too high"));
  assertStringIncludes(await about(COMPARE, { last: "2h" }), "those count that had ended as soon");
  const sides = { ...older, filters: ["cdn=Meridian"], versus: ["cdn=Polar Edge"] };
  assert(!(await about(COMPARE, sides)).includes("had ended as soon"));
});

Deno.test("a call that an answer offers works, and shows the sessions behind its figure", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 20_000 });
  const told = await ask(server, SUMMARIZE, {
    last: "2h",
    by: ["cdn", "tag_plan"],
    metrics: ["vsf"],
    sort: "-vsf",
  });
  const [first] = toldRows(told);
  const found = await server.call(
    "search_content_sessions",
    { ...nextCall(told, "search_content_sessions"), limit: 1, count: true },
  );
  const [, failed] = /^(\d+) sessions? matched in the whole range/.exec(found.text) ?? [];
  const rate = Number(failed) / Number(first!.sessions);
  assertStringIncludes(first!.vsf!, `${(100 * rate).toFixed(1)} %`);
  const whole = await ask(server, DIAGNOSE, nextCall(told, DIAGNOSE));
  assertStringIncludes(whole.text, "Verdict: ");
});

const LONG = {
  filters: Array.from({ length: 30 }, (_, index) => `tag_${index}=${"漢字".repeat(100)}`),
};

Deno.test("an answer stays under its budget as text and as data, and says what it left out", async () => {
  await using server = await connectToSandbox({ tokenBudget: 1000 }, { sessionsPerDay: 10_000 });
  const calls: [tool: string, args: Args][] = [
    [SUMMARIZE, { last: "2h", by: ["asset", "isp"], every: "30m" }],
    [COMPARE, { last: "2h", by: ["cdn"] }],
    [DIAGNOSE, { last: "2h", metric: "vsf" }],
    ...[SUMMARIZE, COMPARE, DIAGNOSE].map((
      tool,
    ): [string, Args] => [tool, { last: "5m", ...LONG }]),
  ];
  for (const [tool, args] of calls) {
    const told = await ask(server, tool, args);
    assertSameTold(told);
    assert(byteLength(told.text) <= 4000, told.text);
    assert(byteLength(JSON.stringify(told.structured)) <= 4000, told.text);
    assertStringIncludes(told.text, "Coverage: ");
    if (args.every) assertMatch(told.text, /^\d+ rows left out for length$/m);
  }
});

Deno.test("what costs more than a call's part of the rate limit is refused with its cost, long before it is spent", async () => {
  await using server = await connectToSandbox({}, { sessionsPerDay: 400_000 });
  const { text, isError } = await server.call(SUMMARIZE, { last: "7d" });
  assertEquals(isError, true);
  assertMatch(text, /This takes about \d{4} requests, and one call may take 200/);
  const [, within] = /a range of at most (\w+),/.exec(text) ?? [];
  assertMatch(within!, /^\d+h$/);
  assert(server.sandbox.requests.length < 40, `${server.sandbox.requests.length} requests`);
});

Deno.test("a question tells how far it is, and stops the work upstream when it is cancelled", async () => {
  await using progressing = await connectToSandbox({}, { sessionsPerDay: 5000 });
  for (const [tool, args] of [[COMPARE, {}], [DIAGNOSE, { metric: "vsf" }]] as const) {
    const progress: number[] = [];
    await progressing.call(tool, { last: "4h", ...args }, {
      onprogress: (update) => progress.push(update.progress),
    });
    assert(progress.length > 1, tool);
    assertEquals(progress, progress.toSorted((a, b) => a - b), tool);
  }
  for (const tool of [SUMMARIZE, COMPARE, DIAGNOSE]) {
    const started = Promise.withResolvers<void>();
    const cancel = new AbortController();
    const upstream: AbortSignal[] = [];
    await using server = await connectToSandbox({
      clientOptions: {
        fetch: (request) =>
          new Promise((_, reject) => {
            upstream.push(request.signal);
            request.signal.addEventListener("abort", () => reject(request.signal.reason));
            started.resolve();
          }),
      },
    });
    const call = server.call(tool, { last: "1d" }, { signal: cancel.signal }).catch(() => "left");
    await started.promise;
    cancel.abort();
    assertEquals(await call, "left");
    assert(upstream.length > 0 && upstream.every(({ aborted }) => aborted), tool);
    assertEquals(server.logged, [], "nothing went wrong");
  }
});

const EVERY_MS = 10_000;

/** A session every ten seconds. Those of one viewer fail of late, and a tag says who it is. */
function sessionsOf(viewer: string) {
  return (request: Request) => {
    const asked = new URL(request.url).searchParams;
    const [startMs, endMs] = ["start_epoch_ms", "end_epoch_ms"].map((name) =>
      Number(asked.get(name))
    );
    const sessions: object[] = [];
    for (let ms = Math.ceil(startMs! / EVERY_MS) * EVERY_MS; ms < endMs!; ms += EVERY_MS) {
      const place = ms / EVERY_MS;
      const isTheirs = place % 4 === 0;
      sessions.push({
        session_id: String(place),
        client_id: "1.2.3.4",
        viewer_id: isTheirs ? viewer : `viewer-${place}`,
        session_start_timestamp_ms: ms,
        session_end_timestamp_ms: ms + 1,
        is_video_start_failure: isTheirs && ms > PRESENT_MS - 3_600_000 || place % 50 === 1,
        is_video_playback_failure: false,
        is_exit_before_video_start: false,
        geo_info: { geo_postal_code: isTheirs ? "60311" : "10115" },
        custom_tags: { note: isTheirs ? viewer : "none" },
      });
    }
    return Promise.resolve(Response.json({ sessions }));
  };
}

Deno.test("no question groups by who watched: values that are a viewer's are pseudonyms, also under innocent names", async () => {
  const viewer = "jo4711-of-the-viewers";
  const questions: [tool: string, args: Args][] = [
    [SUMMARIZE, { last: "30m", by: ["tag_note", "geo_postal_code"], sort: "-vsf" }],
    [COMPARE, { last: "30m", by: ["tag_note"] }],
    [DIAGNOSE, { last: "30m", metric: "vsf" }],
  ];
  await using server = await connectToSandbox({ clientOptions: { fetch: sessionsOf(viewer) } });
  for (const [tool, args] of questions) {
    const told = await ask(server, tool, args);
    const all = told.text + JSON.stringify(told.structured);
    assert(!all.includes(viewer) && !all.includes("60311"), `${tool}: ${told.text}`);
    assertMatch(told.text, /anon-[\w-]{16}/);
    // No session has the value that a pseudonym stands for, so that a filter by it finds nothing.
    assert(!/^Next: .*anon-/m.test(told.text), told.text);
  }
  const who = await server.call(SUMMARIZE, { last: "30m", by: ["viewer_id"] });
  assertStringIncludes(who.text, "there is no such dimension");
  await using open = await connectToSandbox({
    revealViewers: true,
    clientOptions: { fetch: sessionsOf(viewer) },
  });
  for (const [tool, args] of questions) {
    assertStringIncludes((await ask(open, tool, args)).text, viewer, tool);
  }
});
