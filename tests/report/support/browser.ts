import { type Browser, chromium } from "playwright-core";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts a browser; `undefined` where there is none. */
export async function startBrowser(): Promise<Browser | undefined> {
  for (const executablePath of PATHS) {
    if (!await Deno.stat(executablePath).then(() => true, () => false)) continue;
    return await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  }
}
