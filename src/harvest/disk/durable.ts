import { folderOf, unlessMissing } from "./file_path.ts";

/** Makes what was written to a file survive a power failure. */
export async function syncFile(path: string): Promise<void> {
  using file = await Deno.open(path, { read: true, write: true });
  await file.sync();
}

/**
 * Makes the names in a folder survive a power failure: a file that is on the disk is lost all the
 * same if its name is not. Windows keeps names by itself and opens no folders.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  using handle = await Deno.open(folder);
  await handle.sync();
}

/** Makes a folder, and those around it that are missing, so that they survive a power failure. */
export async function makeFolder(folder: string): Promise<void> {
  if (await unlessMissing(Deno.stat(folder))) return;
  const parent = folderOf(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await Deno.mkdir(folder);
  } catch (error) {
    // Another run was quicker.
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  await syncFolder(parent);
}

/** Puts a file in the place of another in one step, whole and for good. */
export async function moveIntoPlace(draft: string, target: string): Promise<void> {
  await syncFile(draft);
  await makeFolder(folderOf(target));
  await Deno.rename(draft, target);
  await syncFolder(folderOf(target));
}
