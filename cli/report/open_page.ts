import { spawn } from "node:child_process";
import { resolve } from "node:path";
import process from "node:process";

/** What opens a file in the browser of a person, by operating system. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/**
 * Opens a page in the browser.
 *
 * @returns Whether that worked; where there is no browser or no permission, it does not.
 */
export function openPage(path: string): Promise<boolean> {
  const [opener, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  return new Promise((done) => {
    try {
      const child = spawn(opener, [...args, resolve(path)], { stdio: "ignore" });
      child.on("error", () => done(false));
      child.on("exit", (code) => done(code === 0));
    } catch {
      // Without permission, it does not come as far as an event.
      done(false);
    }
  });
}
