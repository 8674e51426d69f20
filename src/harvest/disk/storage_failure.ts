import { SessionsError } from "../../errors.ts";
import { StorageError } from "../storage_error.ts";

/**
 * Says what a failure of the disk or of DuckDB means for an output and what to do about it.
 * Errors that are neither come back as they are, an abort among them.
 */
export function storageFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof StorageError || error instanceof SessionsError) return error;
  const reason = error.message.split("\n")[0]!;
  const because = (
    code: StorageError["code"],
    message: string,
  ) => new StorageError(code, path, message, { cause: error });
  if (/no space left|ENOSPC|disk quota exceeded|EDQUOT/i.test(reason)) {
    return because(
      "full",
      `Cannot write '${path}' as the disk is full; what was committed is intact: free some space ` +
        "and run the same command again",
    );
  }
  if (/^out of memory error/i.test(reason)) {
    return because(
      "memory",
      `Cannot write '${path}' as DuckDB needs more memory than it may use; what was committed is ` +
        `intact: raise 'memoryLimit': ${reason}`,
    );
  }
  if (/could not set lock/i.test(reason)) {
    const pid = /PID (\d+)/.exec(reason)?.[1];
    return because("locked", lockedMessage(path, pid && `process ${pid}`));
  }
  if (
    // What Deno does not permit.
    error.name === "NotCapable" ||
    /permission denied|read-only file ?system|operation not permitted/i.test(reason)
  ) {
    return because(
      "permission",
      `Cannot write '${path}' as access to it is denied; choose another path or change its ` +
        `permissions: ${reason}`,
    );
  }
  if (/file ?name too long|ENAMETOOLONG/i.test(reason)) {
    return because(
      "name",
      `Cannot use '${path}' as the name is too long for this system, which allows 255 bytes in most ` +
        "cases, and harvest adds up to 17; name a shorter path",
    );
  }
  if (/not a directory|is a directory|ENOTDIR|EISDIR/i.test(reason)) {
    return because(
      "failed",
      `Cannot use '${path}' as a file stands where a folder should be, or the other way round; name ` +
        `another path: ${reason}`,
    );
  }
  if (/not a valid DuckDB database/i.test(reason)) {
    return because("foreign", foreignMessage(path, "it is not a DuckDB database"));
  }
  if (isDamage(error)) {
    return because(
      "corrupt",
      `Cannot use '${path}' as it is damaged; restore it from a copy, or harvest into another ` +
        `path: ${reason}`,
    );
  }
  if (/different(?: or newer)? version|older version|version number/i.test(reason)) {
    return because(
      "mismatch",
      `Cannot use '${path}' as another version of DuckDB made it; harvest into another path: ` +
        reason,
    );
  }
  if (/no such file or directory/i.test(reason)) {
    return because(
      "missing",
      `Cannot use '${path}' as a part of it does not exist; if it was moved, put it back, or else run ` +
        `the same command again: ${reason}`,
    );
  }
  const fromDisk = "code" in error || /^[A-Z][A-Za-z-]+(?: [A-Z][A-Za-z-]*)? Error:/.test(reason);
  const advice = "what was committed is intact; run the same command again, or name another path";
  return fromDisk ? because("failed", `Cannot use '${path}'; ${advice}: ${reason}`) : error;
}

/** Whether an error says that a file is damaged. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error &&
    /corrupt|checksum|could not read enough bytes|serialization error|no magic bytes|invalid parquet|too small to be a parquet|footer|file metadata/i
      .test(error.message.split("\n")[0]!);
}

/** Runs a step of the work on an output; its failures say what they mean. */
export async function explained<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw storageFailure(error, path);
  }
}

/** Tells the second of two runs that it is the second. */
export function lockedMessage(path: string, holder = "another run in this process"): string {
  return `Cannot use '${path}' as ${holder} is writing to it; wait for it to end, or stop it`;
}

/** Tells that an output is somebody else's. */
export function foreignMessage(path: string, why: string): string {
  return `Cannot harvest into '${path}' as ${why}; name a new path, it would be overwritten`;
}
