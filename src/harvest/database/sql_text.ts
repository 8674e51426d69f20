import type { TimeWindow } from "../../query/time/time_window.ts";

/** A name as SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A path as DuckDB's pattern that matches this path alone. Where it reads files it knows no paths but
 * patterns, `exp[1]` is `exp1` to it; where it writes them, or opens a database, it knows paths only.
 */
export function pattern(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

/** Files to read, as a list of SQL. */
export function fileList(paths: readonly string[]): string {
  return `[${paths.map((path) => literal(pattern(path))).join(", ")}]`;
}

/**
 * The rows of Parquet files. What the folders around them are called says nothing about them: a
 * parent named `isp=all` would otherwise be taken for a column.
 */
export function parquetRows(files: readonly string[], options = ""): string {
  return `read_parquet(${fileList(files)},
    hive_partitioning = false, union_by_name = true${options})`;
}

/** A moment as SQL, to the millisecond. */
export function timestamp(ms: number): string {
  return moment(String(BigInt(Math.round(ms))));
}

/** Unix milliseconds as SQL, as a moment. */
export function moment(milliseconds: string): string {
  return `make_timestamptz(1000 * ${milliseconds})`;
}

/** SQL that is true for times in a window. */
export function isWithin(column: string, { startMs, endMs }: TimeWindow): string {
  return `${column} >= ${timestamp(startMs)} AND ${column} < ${timestamp(endMs)}`;
}
