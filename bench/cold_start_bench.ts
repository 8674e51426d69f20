/** How long a command takes from nothing, against a script that does nothing. */
import { IS_SHORT, printFigure } from "./support/report.ts";
import { medianTimesMs } from "./support/stats.ts";

const CLI = new URL("../cli/main.ts", import.meta.url).href;
const SEARCH = ["search", "--sandbox", "--last", "10m", "--limit", "20"];

/** Runs a script to its end, as `deno task cli` runs the program. */
const run = (args: string[]) =>
  new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--no-check", "--unstable-lazy-dynamic-imports", ...args],
    stdout: "null",
    stderr: "null",
  }).output();

const empty = await Deno.makeTempFile({ suffix: ".ts" });
const times = await medianTimesMs(IS_SHORT ? 3 : 15, {
  empty: () => run([empty]),
  version: () => run([CLI, "--version"]),
  help: () => run([CLI, "--help"]),
  search: () => run([CLI, ...SEARCH]),
});
await Deno.remove(empty);

console.log(`conviva-sessions / an empty script, which takes ${times.empty.toFixed(0)} ms`);
for (
  const [what, ms, bound] of [
    ["--version", times.version, 1.3],
    ["--help", times.help, 2],
    [SEARCH.join(" "), times.search, 3],
  ] as const
) {
  printFigure(what, ms / times.empty, { bound, is: "at most" }, `${ms.toFixed(0)} ms`);
}
