import { assert, assertEquals } from "@std/assert";
import { startSandbox } from "../sandbox/mod.ts";
import { accountOf, runCli } from "./support/run_cli.ts";
import { runDeno } from "./support/served_command.ts";
import { withTempFolder } from "./support/temp_folder.ts";

const ROOT = new URL("../", import.meta.url);

/** The moment at which the docs were written, and the terminal in which. */
const THEN = { now: () => Date.parse("2026-11-23T21:23:49Z"), terminalColumns: 96 };

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...[...Deno.readDirSync(new URL("docs/", ROOT))].filter(({ isFile }) => isFile)
    .map(({ name }) => `docs/${name}`),
];

/** A command of a page, and what the page says that it writes. */
interface Session {
  readonly page: string;
  readonly command: string;
  readonly output: string;
}

const textOf = (page: string) => Deno.readTextFile(new URL(page, ROOT));

/** The commands of a page that are followed by their output. */
function sessionsOf(page: string, text: string): Session[] {
  return [...text.matchAll(/```sh\n([^]*?)\n```\n\n```text\n([^]*?)\n```/g)]
    .map(([, command, output]) => ({ page, command: command!, output: output! }));
}

/** What a line of a page runs: the arguments of the program, through a task if that is what it names. */
function argumentsOf(command: string, tasks: Record<string, { command: string }>): string[] {
  const [, task, rest] = /\btask ([\w-]+)((?: .*)?)$/.exec(command)!;
  const [, program] = /cli\/main\.ts ?(.*)$/.exec(tasks[task!]!.command) ?? [];
  assert(program !== undefined, `'${command}' does not run the command line`);
  return `${program} ${rest}`.match(/(?:'[^']*'|[^\s'])+/g)!.map((word) =>
    word.replaceAll("'", "")
  );
}

/** Checks output line by line; a line with an ellipsis alone stands for any number of lines. */
function assertOutput(actual: string, expected: string, message: string): void {
  const parts = expected.split(/^…$\n?/m);
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]*");
  if (!new RegExp(`^${pattern}$`).test(actual)) assertEquals(actual, expected, message);
}

Deno.test("the docs show what the commands in them write", async () => {
  const { tasks } = JSON.parse(await textOf("deno.json"));
  const sessions =
    (await Promise.all(PAGES.map(async (page) => sessionsOf(page, await textOf(page)))))
      .flat();
  assert(sessions.length > 0, "the test has lost sight of the commands");
  for (const { page, command, output } of sessions) {
    const { out, err } = await runCli(argumentsOf(command, tasks), {
      ...THEN,
      env: { NO_COLOR: "1" },
    });
    assertOutput(`${out}${err}`.trimEnd(), output, `${page}: ${command}`);
  }
});

Deno.test("every task that the docs name exists", async () => {
  const { tasks } = JSON.parse(await textOf("deno.json"));
  for (const page of PAGES) {
    const names = [...(await textOf(page)).matchAll(/\b(?:deno|deno@[\d.]+) task ([a-z][\w-]*)/g)];
    for (const [, name] of names) assert(Object.hasOwn(tasks, name!), `${page}: ${name}`);
  }
});

Deno.test("every file that the docs lead to exists", async () => {
  for (const page of PAGES) {
    for (const [, link] of (await textOf(page)).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      const url = new URL(link!, new URL(page, ROOT));
      assert((await Deno.stat(url)).isFile, `${page}: ${link}`);
    }
  }
});

Deno.test("the script of the README runs as it stands", async () => {
  await using sandbox = startSandbox({ sessionsPerDay: 5000 });
  const [, script] = /```ts[^\n]*\n([^]*?)\n```/.exec(await textOf("README.md"))!;
  await withTempFolder(async (folder) => {
    const file = `${folder}/script.ts`;
    await Deno.writeTextFile(file, script!.replaceAll(`"./`, `"${ROOT.href}`));
    const config = `--config=${new URL("deno.json", ROOT).pathname}`;
    const { code, stdout, stderr } = await runDeno(
      ["run", "-A", "--check", config, file],
      accountOf(sandbox),
    );
    assertEquals(code, 0, stderr);
    assert(stdout.includes("complete: true"), stdout);
  });
});
