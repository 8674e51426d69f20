import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { QueryFinding } from "../../src/errors.ts";
import { meantName } from "../../src/query/name/meant_name.ts";
import { parseDuration } from "../../src/query/time/duration.ts";
import { parseTime } from "../../src/query/time/parse_time.ts";
import { check, findingsOf, HOUR_MS, NOW_MS, onlyFinding } from "../support/query_findings.ts";

const ANY = { requests: "many" } as const;

/** What a corrected query asks for: the correction is used, and must be taken. */
function corrected(query: Record<string, unknown>) {
  const { correction, parameter } = onlyFinding(query, ANY);
  if (!correction) return undefined;
  const isRange = ["last", "start", "end"].some((name) => name in correction);
  const kept = Object.entries(query).filter(([name]) =>
    name !== parameter.split(".")[0] && !(isRange && name === "last")
  );
  return check({ ...Object.fromEntries(kept), ...correction }, ANY);
}

/** How far back a corrected range begins, and how far back it ends, in hours. */
function hoursOf(query: Record<string, unknown>): [start: number, end: number] | undefined {
  const range = corrected(query)?.range;
  return range && [(NOW_MS - range.startMs) / HOUR_MS, (NOW_MS - range.endMs) / HOUR_MS];
}

Deno.test("a correction of a range means the range that was meant", () => {
  const cases: [Record<string, unknown>, [number, number] | undefined][] = [
    [{ last: "last 2 hours" }, [2, 0]],
    [{ last: "2h ago" }, [2, 0]],
    [{ last: "-2h" }, [2, 0]],
    [{ last: "two hours" }, [2, 0]],
    [{ last: "2 huors" }, [2, 0]],
    [{ last: "half an hour" }, [0.5, 0]],
    [{ last: "an hour" }, [1, 0]],
    [{ last: "day" }, [24, 0]],
    [{ last: "today" }, [12, 0]],
    [{ last: "yesterday" }, [36, 12]],
    [{ last: "1M" }, undefined],
    [{ last: "a month" }, undefined],
    [{ last: "potato" }, undefined],
    [{ last: "" }, undefined],
    [{ last: 7_200_000 }, undefined],
    [{ start: "2h" }, [2, 0]],
    [{ strat: "2h" }, [2, 0]],
    [{ strat: "now-2h" }, [2, 0]],
    [{ start: "two hours ago" }, [2, 0]],
    [{ start: "yesteday" }, [36, 0]],
    [{ start: "now-2huors" }, [2, 0]],
    [{ start: (NOW_MS - 2 * HOUR_MS) / 1000 }, [2, 0]],
    [{ start: (NOW_MS - 2 * HOUR_MS) * 1000 }, [2, 0]],
    [{ start: String((NOW_MS - 2 * HOUR_MS) / 1000) }, [2, 0]],
    [{ start: "2026-11-22T10:00 UTC" }, [2, 0]],
    [{ start: "2026-11-22T10:00 Europe/Berlin" }, [3, 0]],
    [{ start: "Sun, 22 Nov 2026 10:00:00 GMT" }, [2, 0]],
    [{ start: "2026/11/22 10:00Z" }, [2, 0]],
    [{ start: "2026-11-22T10:00" }, undefined],
    [{ start: "2026-11-22" }, undefined],
    [{ start: "22.11.2026" }, undefined],
    [{ start: "yesterday 18:00" }, undefined],
    [{ start: "last monday" }, undefined],
    [{ start_date: "now-2h" }, [2, 0]],
    [{ start_epoch: "2026-11-22T10:00Z" }, [2, 0]],
    [{ start_epoch: NOW_MS - 2 * HOUR_MS }, [2, 0]],
    [{ start_epoch_ms: (NOW_MS - 2 * HOUR_MS) / 1000 }, [2, 0]],
    [{ start: "now-1h", end: "now-2h" }, [2, 1]],
    [{ last: "2h", end: "now-1h" }, [3, 1]],
    [{ last: "2h", start: "now-1h" }, undefined],
    [{ end: "now-1h" }, undefined],
    [{ start: "now+1h" }, undefined],
    [{ start: "now-40d", end: "now-32d" }, undefined],
  ];
  for (const [query, hours] of cases) assertEquals(hoursOf(query), hours, JSON.stringify(query));
});

Deno.test("what can only be said with a zone gets no correction, but the way to say it", () => {
  for (
    const start of ["2026-11-22T10:00", "2026-11-22", "10:00", "yesterday 18:00", "11/22/2026"]
  ) {
    assertEquals(onlyFinding({ start }, ANY).wayOut, "time_zone", start);
  }
});

Deno.test("days in words and durations ago are times", () => {
  const hours = (start: string) => (NOW_MS - check({ start }, ANY).range.startMs) / HOUR_MS;
  assertEquals(
    ["yesterday", "yesterday 18:00 UTC", "today", "2h ago", "2 hours ago", "-2h", "now - 2h"].map(
      hours,
    ),
    [
      36,
      18,
      12,
      2,
      2,
      2,
      2,
    ],
  );
});

