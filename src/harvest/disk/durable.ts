import fs from "node:fs/promises";
import { codeOf, folderOf, IS_WINDOWS, unlessMissing } from "./file_path.ts";

/** Makes what was written to a file survive a power failure. */
export async function syncFile(path: string): Promise<void> {
  await using file = await fs.open(path, "r+");
  await file.sync();
}

/**
 * Makes the names in a folder survive a power failure: a file that is on the disk is lost all the
 * same if its name is not. Windows keeps names by itself and opens no folders.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (IS_WINDOWS) return;
  await using handle = await fs.open(folder);
  await handle.sync();
}

/** Makes a folder, and those around it that are missing, so that they survive a power failure. */
export async function makeFolder(folder: string): Promise<void> {
  if (await unlessMissing(fs.stat(folder))) return;
  const parent = folderOf(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await fs.mkdir(folder);
  } catch (error) {
    // Another run was quicker.
    if (codeOf(error) !== "EEXIST") throw error;
  }
  await syncFolder(parent);
}

/** Puts a file in the place of another in one step, whole and for good. */
export async function moveIntoPlace(draft: string, target: string): Promise<void> {
  await syncFile(draft);
  await makeFolder(folderOf(target));
  await fs.rename(draft, target);
  await syncFolder(folderOf(target));
}
