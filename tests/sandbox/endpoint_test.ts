import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Endpoint, FieldFact } from "../../gen/endpoint.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { createSandbox, type SandboxOptions } from "../../sandbox/mod.ts";
import { connect } from "../../src/connection.ts";
import { createEndpointClient } from "../../src/endpoint_client.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
const RANGE = { startMs: NOW_MS - 4 * HOUR_MS, endMs: NOW_MS - HOUR_MS };

/** What the endpoint of plays calls the fields of a session. */
const NAMES: Readonly<Record<string, string>> = {
  session_id: "play",
  client_id: "player",
  session_start_timestamp_ms: "began",
  session_end_timestamp_ms: "ended",
  is_video_start_failure: "is_broken",
};

/** An endpoint like that of content sessions, with another path, other names and other limits. */
const PLAYS: Endpoint = {
  ...CONTENT,
  name: "plays",
  path: "/plays/recent",
  listName: "plays",
  tagPrefix: "label.",
  limits: { ...CONTENT.limits, maxSessions: 40, defaultSessions: 7, maxWindowMs: HOUR_MS / 2 },
  range: { ...CONTENT.range, start: "from_ms", end: "to_ms" },
  parameters: {
    from_ms: CONTENT.parameters.start_epoch_ms!,
    to_ms: CONTENT.parameters.end_epoch_ms!,
    most: CONTENT.parameters.limit!,
    play: CONTENT.parameters.session_id!,
    is_broken: CONTENT.parameters.is_video_start_failure!,
  },
  fields: CONTENT.fields.map((field): FieldFact => ({
    ...field,
    path: NAMES[field.path] ?? field.path,
  })),
  key: { session: "play", client: "player", start: "began", end: "ended" },
};

function playsSandbox(options: SandboxOptions = {}) {
  const sandbox = createSandbox({
    endpoint: PLAYS,
    sessionsPerDay: 10_000,
    now: () => NOW_MS,
    rateLimits: false,
    ...options,
  });
  const client = createEndpointClient<Record<string, unknown>>(
    PLAYS,
    connect({
      credentials: sandbox.credentials,
      baseUrl: sandbox.url,
      fetch: sandbox.fetch,
      now: () => NOW_MS,
    }),
  );
  const { clientId, clientSecret } = sandbox.credentials;
  const ask = (path: string) =>
    sandbox.fetch(sandbox.url + path, {
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    });
  return { sandbox, client, ask };
}

/** The ids of plays, however a record is typed. */
const playsOf = (records: readonly object[]) =>
  new Set(records.map((record) => (record as Record<string, unknown>).play));

async function collected(
  client: ReturnType<typeof playsSandbox>["client"],
  filters: Record<string, unknown> = {},
) {
  const pages = client.pages({ start: RANGE.startMs, end: RANGE.endMs, ...filters });
  const plays = [];
  for await (const { sessions } of pages) plays.push(...sessions);
  return { plays, coverage: pages.coverage };
}

Deno.test("a sandbox simulates the endpoint that it is given: all its sessions, under its names and limits", async () => {
  const { sandbox, client } = playsSandbox();
  const { plays, coverage } = await collected(client);
  const truth = sandbox.truth(RANGE);
  assert(truth.length > 400, "too few plays to need many windows");
  assertEquals(coverage.complete, true);
  assertEquals(playsOf(plays), playsOf(truth));
  assert(sandbox.requests.every(({ sessions }) => sessions <= PLAYS.limits.maxSessions));
  const first = truth[0] as Record<string, unknown>;
  assertEquals(["session_id", "client_id"].filter((name) => name in first), []);
});

Deno.test("a sandbox filters by the flags, ids, tags and dimensions of its endpoint", async () => {
  const { sandbox, client } = playsSandbox({ incidents: [] });
  const [first] = sandbox.truth(RANGE) as unknown as Record<string, string>[];
  for (
    const [filter, query] of [
      [{ is_broken: ["true"] }, { is_broken: true }],
      [{ play: [first!.play!] }, { play: first!.play }],
      [{ "label.plan": ["premium"] }, { tags: { plan: "premium" } }],
      [{ cdn: ["Polar Edge"] }, { dimensions: { cdn: ["Polar Edge"] } }],
    ] as [Record<string, string[]>, Record<string, unknown>][]
  ) {
    const { plays } = await collected(client, query);
    const truth = sandbox.truth(RANGE, filter);
    assert(truth.length > 0, `no play matches ${JSON.stringify(filter)}`);
    assertEquals(playsOf(plays), playsOf(truth), JSON.stringify(filter));
  }
});

Deno.test("a sandbox knows no path, parameter or limit but those of its endpoint", async () => {
  const { ask } = playsSandbox();
  const window = `from_ms=${RANGE.startMs}&to_ms=${RANGE.startMs + HOUR_MS / 2}`;
  assertEquals((await ask(`${CONTENT.path}?${window}`)).status, 404);
  const { plays } = await (await ask(`/plays/recent?${window}`)).json();
  assertEquals(plays.length, PLAYS.limits.defaultSessions);
  for (
    const [query, problem] of [
      [`${window}&most=41`, "'most' must be one integer from 1 to 40"],
      [`${window}&limit=5`, "Unknown parameter 'limit'"],
      [`${window}&is_video_start_failure=true`, "Unknown parameter 'is_video_start_failure'"],
      [`from_ms=${RANGE.startMs}&to_ms=${RANGE.endMs}`, "at most 0.5 hours"],
    ] as const
  ) {
    const response = await ask(`/plays/recent?${query}`);
    assertEquals(response.status, 400, query);
    assertStringIncludes(await response.text(), problem);
  }
});

Deno.test("faults and odd values come under the names of the endpoint", async () => {
  const window = `from_ms=${RANGE.startMs}&to_ms=${RANGE.startMs + HOUR_MS / 2}&most=40`;
  const bodyOf = async (options: SandboxOptions) =>
    await (await playsSandbox(options).ask(`/plays/recent?${window}`)).text();
  for (const fault of ["partial_206", "accepted_202", "says_more", "says_whole"] as const) {
    const body = JSON.parse(await bodyOf({ faults: { [fault]: 1 } }));
    assert(Array.isArray(body.plays) && !("sessions" in body), fault);
  }
  const { plays } = JSON.parse(await bodyOf({ values: { ids_missing: 1, start_zero: 1 } }));
  for (const play of plays) {
    assertEquals([play.play, play.began], [undefined, 0]);
    assertEquals(["session_id", "session_start_timestamp_ms"].filter((name) => name in play), []);
  }
  const quoted = await bodyOf({ faults: { string_values: 1 } });
  assert(/"play":\d+,/.test(quoted), "a number of the id, with all its digits");
});