Deno.test("a correction of a filter has the name and the value that were meant", () => {
  const cases: [Record<string, unknown>, Record<string, unknown> | undefined][] = [
    [{ vsf: true }, { is_video_start_failure: true }],
    [{ "VSF-T": "false" }, { is_video_start_failure_tech: false }],
    [{ dimensions: { vpf_b: "yes" } }, { is_video_playback_failure_business: true }],
    [{ ebvs: "no" }, { is_exit_before_video_start: false }],
    [{ is_video_start_failure: "ture" }, { is_video_start_failure: true }],
    [{ is_video_start_failure: 0 }, { is_video_start_failure: false }],
    [{ is_video_start_failure: "maybe" }, undefined],
    [{ country: "DE" }, { dimensions: { geo_country_code: "DE" } }],
    [{ dimensions: { os: ["iOS", "tvOS"] } }, { dimensions: { device_os: ["iOS", "tvOS"] } }],
    [{ dimensions: { city: "Roma" } }, { dimensions: { geo_city_name: "Roma" } }],
    [{ dimensions: { browser: "Chrome" } }, { dimensions: { browser_name: "Chrome" } }],
    [{ dimensions: { cdn: 7 } }, { dimensions: { cdn: "7" } }],
    [{ dimensions: { cdn: ["A", ""] } }, { dimensions: { cdn: "A" } }],
    [{ dimensions: { cdn: [] } }, undefined],
    [{ dimensions: { cdn: ["A", null] } }, undefined],
    [{ dimensions: "cdn=A" }, { dimensions: { cdn: "A" } }],
    [{ dimensions: "cdn!=A" }, undefined],
    [{ dimensions: { colour: "red" } }, undefined],
    [{ dimensions: { "cdn!": "A" } }, undefined],
    [{ dimensions: { "!cdn": "A" } }, undefined],
    [{ dimensions: { name: "A" } }, undefined],
    [{ dimensions: { status: "A" } }, undefined],
    [{ dimensions: { user: "A" } }, undefined],
    [{ app: "A" }, undefined],
    [{ is_vpf: "1" }, { is_video_playback_failure: true }],
    [{ tags: { tag_plan: "a" } }, { tags: { plan: "a" } }],
    [{ tags: { plan: ["a"] } }, { tags: { plan: "a" } }],
    [{ tags: { plan: ["a", "b"] } }, undefined],
    [{ tags: "plan=a" }, { tags: { plan: "a" } }],
    [{ tag: { plan: "a" } }, { tags: { plan: "a" } }],
    [{ session: "7" }, { session_id: "7" }],
    [{ viewer_id: "7" }, undefined],
    [{ session_id: ["7", "8"] }, undefined],
    [{ limit: "1,000" }, { limit: 1000 }],
    [{ limit: "2k" }, { limit: 2000 }],
    [{ limits: "5" }, { limit: 5 }],
    [{ limits: "potato" }, undefined],
    [{ limit: "1,5" }, undefined],
    [{ limit: 1.5 }, undefined],
    [{ limit: -5 }, undefined],
    [{ limit: 0 }, undefined],
    [{ limit: "all" }, undefined],
  ];
  for (const [given, meant] of cases) {
    const found = corrected({ last: "1h", ...given });
    const expected = meant && check({ last: "1h", ...meant }, ANY);
    assertEquals(found, expected, JSON.stringify(given));
  }
});

Deno.test("what the API cannot do is said, with a way to get it", () => {
  const wayOut = (query: Record<string, unknown>) =>
    onlyFinding({ last: "1h", ...query }, ANY).wayOut;
  assertEquals(wayOut({ dimensions: { "cdn!": "A" } }), "filter_locally");
  assertEquals(wayOut({ dimensions: { "bitrate >": "A" } }), "filter_locally");
  assertEquals(wayOut({ dimensions: { colour: "red" } }), "dimensions");
  assertEquals(wayOut({ session_id: ["a", "b"] }), "one_call_each");
  assertEquals(wayOut({ limit: 0 }), "all_sessions");
  assertEquals(onlyFinding({ last: "7h" }).wayOut, "windows");
});

Deno.test("every synonym of the spec, however it is spelled, leads to its name", () => {
  for (
    const [name, { synonyms }] of [
      ...Object.entries(CONTENT.parameters),
      ...Object.entries(CONTENT.dimensions),
    ]
  ) {
    for (const synonym of synonyms) {
      const spellings = [synonym, synonym.toUpperCase(), synonym.replaceAll("_", "-")];
      for (const spelling of spellings) assertEquals(meantName(spelling, CONTENT), name, spelling);
    }
  }
});

Deno.test("no synonym of the spec is a name or has two meanings", () => {
  const facts = [...Object.entries(CONTENT.parameters), ...Object.entries(CONTENT.dimensions)];
  const all = facts.flatMap(([name, { synonyms }]) => [name, ...synonyms]);
  assertEquals(all.length, new Set(all).size);
});

