/** What went wrong with an output, for a caller that decides by it. */
export type StorageErrorCode =
  /** Another run is writing to the output. */
  | "locked"
  /** The output holds something that `harvest` did not make. */
  | "foreign"
  /** The output is damaged. */
  | "corrupt"
  /** The output was made by other filters, from another source, or with another schema. */
  | "mismatch"
  /** The disk is full. */
  | "full"
  /** DuckDB needs more memory than it may use. */
  | "memory"
  /** The path may not be read or written. */
  | "permission"
  /** There is nothing at the path. */
  | "missing"
  /** The output, or a part of it, was removed or replaced while a run wrote to it. */
  | "lost"
  /** No file can have this name. */
  | "name"
  /** The SQL is wrong or not allowed. */
  | "sql"
  /** Anything else that the disk or the database reported. */
  | "failed";

/**
 * An output could not be opened, written or read. What was committed before is intact.
 *
 * @example Tell that nothing was collected yet
 * ```ts
 * import { outputRange, StorageError } from "@conviva-sessions/conviva-sessions/harvest";
 * import { assert, assertEquals, assertRejects } from "@std/assert";
 *
 * const error = await assertRejects(() => outputRange("not-collected.duckdb"));
 * assert(error instanceof StorageError);
 * assertEquals(error.code, "missing");
 * ```
 */
export class StorageError extends Error {
  /** What went wrong. */
  readonly code: StorageErrorCode;
  /** The output. */
  readonly path: string;

  /** Makes an error about an output. */
  constructor(code: StorageErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StorageError";
    this.code = code;
    this.path = path;
  }

  /** The error as plain data. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, path } = this;
    return { name, code, message, path };
  }
}
