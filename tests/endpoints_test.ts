import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { parse, stringify } from "yaml";
import type { Endpoint } from "../gen/endpoint.ts";
import { generate } from "../openapi/generate.ts";
import { connect } from "../src/connection.ts";
import { createEndpointClient } from "../src/endpoint_client.ts";
import { QueryError, type QueryFinding } from "../src/mod.ts";
import { outcomeOf } from "../src/session/outcome.ts";
import { sessionKey } from "../src/session/session_key.ts";
import { withTempFolder } from "./support/temp_folder.ts";

const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
const HOUR_MS = 3_600_000;

/** The spec with an endpoint of plays: other limits, names, fields, flags and costs than sessions have. */
async function specWithPlays(): Promise<string> {
  const text = await Deno.readTextFile(
    new URL("../openapi/conviva-sessions-v3.yaml", import.meta.url),
  );
  const document = parse(text);
  const source = { "x-source": "inferred" };
  const parameter = (name: string, schema: object, more: object) => ({
    name,
    in: "query",
    description: `The ${name}.`,
    schema,
    ...more,
    ...source,
  });
  const field = (type: string, more: object = {}) => ({
    type,
    description: "A field.",
    ...more,
    ...source,
  });
  const time = { type: "integer", "x-unit": "epoch_ms" };
  document.paths["/plays/recent"] = {
    get: {
      summary: "Plays",
      operationId: "searchPlays",
      "x-limits": {
        maxWindow: { value: "PT30M", ...source },
        maxAge: { value: "P2D", ...source },
        retryAfter: { value: "PT5S", ...source },
        rates: {
          account: { maxCost: 1000, per: "PT1M", cost: "request", ...source },
          address: { maxCost: 5000, per: "PT1M", cost: "request", ...source },
        },
      },
      "x-range": { start: "from_ms", end: "to_ms", ...source },
      parameters: [
        parameter("from_ms", { type: "number" }, {
          "x-role": "time",
          "x-time": { edge: "start", format: "epoch_ms" },
        }),
        parameter("to_ms", { type: "number" }, {
          "x-role": "time",
          "x-time": { edge: "end", format: "epoch_ms" },
        }),
        parameter("most", { type: "integer", minimum: 1, maximum: 4, default: 2 }, {
          "x-role": "limit",
        }),
        parameter("is_broken", { type: "boolean" }, { "x-role": "filter" }),
        parameter("labels", {
          type: "object",
          additionalProperties: { type: "string" },
          "x-key-prefix": "label.",
        }, { "x-role": "tags" }),
        parameter("dims", {
          type: "object",
          properties: { screen: { type: "string", description: "Screen.", ...source } },
        }, { "x-role": "dimensions" }),
      ],
      responses: {
        "200": {
          description: "Plays.",
          "x-answer": document.paths["/sessions/content"].get.responses["200"]["x-answer"],
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  plays: { type: "array", items: { $ref: "#/components/schemas/Play" } },
                },
              },
            },
          },
        },
      },
    },
  };
  document.components.schemas.Play = {
    type: "object",
    properties: {
      play: field("string", { "x-key": "session", "x-aliases": ["playNumber"] }),
      player: field("string", { "x-key": "client" }),
      began: { ...field("integer"), ...time, "x-time": { edge: "start" } },
      ended: { ...field("integer"), ...time, "x-time": { edge: "end" } },
      is_broken: field("boolean", { "x-outcome": { kind: "VSF", reason: "technical" } }),
      screen: field("string"),
    },
  };
  return stringify(document);
}

/** The value that `deno task gen` would write for the endpoint. */
async function playsEndpoint(): Promise<Endpoint> {
  const { "endpoints.ts": source } = await generate(await specWithPlays());
  const [, json] = /export const RECENT: Endpoint = (\{[^]*?\n\});/.exec(source!)!;
  return JSON.parse(json!);
}

/** A server of one play a minute, which answers as the invented endpoint says. */
function playsServer() {
  const asked: URL[] = [];
  const fetch = (request: Request) => {
    const url = new URL(request.url);
    asked.push(url);
    const [fromMs, toMs] = ["from_ms", "to_ms"].map((name) => Number(url.searchParams.get(name)));
    const plays = [];
    for (let ms = Math.ceil(fromMs! / 60_000) * 60_000; ms <= toMs!; ms += 60_000) {
      const minute = ms / 60_000;
      plays.push({
        playNumber: String(minute),
        player: "p",
        began: ms,
        ended: ms + 1000,
        is_broken: minute % 10 === 0,
      });
    }
    return Promise.resolve(
      Response.json({ plays: plays.slice(0, Number(url.searchParams.get("most") ?? 2)) }),
    );
  };
  return { asked, fetch };
}