/** One letter left out, doubled, replaced or swapped with the next. */
const typo = (names: readonly string[]) =>
  fc.tuple(
    fc.constantFrom(...names),
    fc.nat(),
    fc.constantFrom("lose", "double", "swap", "replace"),
  )
    .map(([name, at, kind]) => {
      const index = 1 + at % (name.length - 2);
      const [before, letter, after] = [name.slice(0, index), name[index]!, name.slice(index + 1)];
      const typed = {
        lose: before + after,
        double: before + letter + letter + after,
        swap: before + after[0] + letter + after.slice(1),
        replace: `${before}x${after}`,
      }[kind]!;
      return { name, typed };
    });

Deno.test("a mistyped name of a filter leads to that name or to none, never to another", () => {
  const names = [
    ...Object.keys(CONTENT.dimensions),
    ...Object.entries(CONTENT.parameters).filter(([, { role }]) => role === "filter").map((
      [name],
    ) => name),
  ].filter((name) => name.length > 6);
  let found = 0;
  fc.assert(
    fc.property(typo(names), ({ name, typed }) => {
      const meant = meantName(typed, CONTENT);
      if (meant === name) found++;
      // A name may be mistyped into another, or into the middle of two.
      assertEquals(meant === undefined || meant === name || names.includes(typed), true, typed);
    }),
    { numRuns: 2000 },
  );
  assertEquals(found > 1900, true, `${found} of 2000 found`);
});

Deno.test("a duration in words around it, or with mistyped units, is corrected to the same span", () => {
  const units = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };
  const unit = fc.constantFrom(...Object.entries(units));
  const wrap = fc.constantFrom(
    (text: string) => `last ${text}`,
    (text: string) => `past ${text}`,
    (text: string) => `the last ${text}`,
    (text: string) => `-${text}`,
    (text: string) => `${text} ago`,
    (text: string) => ` ${text}`,
    (text: string) => text.replace(" ", "").toUpperCase(),
    (text: string) => text.replace(/(.)(.)$/, "$2$1"),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), unit, wrap, (count, [name, seconds], wrap) => {
      const typed = wrap(`${count} ${name}s`);
      const taken = parseDuration(typed);
      const ms = taken ?? NOW_MS - (corrected({ last: typed })?.range.startMs ?? NaN);
      assertEquals(ms, count * seconds * 1000, typed);
    }),
  );
});

Deno.test("a time in another unit or format is corrected to the same moment", () => {
  const parameters = fc.constantFrom("start", "start_date", "start_epoch", "start_epoch_ms");
  const write = fc.constantFrom<((ms: number) => unknown)[]>(
    (ms) => ms,
    (ms) => ms / 1000,
    (ms) => ms * 1000,
    (ms) => String(ms),
    (ms) => new Date(ms),
    (ms) => new Date(ms).toISOString(),
    (ms) => new Date(ms).toISOString().toLowerCase(),
    (ms) => new Date(ms).toISOString().replace("Z", " UTC"),
    (ms) => new Date(ms).toISOString().replace("Z", " +00:00"),
    (ms) => new Date(ms).toUTCString(),
  );
  const moments = fc.integer({ min: 1, max: 30 * 86_400 }).map((ago) => NOW_MS - ago * 1000);
  fc.assert(
    fc.property(parameters, write, moments, (name, write, ms) => {
      const query = { [name]: write(ms) };
      const asked = findingsOf(query, ANY).length === 0 ? check(query, ANY) : corrected(query);
      assertEquals(asked?.range.startMs, ms, JSON.stringify(query));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("no text at all is corrected to something that is refused", () => {
  const accepted = ({ correction }: QueryFinding) => {
    const isTime = ["last", "start", "end"].some((name) => correction && name in correction);
    return !correction || findingsOf(isTime ? correction : { last: "1h", ...correction }, ANY)
          .length === 0;
  };
  const words = fc.oneof(
    fc.string(),
    fc.array(
      fc.constantFrom(
        "2",
        "h",
        "hours",
        "ago",
        "last",
        "now",
        "-",
        " ",
        "yesterday",
        "Z",
        ":",
        "10",
      ),
    ).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(
      fc.constantFrom("last", "start", "strat", "lasst", "limits", "vsf", "os", "session_id"),
      words,
      (name, text) => {
        const query = { ...name !== "last" && name !== "start" && { last: "1h" }, [name]: text };
        for (const finding of findingsOf(query, ANY)) {
          assertEquals(accepted(finding), true, JSON.stringify([query, finding]));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("parseTime() takes a local time in a zone, and days in words there", () => {
  const timeZone = "Europe/Berlin";
  assertEquals(
    parseTime("2026-11-22T10:00", { nowMs: NOW_MS, timeZone }),
    Date.parse("2026-11-22T09:00Z"),
  );
});
