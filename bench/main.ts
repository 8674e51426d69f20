/**
 * Runs the benchmarks one after the other, each in a process of its own so that none inherits
 * another's heap, and prints what they find. Arguments select by name: `deno task bench client`.
 */
const folder = new URL("./", import.meta.url);
const names = [...Deno.readDirSync(folder)]
  .map((entry) => entry.name)
  .filter((name) => name.endsWith("_bench.ts"))
  .filter((name) => Deno.args.length === 0 || Deno.args.some((arg) => name.startsWith(arg)))
  .sort();

let failed = 0;
for (const name of names) {
  console.log(`\n== ${name.replace("_bench.ts", "")}`);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", new URL(name, folder).href],
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (!success) failed++;
}
Deno.exit(failed === 0 ? 0 : 1);
