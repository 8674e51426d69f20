/** The folder that a path lies in. */
export function folderOf(path: string): string {
  const cut = path.replace(/[/\\]+$/, "").search(/[/\\][^/\\]*$/);
  return cut === -1 ? "." : path.slice(0, cut) || "/";
}

/** The last name in a path. */
export function nameOf(path: string): string {
  return path.replace(/[/\\]+$/, "").replace(/^.*[/\\]/, "");
}

/** Whether there is something at a path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Removes what is at a path, if anything is. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Removes a folder unless there is something in it. */
export async function removeIfEmpty(folder: string): Promise<void> {
  for await (const _ of Deno.readDir(folder)) return;
  await Deno.remove(folder);
}
