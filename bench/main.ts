/**
 * Runs the benchmarks one after the other, each in a process of its own so that none inherits
 * another's heap, and prints what they find, each figure with its aim. Arguments select by name:
 * `deno task bench client`; those from the first option on are passed on: `deno task bench --short`,
 * `deno task bench diagnosis --json`.
 */
const firstOption = Deno.args.findIndex((arg) => arg.startsWith("--"));
const selected = firstOption < 0 ? Deno.args : Deno.args.slice(0, firstOption);
const options = firstOption < 0 ? [] : Deno.args.slice(firstOption);

const folder = new URL("./", import.meta.url);
const names = [...Deno.readDirSync(folder)]
  .map((entry) => entry.name)
  .filter((name) => name.endsWith("_bench.ts"))
  .filter((name) => selected.length === 0 || selected.some((arg) => name.startsWith(arg)))
  .sort();

let failed = 0;
for (const name of names) {
  // Not to stdout, where a program may read what a bench prints.
  console.error(`\n== ${name.replace("_bench.ts", "")}`);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", new URL(name, folder).href, ...options],
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (!success) failed++;
}
Deno.exit(failed === 0 ? 0 : 1);
