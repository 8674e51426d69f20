import fs from "node:fs/promises";
import process from "node:process";
import { StorageError } from "../storage_error.ts";

/** Whether this is Windows. Elsewhere a backslash is a character of a name like any other. */
export const IS_WINDOWS = process.platform === "win32";
const [SEPARATOR, TRAILING, LAST] = IS_WINDOWS
  ? [/[/\\]/, /[/\\]+$/, /[/\\][^/\\]*$/]
  : [/\//, /\/+$/, /\/[^/]*$/];
const IS_ABSOLUTE = IS_WINDOWS ? /^([a-z]:)?[/\\]/i : /^\//;

/**
 * A path as a name from the root. DuckDB takes some relative paths for something else: `:memory:`,
 * `md:x`, `s3://x`, `~/x`; after a slash they are names.
 *
 * @throws StorageError if no file can have this name.
 */
export function absolutePath(path: string): string {
  const refuse = (why: string): never => {
    const shown = path.replaceAll("\0", "\\0").toWellFormed();
    throw new StorageError("name", path, `Cannot use '${shown}' as ${why}; name another path`);
  };
  if (path === "") refuse("it is empty");
  if (path.includes("\0")) refuse("no name may have a NUL character");
  if (!path.isWellFormed()) refuse("it has half of a surrogate pair, which is not a character");
  const whole = IS_ABSOLUTE.test(path) ? path : `${process.cwd()}/${path}`;
  if (!IS_WINDOWS && whole.includes("\\") && /[[*?]/.test(whole)) {
    refuse("DuckDB cannot read a path that has a backslash and one of [ * ?");
  }
  return whole;
}

/** Whether a path ends in a slash, and so means a folder. */
export function isFolderPath(path: string): boolean {
  return TRAILING.test(path);
}

/** A path without slashes at its end. */
export function withoutSlash(path: string): string {
  return path.replace(TRAILING, "") || path.slice(0, 1);
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  const cut = path.replace(TRAILING, "").search(LAST);
  return cut === -1 ? "." : path.slice(0, cut) || "/";
}

/** The last name in a path. */
export function nameOf(path: string): string {
  return path.replace(TRAILING, "").split(SEPARATOR).at(-1)!;
}

/** Whether there is something at a path. */
export async function exists(path: string): Promise<boolean> {
  return await unlessMissing(fs.lstat(path)) !== undefined;
}

/** What is at a path, where a link leads; `undefined` if nothing is. */
export async function entryAt(path: string): Promise<"file" | "folder" | undefined> {
  const found = await unlessMissing(fs.stat(path));
  return found && (found.isDirectory() ? "folder" : "file");
}

/**
 * What an output to be read is.
 *
 * @throws StorageError if there is none.
 */
export async function findOutput(path: string): Promise<"file" | "folder"> {
  const found = await entryAt(withoutSlash(absolutePath(path)));
  if (found === "folder" || found === "file" && !isFolderPath(path)) return found;
  throw new StorageError(
    "missing",
    path,
    `Cannot read '${path}' as there is ${
      found ? "a file and no folder" : "nothing"
    } at that path; name an output of harvest, or harvest into it first`,
  );
}

/** The size of a file in bytes; `undefined` if there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const found = await unlessMissing(fs.stat(path));
  return found?.isFile() ? found.size : undefined;
}

/** What comes, or `undefined` if there is nothing at the path. */
export async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The system's name of what went wrong, for example `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** Removes what is at a path, if anything is. */
export async function removeIfThere(path: string): Promise<void> {
  await unlessMissing(fs.rm(path, { recursive: true }));
}

/** Removes a folder unless there is something in it. */
export async function removeIfEmpty(folder: string): Promise<void> {
  if (!await exists(folder)) return;
  for await (const _ of await fs.opendir(folder)) return;
  await unlessMissing(fs.rmdir(folder));
}
