import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { FieldFact } from "../../../gen/endpoint.ts";
import { CONTENT } from "../../../gen/endpoints.ts";
import { outputColumns } from "../../../src/harvest/columns/output_columns.ts";
import type { JsonValue } from "../../../src/harvest/mod.ts";
import type { Session } from "../../../src/session/session.ts";
import { harvestPages, pageOf } from "../../support/fake_client.ts";
import { rowsIn } from "../../support/stored_sessions.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const OTHER_FIELDS = "other_fields";

type Fields = Record<string, unknown>;

const WINDOW = { startMs: Date.parse("2026-11-20T00:00Z"), endMs: Date.parse("2026-11-20T03:00Z") };

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("", "'; DROP TABLE sessions; --", "\u0000", "\ud800", "a\\ud800b", "NULL", "{}"),
);
const texts = fc.dictionary(text, fc.option(text), { maxKeys: 3 });

const FITTING: Record<FieldFact["type"], fc.Arbitrary<unknown>> = {
  string: text,
  integer: fc.maxSafeInteger(),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  boolean: fc.boolean(),
  strings: fc.array(fc.option(text), { maxLength: 3 }),
  map: texts,
};

const MISFIT = fc.constantFrom<unknown>(
  1.5,
  "x",
  true,
  [1],
  { a: 1 },
  1e300,
  ["a", { b: 1 }],
  -9e15,
);

/** A value for a field: mostly right, sometimes absent, null or of a wrong type. */
function valueOf({ type, unit }: FieldFact): fc.Arbitrary<unknown> {
  const fitting = unit === "epoch_ms"
    ? fc.oneof(
      fc.integer({ min: WINDOW.startMs, max: WINDOW.endMs }),
      fc.constantFrom(-1, 0, 8.64e15, -62_000_000_000_000),
    )
    : FITTING[type];
  return fc.oneof(
    { weight: 8, arbitrary: fitting },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
    { weight: 1, arbitrary: MISFIT },
  );
}

const session: fc.Arbitrary<Fields> = fc.tuple(
  fc.tuple(...CONTENT.fields.map(valueOf)),
  fc.dictionary(fc.constantFrom("new_field", "network_info_new", "other_fields"), fc.jsonValue()),
).map(([values, unknown]) => {
  const built: Fields = { ...unknown };
  values.forEach((value, at) => {
    const [group, name] = CONTENT.fields[at]!.path.split(".");
    if (name === undefined) built[group!] = value;
    else ((built[group!] ??= {}) as Fields)[name] = value;
  });
  return built;
});

const isText = (value: unknown) => value === null || typeof value === "string";
const wellFormed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner) => {
    if (typeof inner === "string") return inner.toWellFormed();
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([name, member]) => [name.toWellFormed(), member]),
    );
  });

/** What a column must hold, or `undefined` if the value is none for it. */
function stored({ type, unit, minimum }: FieldFact, value: unknown): unknown {
  if (unit === "epoch_ms") {
    const isDate = Number.isInteger(value) && (value as number) > 0 && (value as number) <= 8.64e15;
    return isDate ? new Date(value as number).toISOString() : undefined;
  }
  const fits = {
    string: typeof value === "string",
    integer: Number.isSafeInteger(value),
    number: typeof value === "number",
    boolean: typeof value === "boolean",
    strings: Array.isArray(value) && value.every(isText),
    map: typeof value === "object" && !Array.isArray(value) &&
      Object.values(value as Fields).every(isText),
  };
  return fits[type] && !(minimum !== undefined && (value as number) < minimum) ? value : undefined;
}

function expectedRow(fields: Fields): unknown[] {
  const others: Fields = {};
  const known = new Set(CONTENT.fields.map(({ path }) => path.split(".")[0]));
  for (const [name, value] of Object.entries(fields)) {
    if (known.has(name)) continue;
    const isPlace = name === OTHER_FIELDS && typeof value === "object" && !Array.isArray(value);
    if (!isPlace) others[name] = value;
    else for (const path in value) others[`${OTHER_FIELDS}.${path}`] = (value as Fields)[path];
  }
  const row = CONTENT.fields.map((field) => {
    const [group, name] = field.path.split(".");
    const value = name === undefined ? fields[group!] : (fields[group!] as Fields)?.[name];
    if (value === undefined || value === null) return null;
    const kept = stored(field, value);
    if (kept === undefined) others[field.path] = value;
    return kept ?? null;
  });
  return [...row, Object.keys(others).length > 0 ? others : null];
}

/** Objects with their names in order, since neither JSON nor a map has one. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1));
  });
}

for (const output of ["sessions.duckdb", "folder"]) {
  Deno.test(`harvest() stores whatever a session may hold, digit for digit, in ${output}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(session, { minLength: 1, maxLength: 40 }),
        (drafts) =>
          withTempFolder(async (folder) => {
            const sessions = drafts.map((draft, at) => ({ ...draft, session_id: `${at}` }));
            const path = `${folder}/${output}`;
            const { storedSessions } = await harvestPages({
              output: path,
              range: WINDOW,
              pages: async function* () {
                yield await Promise.resolve(pageOf(WINDOW, sessions as Session[]));
              },
            });
            assertEquals(storedSessions, sessions.length);
            const names = [...outputColumns(CONTENT).fields.map(({ name }) => name), OTHER_FIELDS];
            const rows: JsonValue[][] = await rowsIn(
              path,
              `SELECT ${names.join(", ")} FROM sessions ORDER BY session_id::INT`,
            );
            rows.forEach((row, at) =>
              assertEquals(
                JSON.parse(canonical(row)),
                JSON.parse(canonical(wellFormed(expectedRow(sessions[at]!)))),
              )
            );
          }),
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });
}
