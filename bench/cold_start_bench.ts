import { medianTimesMs } from "./support/stats.ts";

const cli = new URL("../cli/main.ts", import.meta.url).href;
const empty = await Deno.makeTempFile({ suffix: ".ts" });

/** Runs a script to its end. */
const run = (args: string[]) =>
  new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--no-check", ...args],
    stdout: "null",
    stderr: "null",
  }).output();

const times = await medianTimesMs(15, {
  empty: () => run([empty]),
  help: () => run([cli, "--help"]),
  search: () => run([cli, "search", "--sandbox", "--last", "10m", "--limit", "20"]),
});
await Deno.remove(empty);
console.log(
  `  empty script            ${times.empty.toFixed(0)} ms\n` +
    `  conviva-sessions --help ${times.help.toFixed(0)} ms, ${
      (times.help / times.empty).toFixed(1)
    } times\n` +
    `  search --sandbox        ${times.search.toFixed(0)} ms, ${
      (times.search / times.empty).toFixed(1)
    } times`,
);
