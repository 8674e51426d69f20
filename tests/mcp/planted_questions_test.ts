import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Incident } from "../../sandbox/mod.ts";
import { connectToSandbox, PRESENT_MS } from "../support/mcp_client.ts";
import { assertSameTold, figureOf, type Told, toldRows } from "../support/told.ts";

const MINUTE_MS = 60_000;
/** The last full minute, up to which ranges go. */
const NOW_MS = Math.floor(PRESENT_MS / MINUTE_MS) * MINUTE_MS;
const ago = (minutes: number) => NOW_MS - minutes * MINUTE_MS;
const iso = (ms: number) => new Date(ms).toISOString().replace(".000", "");

type Tool = "diagnose" | "compare" | "summarize";
type Server = Awaited<ReturnType<typeof connectToSandbox>>;

/** A question as an assistant would ask it, and what a reader must find in the answer. */
type Question = readonly [
  asks: string,
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  finds: (told: Told, server: Server) => void,
];

let asked = 0;

/** Asks all questions of one world. */
function world(name: string, incidents: readonly Incident[], questions: readonly Question[]) {
  asked += questions.length;
  Deno.test(name, async (t) => {
    await using server = await connectToSandbox({}, { sessionsPerDay: 25_000, incidents });
    for (const [asks, tool, args, finds] of questions) {
      await t.step(asks, async () => {
        const answer = await server.call(`${tool}_content_sessions`, args);
        assertEquals(answer.isError, false, answer.text);
        const told = {
          text: answer.text,
          structured: answer.structured as unknown as Told["structured"],
        };
        assertSameTold(told);
        finds(told, server);
        assertStringIncludes(told.text, "Coverage: complete");
        assertEquals(server.logged, []);
      });
    }
  });
}

function incident(
  kind: Incident["kind"],
  where: Incident["where"],
  strength: number,
  [startMs, endMs]: readonly [number, number] = [ago(90), ago(-60)],
): Incident {
  return { kind, where, strength, startMs, endMs };
}

/**
 * The first cause of a metric is the planted one, or cannot be told from it, which is said; and it begins
 * near the planted start.
 */
