import { exists } from "../disk/file_path.ts";
import { NO_HOUR, partitionOf } from "./session_hour.ts";

/** What `harvest` keeps for itself in a folder; readers of Hive's layout ignore the underscore. */
export function stateFolder(folder: string): string {
  return `${folder}/_harvest`;
}

/** The folder of sessions that are committed and wait to be merged into their hours. */
export function pendingFolder(folder: string): string {
  return `${stateFolder(folder)}/pending`;
}

/** The ledger of a folder, which is also its lock. */
export function ledgerFile(folder: string): string {
  return `${stateFolder(folder)}/ledger.duckdb`;
}

/** A place for a file of an hour that cannot be read; it has no name that readers look for. */
export function damagedFile(folder: string, hour: string): string {
  return `${stateFolder(folder)}/damaged/${hour}-${crypto.randomUUID().slice(0, 8)}`;
}

/** The file of an hour's sessions. */
export function hourFile(folder: string, hour: string): string {
  return `${folder}/${partitionOf(hour)}/sessions.parquet`;
}

/** The files of all hours that are known, in no order. */
export async function hourFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const date of Deno.readDir(folder)) {
    if (!date.isDirectory || !/^date=\d{4}-\d\d-\d\d$/.test(date.name)) continue;
    for await (const hour of Deno.readDir(`${folder}/${date.name}`)) {
      const file = `${folder}/${date.name}/${hour.name}/sessions.parquet`;
      if (/^hour=\d\d$/.test(hour.name) && await exists(file)) files.push(file);
    }
  }
  return files;
}

/** All files of sessions, those of an unknown hour as well. */
export async function sessionFiles(folder: string): Promise<string[]> {
  const unknown = hourFile(folder, NO_HOUR);
  return [...await hourFiles(folder), ...(await exists(unknown) ? [unknown] : [])];
}
