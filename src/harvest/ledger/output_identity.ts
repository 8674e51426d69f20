import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import { type Column, IDS_COLUMN, outputColumns } from "../columns/output_columns.ts";
import { type Connection, rowsOf, runAll } from "../database/connection.ts";
import { identifier } from "../database/sql_text.ts";
import { foreignMessage } from "../disk/storage_failure.ts";
import { StorageError } from "../storage_error.ts";

/** Where an output's sessions come from: all runs on one output must agree on it. */
export interface OutputIdentity {
  /** What is asked, for example the base URL of the API; no secret. */
  readonly source: string;
  /** The endpoint that is asked. */
  readonly endpoint: Endpoint;
  /** What the sessions match. */
  readonly filters: Filters;
}

/** The source as text, the same for addresses that mean the same: case, port, slashes at the end. */
function sourceText(source: string): string {
  return URL.canParse(source) ? new URL(source).href.replace(/\/+$/, "") : source;
}

/** The filters as text, the same for filters that are the same. */
function filtersText({ parameters, tags, dimensions }: Filters): string {
  const sorted = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({
    parameters: sorted(parameters),
    tags: sorted(tags),
    dimensions: sorted(
      Object.fromEntries(
        Object.entries(dimensions).map(([name, values]) => [name, [...new Set(values)].sort()]),
      ),
    ),
  });
}

/** What an output is. */
export type OutputKind = "duckdb" | "parquet";

/** What an output claims to be. */
export interface OutputClaim {
  readonly outputPath: string;
  readonly kind: OutputKind;
  readonly identity: OutputIdentity;
}

/** The table of sessions in a DuckDB file. */
export const SESSIONS_TABLE = "harvest_sessions";

// Raise it when the tables of the ledger, or what they mean, change.
const FORMAT = "4";

/** What is written into a new output, to be checked by all later runs. */
export function identityRows({ kind, identity }: OutputClaim): [string, string][] {
  return [
    ["format", FORMAT],
    ["kind", kind],
    ["source", sourceText(identity.source)],
    ["endpoint", identity.endpoint.name],
    ["filters", filtersText(identity.filters)],
    ["columns", JSON.stringify(outputColumns(identity.endpoint).all)],
  ];
}

/**
 * Checks that an output is ours and takes what is about to be written, and adds columns that the
 * spec has gained since it was made.
 *
 * @throws StorageError if not.
 */
export async function checkIdentity(connection: Connection, claim: OutputClaim): Promise<void> {
  const { outputPath: path, kind } = claim;
  const found = await readIdentity(connection);
  if (!found) {
    throw new StorageError("foreign", path, foreignMessage(path, "harvest did not make it"));
  }
  const format = found.get("format");
  if (format !== FORMAT) {
    throw new StorageError(
      "mismatch",
      path,
      `Cannot harvest into '${path}' as it has the layout ${format} of ${
        Number(format) < Number(FORMAT) ? "an earlier" : "another"
      } version, and this version writes layout ${FORMAT}; name another path for this run, and keep the ` +
        "old one for questions with sql",
    );
  }
  await checkTables(connection, path, kind);
  const { columns: _, ...wanted } = Object.fromEntries(identityRows(claim));
  for (const [key, value] of Object.entries(wanted)) {
    if (found.get(key) === value) continue;
    throw new StorageError(
      "mismatch",
      path,
      `Cannot harvest into '${path}' as its ${key} is ${found.get(key)}, and this run's is ` +
        `${value}; name another path for this run`,
    );
  }
  await upgradeColumns(connection, claim, JSON.parse(found.get("columns") ?? "[]"));
}

/** What an output says it is, by the names of `identityRows()`. */
export type StoredIdentity = ReadonlyMap<string, string>;

/** Reads what an output says it is; `undefined` if harvest did not make it. */
async function readIdentity(connection: Connection): Promise<StoredIdentity | undefined> {
  const tables = await rowsOf(
    connection,
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'harvest_meta'",
  );
  if (tables.length === 0) return undefined;
  const rows = await rowsOf<{ key: string; value: string }>(connection, "FROM harvest_meta");
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/**
 * Checks that an output has what is about to be read, and returns the filters that its sessions match.
 *
 * @throws StorageError if not.
 */
export async function checkReadable(
  connection: Connection,
  path: string,
  endpoint: Endpoint,
): Promise<Filters> {
  const found = await readIdentity(connection);
  if (found?.get("format") === FORMAT && found.get("endpoint") === endpoint.name) {
    return JSON.parse(found.get("filters")!);
  }
  const why = !found
    ? "harvest did not make it"
    : found.get("format") !== FORMAT
    ? `it has the layout ${found.get("format")}, and this version reads layout ${FORMAT}`
    : `its sessions are of the endpoint ${found.get("endpoint")}, not of ${endpoint.name}`;
  throw new StorageError(
    found ? "mismatch" : "foreign",
    path,
    `Cannot read sessions from '${path}' as ${why}; name another output of harvest`,
  );
}

const TABLES = ["harvest_windows", "harvest_gaps", "harvest_notices"];
const TABLES_OF = { duckdb: [SESSIONS_TABLE], parquet: ["harvest_pending", "harvest_hours"] };

async function checkTables(connection: Connection, path: string, kind: OutputKind): Promise<void> {
  const rows = await rowsOf<{ name: string }>(
    connection,
    "SELECT table_name AS name FROM duckdb_tables()",
  );
  const found = new Set(rows.map(({ name }) => name));
  const missing = [...TABLES, ...TABLES_OF[kind]].find((name) => !found.has(name));
  if (missing === undefined) return;
  throw new StorageError(
    "corrupt",
    path,
    `Cannot harvest into '${path}' as its table ${missing} was removed; restore it from a copy, or ` +
      "name another path for this run",
  );
}

async function upgradeColumns(
  connection: Connection,
  { outputPath: path, kind, identity: { endpoint } }: OutputClaim,
  columns: readonly Column[],
): Promise<void> {
  const { all } = outputColumns(endpoint);
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const changed = all.find(({ name, type }) => (types.get(name) ?? type) !== type);
  if (changed) {
    throw new StorageError(
      "mismatch",
      path,
      `Cannot harvest into '${path}' as its column ${changed.name} is ${
        types.get(changed.name)
      }, ` +
        `and the spec now says ${changed.type}; name another path for this run`,
    );
  }
  const added = all.filter(({ name }) => !types.has(name));
  if (added.length === 0) return;
  if (kind === "duckdb") {
    await runAll(connection, [
      ...added.map(({ name, type }) =>
        `ALTER TABLE ${SESSIONS_TABLE} ADD COLUMN IF NOT EXISTS ${identifier(name)} ${type}`
      ),
      sessionsView(),
    ]);
  }
  await connection.run("UPDATE harvest_meta SET value = $value WHERE key = 'columns'", {
    value: JSON.stringify([...columns, ...added]),
  });
}

/** SQL that makes the view that readers of a DuckDB file see. */
export function sessionsView(): string {
  return `CREATE OR REPLACE VIEW sessions AS
    SELECT * EXCLUDE (${IDS_COLUMN}) FROM ${SESSIONS_TABLE}`;
}
