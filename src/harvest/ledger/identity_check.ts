import { OUTPUT_COLUMNS } from "../columns/output_columns.ts";
import { type Connection, rowsOf } from "../database/connection.ts";
import { filtersText, type OutputIdentity, sourceText } from "./output_identity.ts";
import { identifier } from "../database/sql_text.ts";
import { StorageError } from "../disk/storage_error.ts";
import { foreignMessage } from "../disk/storage_failure.ts";

/** What an output is. */
export type OutputKind = "duckdb" | "parquet";

/** What an output claims to be. */
export interface OutputClaim {
  readonly outputPath: string;
  readonly kind: OutputKind;
  readonly identity: OutputIdentity;
}

// Raise it when the tables of the ledger, or what they mean, change.
const FORMAT = "3";

/** What is written into a new output, to be checked by all later runs. */
export function identityRows({ kind, identity }: OutputClaim): [string, string][] {
  return [
    ["format", FORMAT],
    ["kind", kind],
    ["source", sourceText(identity.source)],
    ["filters", filtersText(identity.filters)],
    ["columns", JSON.stringify(OUTPUT_COLUMNS)],
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
  const tables = await rowsOf(
    connection,
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'harvest_meta'",
  );
  if (tables.length === 0) {
    throw new StorageError("foreign", path, foreignMessage(path, "harvest did not make it"));
  }
  const rows = await rowsOf<{ key: string; value: string }>(connection, "FROM harvest_meta");
  const found = new Map(rows.map(({ key, value }) => [key, value]));
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
  await upgradeColumns(connection, path, kind, JSON.parse(found.get("columns") ?? "[]"));
}

const TABLES = ["harvest_windows", "harvest_gaps", "harvest_notices"];
const TABLES_OF = { duckdb: ["sessions"], parquet: ["harvest_pending", "harvest_hours"] };

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
  path: string,
  kind: OutputKind,
  columns: readonly { name: string; type: string }[],
): Promise<void> {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const changed = OUTPUT_COLUMNS.find(({ name, type }) => (types.get(name) ?? type) !== type);
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
  const added = OUTPUT_COLUMNS.filter(({ name }) => !types.has(name));
  if (added.length === 0) return;
  for (const { name, type } of kind === "duckdb" ? added : []) {
    await connection.run(
      `ALTER TABLE sessions ADD COLUMN IF NOT EXISTS ${identifier(name)} ${type}`,
    );
  }
  await connection.run("UPDATE harvest_meta SET value = $value WHERE key = 'columns'", {
    value: JSON.stringify([...columns, ...added]),
  });
}
