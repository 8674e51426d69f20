import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { DimensionFact } from "../../gen/endpoint.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { createSandbox, type SessionRecord, type WireFilters } from "../../sandbox/mod.ts";
import { askSessions, identity, NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const window = { startMs: NOW_MS - 3 * HOUR_MS, endMs: NOW_MS };
const range = { start_epoch_ms: window.startMs, end_epoch_ms: window.endMs };
const sandbox = createSandbox({
  now: () => NOW_MS,
  sessionsPerDay: 12_000,
  rateLimits: false,
});
const everything = sandbox.truth(window);

type Json = Record<string, unknown>;

/** What a record has for a filter, found by the facts alone. */
function valuesOf(session: SessionRecord, name: string): string[] {
  const custom = session.custom_tags as Record<string, string>;
  if (name.startsWith(CONTENT.tagPrefix)) {
    return [custom[name.slice(CONTENT.tagPrefix.length)] ?? []].flat();
  }
  const fact = (CONTENT.dimensions as Record<string, DimensionFact>)[name];
  const at = (path: string) =>
    path.split(".").reduce<unknown>((json, key) => (json as Json | undefined)?.[key], session);
  const found = [
    ...(fact?.paths ?? [name]).map(at),
    ...(fact && fact.paths.length === 0 ? [at(name)] : []),
    ...(fact?.tag ? [(session.required_tags as Json)[fact.tag]] : []),
    ...(!fact && name in custom ? [custom[name]] : []),
  ];
  return found.flat().filter((value) => value !== undefined && value !== null).map(String);
}

/** Every filter that can be given, with the values that occur. */
const occurring = [
  ...Object.entries(CONTENT.parameters).filter(([, { role }]) => role === "filter").map(([name]) =>
    name
  ),
  ...Object.keys(CONTENT.dimensions),
  ...["plan", "league", "campaign", "a/b test"].map((tag) => CONTENT.tagPrefix + tag),
  "plan",
  "league",
].map((name) => ({
  name,
  values: [...new Set(everything.flatMap((session) => valuesOf(session, name)))],
}));

Deno.test("every filter of the spec has values that occur, and they stand in the record", () => {
  for (const { name, values } of occurring) assert(values.length > 0, name);
});

Deno.test("any filters return exactly the sessions whose records have their values", () => {
  const filter = fc.constantFrom(...occurring).chain(({ name, values }) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }).map((some) =>
      [name, some] as const
    )
  );
  fc.assert(
    fc.property(fc.uniqueArray(filter, { minLength: 1, maxLength: 3, selector: (f) => f[0] }), (
      pairs,
    ) => {
      const filters: WireFilters = Object.fromEntries(pairs);
      const expected = everything.filter((session) =>
        pairs.every(([name, values]) =>
          valuesOf(session, name).some((value) => values.includes(value))
        )
      );
      assertEquals(sandbox.truth(window, filters).map(identity), expected.map(identity));
      assertEquals(sandbox.count(window, filters), expected.length);
    }),
    { numRuns: 150 },
  );
});

Deno.test("values are case-sensitive, and repeated ones are alternatives", async () => {
  const count = async (values: string[]) =>
    (await askSessions(sandbox, { ...range, limit: 1500, device_os: values })).length;
  assertEquals(await count(["android"]), 0);
  const [android, ios] = [await count(["Android"]), await count(["iOS"])];
  assert(android > 0 && ios > 0);
  assertEquals(await count(["Android", "iOS"]), android + ios);
});

Deno.test("ids find their sessions, and near misses none", async () => {
  const [wanted] = everything;
  const found = (name: string, value: string) => askSessions(sandbox, { ...range, [name]: value });
  assertEquals(await found("session_id", wanted!.session_id!), [wanted!]);
  assertEquals(await found("session_id", `0${wanted!.session_id}`), []);
  assertEquals(await found("session_id", "not a number"), []);
  const ofClient = await found("client_id", wanted!.client_id!);
  assert(ofClient.some((session) => identity(session) === identity(wanted!)));
  assert(ofClient.every(({ client_id }) => client_id === wanted!.client_id));
  assertEquals(await found("client_id", wanted!.client_id!.split(".")[0]!), []);
});
