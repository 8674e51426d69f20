import { runCli } from "./tests/support/run_cli.ts";
const THEN = { now: () => Date.parse("2026-11-23T21:23:49Z"), terminalColumns: 96 };
const lines = (await Deno.readTextFile(Deno.args[0]!)).trim().split("\n");
for (const line of lines) {
  const args = line.match(/(?:'[^']*'|[^\s'])+/g)!.map((w) => w.replaceAll("'", ""));
  const t = performance.now();
  const { out, err, code } = await runCli(args, { ...THEN, env: { NO_COLOR: "1" } });
  console.log(`$$$ ${line}   [${code}, ${Math.round(performance.now() - t)} ms]`);
  console.log(`${out}${err}`.trimEnd());
}