function findsCause(metric: string, where: readonly string[], startMs = ago(90)) {
  return (told: Told) => {
    assertStringIncludes(told.text, "Verdict: incident");
    const cause = toldRows(told).find((row) => row.metric === metric);
    assert(namesOf(cause).includes(where.toSorted().join(" and ")), told.text);
    const since = Date.parse(cause!.since!.split(" ")[0]!);
    assert(Math.abs(since - startMs) <= 10 * MINUTE_MS, cause!.since);
    assertMatch(told.text, /Next: search_content_sessions \{"start":/);
  };
}

/** The names of a cause: the one that is given, and those that cannot be separated from it. */
function namesOf(cause: Readonly<Record<string, string>> | undefined): string[] {
  const others = cause?.["cannot be separated from"]?.replace(/ \(\d+; \d+\)$/, "").split(" | ");
  return [cause?.where ?? "", ...others ?? []].map((where) =>
    where.split(" and ").toSorted().join(" and ")
  );
}

function findsNothing({ text }: Told): void {
  assertStringIncludes(text, "Verdict: nothing_stands_out");
  assertMatch(text, /would have been noticed/);
}

/** The first row is of these values. */
function findsFirst(values: Readonly<Record<string, string>>) {
  return (told: Told) => {
    const [first] = toldRows(told);
    for (const [name, value] of Object.entries(values)) {
      assertEquals(first?.[name], value, told.text);
    }
  };
}

/** The change of a metric, of a group or of all sessions. */
function changeOf(told: Told, metric: string, group: Readonly<Record<string, string>> = {}) {
  return toldRows(told).find((row) =>
    row.metric === metric && Object.entries(group).every(([name, value]) => row[name] === value)
  );
}

world("start failures of one plan over one CDN are found, from every side", [
  incident("video_start_failure", { cdn: ["Polar Edge"], tag_plan: ["premium"] }, 0.25),
], [
  [
    "What is broken?",
    "diagnose",
    { last: "2h" },
    findsCause("vsf", ["cdn=Polar Edge", "tag_plan=premium"]),
  ],
  [
    "Why do videos not start on Polar Edge?",
    "diagnose",
    { last: "2h", metric: "vsf", filters: ["cdn=Polar Edge"] },
    findsCause("vsf", ["tag_plan=premium"]),
  ],
  [
    "Is Northwind hit as well?",
    "diagnose",
    { last: "2h", metric: "vsf", filters: ["cdn=Northwind CDN"] },
    findsNothing,
  ],
  [
    "Was this so before?",
    "diagnose",
    { start: iso(ago(300)), end: iso(ago(180)), metric: "vsf" },
    findsNothing,
  ],
  [
    "Which CDN has the most start failures?",
    "summarize",
    { last: "1h", by: ["cdn"], sort: "-vsf" },
    findsFirst({ cdn: "Polar Edge" }),
  ],
  [
    "And together with the plan?",
    "summarize",
    { last: "1h", by: ["cdn", "tag_plan"], metrics: ["vsf"], sort: "-vsf" },
    findsFirst({ cdn: "Polar Edge", tag_plan: "premium" }),
  ],
  [
    "How many start failures are there?",
    "summarize",
    { last: "1h" },
    (told, { sandbox }) => {
      const sessions = sandbox.truth({ startMs: ago(60), endMs: NOW_MS });
      const failed = sessions.filter((session) => session.is_video_start_failure).length;
      const vsf = toldRows(told).find(({ metric }) => metric === "vsf")!.value!;
      assertStringIncludes(vsf, `n ${sessions.length})`);
      assert(Math.abs(figureOf(vsf) - failed / sessions.length) < 0.0005, vsf);
    },
  ],
  [
    "When did it start?",
    "summarize",
    { last: "3h", every: "30m", metrics: ["vsf"] },
    (told) => {
      const rates = toldRows(told).map(({ from, vsf }) =>
        [Date.parse(from!), figureOf(vsf)] as const
      );
      for (const [ms, rate] of rates) {
        assertEquals(rate > 0.02, ms >= ago(90), `${iso(ms)}: ${rate}`);
      }
    },
  ],
  [
    "Is it worse than yesterday?",
    "compare",
    { last: "1h" },
    (told) => {
      assertEquals(changeOf(told, "vsf")?.verdict, "worse");
      assertEquals(changeOf(told, "video_start_time_ms_p50")?.verdict, "no_difference_shown");
    },
  ],
  [
    "Than last week?",
    "compare",
    { last: "1h", baseline: "1w", metrics: ["vsf"] },
    (told) => assertEquals(changeOf(told, "vsf")?.verdict, "worse"),
  ],
  [
    "Which plans got worse?",
    "compare",
    { last: "1h", by: "plan", metrics: ["vsf"] },
    (told) => {
      const [all, first] = toldRows(told);
      assertEquals([all?.tag_plan, all?.verdict], ["(all)", "worse"]);
      assertEquals([first?.tag_plan, first?.verdict], ["premium", "worse"]);
    },
  ],
  [
    "Do premium and free differ?",
    "compare",
    { last: "1h", filters: ["tag_plan=premium"], versus: ["tag_plan=free"], metrics: ["vsf"] },
    (told) => {
      assertEquals(changeOf(told, "vsf")?.verdict, "worse");
      assertStringIncludes(told.text, '"value":"free"');
    },
  ],
]);

world("two kinds of trouble at once are told apart", [
  incident("rebuffering", { isp: ["Copperline Broadband"] }, 0.25),
  incident("slow_start", { device_os: ["Roku OS"] }, 4),
], [
  [
    "Why do videos stall?",
    "diagnose",
    { last: "2h", metric: "rebuffering" },
    findsCause("rebuffering", ["isp=Copperline Broadband"]),
  ],
  [
    "Why do videos start slowly?",
    "diagnose",
    { last: "2h", metric: "slow_start" },
    findsCause("slow_start", ["device_os=Roku OS"]),
  ],
  [
    "What is broken?",
    "diagnose",
    { last: "2h" },
    (told) => {
      const rows = toldRows(told);
      const of = (metric: string) => namesOf(rows.find((row) => row.metric === metric));
      assert(of("rebuffering").includes("isp=Copperline Broadband"), told.text);
      assert(of("slow_start").includes("device_os=Roku OS"), told.text);
    },
  ],
  [
    "Which ISP stalls most?",
    "summarize",
    { last: "1h", by: "isp", sort: "-rebuffering_ratio" },
    findsFirst({ isp: "Copperline Broadband" }),
  ],
  [
    "Who starts slowest?",
    "summarize",
    {
      last: "1h",
      by: "device_os",
      metrics: ["video_start_time_ms_p90"],
      sort: "-video_start_time_ms_p90",
    },
    findsFirst({ device_os: "Roku OS" }),
  ],
  [
    "On which platform are the fewest sessions good?",
    "summarize",
    { last: "1h", by: "device_os", good: "video_start_time_ms<=4000", sort: "good_share" },
    findsFirst({ device_os: "Roku OS" }),
  ],
  [
    "Which platforms start more slowly than yesterday?",
    "compare",
    { last: "1h", by: "device_os", metrics: ["video_start_time_ms_p50"] },
    (told) => {
      const roku = changeOf(told, "video_start_time_ms_p50", { device_os: "Roku OS" });
      assertEquals(roku?.verdict, "worse", told.text);
    },
  ],
]);

world("trouble that is over has its end, and one that hits a tag or everybody its name", [
  incident("video_playback_failure", { tag_plan: ["premium"] }, 0.12, [ago(150), ago(60)]),
  incident("exit_before_video_start", {}, 0.15, [ago(60), ago(-60)]),
], [
  [
    "What made plays fail?",
    "diagnose",
    { last: "3h", metric: "vpf" },
    (told) => {
      findsCause("vpf", ["tag_plan=premium"], ago(150))(told);
      const { until } = toldRows(told)[0]!;
      assert(Math.abs(Date.parse(until!) - ago(60)) <= 15 * MINUTE_MS, until);
    },
  ],
  [
    "Why do people leave before the start?",
    "diagnose",
    { last: "2h", metric: "ebvs" },
    (told) => {
      const [cause] = toldRows(told);
      assert(figureOf(cause?.["share of sessions"]) > 0.9, told.text);
      assert(Math.abs(Date.parse(cause!.since!.split(" ")[0]!) - ago(60)) < 10 * MINUTE_MS);
    },
  ],
  [
    "Do more leave than yesterday?",
    "compare",
    { last: "50m", metrics: ["ebvs"] },
    (told) => assert(figureOf(changeOf(told, "ebvs")?.ratio) > 2, told.text),
  ],
  ["Which plan fails most?", "summarize", {
    start: iso(ago(150)),
    end: iso(ago(60)),
    by: "tag_plan",
    metrics: ["vpf"],
    sort: "-vpf",
  }, findsFirst({ tag_plan: "premium" })],
]);

world("where nothing is wrong nothing is found, and where there is too little that is said", [], [
  ["What is broken?", "diagnose", { last: "2h" }, findsNothing],
  [
    "What is wrong on Tizen in Brazil?",
    "diagnose",
    { last: "30m", filters: ["device_os=Tizen", "geo_country_code=BR"] },
    ({ text }) => {
      assertStringIncludes(text, "Verdict: too_few_sessions");
      assertMatch(
        text,
        /Next: diagnose_content_sessions \{"start":".*"filters":\["device_os=Tizen"/,
      );
    },
  ],
  [
    "Did anything change since yesterday?",
    "compare",
    { last: "1h" },
    (told) => {
      const verdicts = new Set(toldRows(told).map(({ verdict }) => verdict));
      assertEquals([...verdicts], ["no_difference_shown"]);
      assertStringIncludes(told.text, "which does not say that there is none");
    },
  ],
  [
    "Where do people watch?",
    "summarize",
    { last: "1h", by: "country" },
    (told, { sandbox }) => {
      const sessions = sandbox.truth({ startMs: ago(60), endMs: NOW_MS }, {
        geo_country_code: ["US"],
      });
      findsFirst({ geo_country_code: "US", sessions: String(sessions.length) })(told);
    },
  ],
]);

world("two causes of one failure are both named", [
  incident("video_start_failure", { cdn: ["Meridian"] }, 0.15),
  incident("video_start_failure", { device_os: ["iOS"] }, 0.15),
], [
  [
    "Why do videos not start?",
    "diagnose",
    { last: "2h", metric: "vsf" },
    (told) => {
      const causes = toldRows(told).slice(0, 3).flatMap(namesOf);
      assert(causes.includes("cdn=Meridian") && causes.includes("device_os=iOS"), told.text);
    },
  ],
  [
    "Which CDN fails most?",
    "summarize",
    { last: "1h", by: "cdn", metrics: ["vsf"], sort: "-vsf" },
    findsFirst({ cdn: "Meridian" }),
  ],
  [
    "Is iOS worse than Windows?",
    "compare",
    {
      last: "1h",
      filters: ["device_os=iOS"],
      versus: ["device_os=Windows"],
      metrics: ["vsf", "vpf"],
    },
    (told) => {
      assertEquals(changeOf(told, "vsf")?.verdict, "worse");
      assertEquals(changeOf(told, "vpf")?.verdict, "no_difference_shown");
    },
  ],
]);

Deno.test("the questions are thirty", () => assertEquals(asked, 30));
