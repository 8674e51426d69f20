/** What opens a file in the browser of a person, by operating system. */
const OPENERS: Readonly<Partial<Record<typeof Deno.build.os, readonly string[]>>> = {
  darwin: ["open"],
  windows: ["cmd", "/c", "start", ""],
};

const OTHER_OPENER = ["xdg-open"];

/**
 * Opens a page in the browser.
 *
 * @returns Whether that worked; where there is no browser or no permission, it does not.
 */
export async function openPage(path: string): Promise<boolean> {
  const [opener, ...args] = OPENERS[Deno.build.os] ?? OTHER_OPENER;
  try {
    const { success } = await new Deno.Command(opener!, {
      args: [...args, await Deno.realPath(path)],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}