Deno.test("an endpoint that is added to the spec is asked as its value says", async () => {
  const endpoint = await playsEndpoint();
  const { asked, fetch } = playsServer();
  const client = createEndpointClient<Record<string, unknown>>(
    endpoint,
    connect({
      credentials: { clientId: "id", clientSecret: "secret" },
      baseUrl: "http://127.0.0.1:1/api",
      fetch,
      now: () => NOW_MS,
    }),
  );

  const page = await client.search({ last: "20m", is_broken: true, tags: { plan: "a" } });
  assertEquals(page.sessions.length, 2);
  assertEquals(page.coverage.limitReached, true);
  const { pathname, searchParams } = asked[0]!;
  assertEquals(pathname, "/api/plays/recent");
  assertEquals([...searchParams.keys()].sort(), [
    "from_ms",
    "is_broken",
    "label.plan",
    "most",
    "to_ms",
  ]);

  const start = NOW_MS - 2 * HOUR_MS;
  const plays = [];
  for await (const play of client.sessions({ start, end: NOW_MS })) plays.push(play);
  assertEquals(plays.length, 121);
  assert(asked.length < 200, `${asked.length} requests: a small maximum is not split without end`);
  assertEquals(new Set(plays.map((play) => sessionKey(play, endpoint))).size, 121);
  assertEquals(plays.filter((play) => outcomeOf(play, endpoint)?.kind === "VSF").length, 13);

  const error = await assertRejects(() => client.search({ last: "1h", most: 9 }), QueryError);
  assertEquals(error.findings.map(({ parameter }: QueryFinding) => parameter), ["last", "most"]);
});

/** The edits that give the client a member for the endpoint: the names, its type and its row. */
const ROW: readonly (readonly [text: string, edited: string])[] = [
  ["import { CONTENT }", "import { CONTENT, RECENT, type RecentDimension }"],
  ["import type { SessionsQuery }", "import type { QueryOf, SessionsQuery }"],
  [
    "  readonly content: ",
    '  readonly plays: EndpointClient<QueryOf<"searchPlays", RecentDimension>>;\n  readonly content: ',
  ],
  ["    content,\n", "    content,\n    plays: createEndpointClient(RECENT, connection),\n"],
];

/** A script's use of the member, with what must not compile. */
const SCRIPT = `
import { createSessionsClient } from "./src/mod.ts";
const client = createSessionsClient({
  credentials: { clientId: "id", clientSecret: "secret" },
  baseUrl: Deno.args[0],
});
const page = await client.plays.search({ last: "20m", is_broken: true, most: 1 });
const all = await Array.fromAsync(client.plays.sessions({ last: "1h", dimensions: { screen: "A" } }));
// @ts-expect-error Content sessions have this filter, plays have not.
() => client.plays.search({ last: "20m", is_video_start_failure: true });
// @ts-expect-error Plays have no such dimension.
() => client.plays.search({ last: "20m", dimensions: { cdn: "A" } });
console.log(JSON.stringify({ page: page.sessions.length, isWhole: all.length >= 60 }));
`;

Deno.test("an endpoint of the spec takes a row in the client and no other edit in src", () =>
  withTempFolder(async (folder) => {
    for (const name of ["src", "gen"]) {
      await copyFolder(new URL(`../${name}`, import.meta.url), `${folder}/${name}`);
    }
    for (const [name, text] of Object.entries(await generate(await specWithPlays()))) {
      await Deno.writeTextFile(`${folder}/gen/${name}`, text);
    }
    await Deno.copyFile(new URL("../deno.json", import.meta.url), `${folder}/deno.json`);
    await Deno.writeTextFile(`${folder}/ask.ts`, SCRIPT);
    const client = `${folder}/src/sessions_client.ts`;
    let source = await Deno.readTextFile(client);
    for (const [text, edited] of ROW) {
      assertStringIncludes(source, text);
      source = source.replace(text, edited);
    }
    await Deno.writeTextFile(client, source);

    const { asked, fetch } = playsServer();
    await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, fetch);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--check", "--no-lock", "--allow-net", "--allow-env", "ask.ts"],
        `http://127.0.0.1:${server.addr.port}/api`,
      ],
      cwd: folder,
    }).output();
    const errors = new TextDecoder().decode(stderr);
    assertEquals(code, 0, errors);
    assertEquals(JSON.parse(new TextDecoder().decode(stdout)), { page: 1, isWhole: true }, errors);
    assertEquals(new Set(asked.map(({ pathname }) => pathname)), new Set(["/api/plays/recent"]));
  }));

async function copyFolder(from: URL, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    const source = new URL(`${from.href}/${name}`);
    if (isDirectory) await copyFolder(source, `${to}/${name}`);
    else await Deno.copyFile(source, `${to}/${name}`);
  }
}
