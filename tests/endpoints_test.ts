import { assert, assertEquals, assertRejects } from "@std/assert";
import { parse, stringify } from "yaml";
import type { Endpoint } from "../gen/endpoint.ts";
import { generate } from "../openapi/generate.ts";
import { connect } from "../src/connection.ts";
import { createEndpointClient } from "../src/endpoint_client.ts";
import { QueryError, type QueryFinding } from "../src/mod.ts";
import { outcomeOf } from "../src/session/outcome.ts";
import { sessionKey } from "../src/session/session_key.ts";

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

Deno.test("an endpoint that is added to the spec can be asked with no other edit", async () => {
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
