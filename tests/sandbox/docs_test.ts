import { assert, assertEquals } from "@std/assert";
import { ANSWER_FAULTS, runSandboxCommand, SHAPE_FAULTS, VALUE_KINDS } from "../../sandbox/mod.ts";
import { blocksOf, commandsOf } from "../support/page_blocks.ts";
import { runDeno, serveCommand, type ServedCommand } from "../support/served_command.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const ROOT = new URL("../../", import.meta.url);
const page = await Deno.readTextFile(new URL("docs/sandbox.md", ROOT));
const commands = commandsOf(page);
const starts = commands.filter(({ words }) => words[1] === "task" && words[2] === "sandbox")
  .map(({ words }) => words.slice(1));

/** Asks a sandbox for the sessions of a minute, with the key pair that it printed. */
function ask({ url, output }: ServedCommand): Promise<Response> {
  const { CONVIVA_CLIENT_ID: id, CONVIVA_CLIENT_SECRET: secret } = printedBy(output());
  const endMs = Date.now() - 60_000;
  const query = `start_epoch_ms=${endMs - 60_000}&end_epoch_ms=${endMs}&limit=1`;
  return fetch(`${url}/sessions/content?${query}`, {
    headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
  });
}

/** Starts a sandbox with the words of the page, on a port that is free. */
function serve([task, name, ...args]: readonly string[]): Promise<ServedCommand> {
  const portAt = args.indexOf("--port");
  return serveCommand([
    task!,
    name!,
    ...(portAt < 0 ? args : args.toSpliced(portAt, 2)),
    "--port=0",
  ]);
}

/** The variables that the lines of a text tell to set. */
function printedBy(text: string): Record<string, string> {
  const exported = text.split("\n").flatMap((line) => /^\s*export (.+)$/.exec(line)?.[1] ?? []);
  return Object.fromEntries(
    exported.flatMap((words) => words.split(" "))
      .map((word) => word.split("=", 2)),
  );
}

const firstCells = [...page.matchAll(/^\| (`[^|]+?) +\|/gm)].map(([, cell]) => cell!);
const codes = new Set(
  firstCells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)),
);

Deno.test("the page has a row for every fault and every kind of value", () => {
  for (const kind of [...ANSWER_FAULTS, ...SHAPE_FAULTS, ...VALUE_KINDS]) {
    assert(codes.has(kind), kind);
  }
});

Deno.test("the page names every flag, and none that does not exist", async () => {
  const printed: string[] = [];
  await runSandboxCommand(["--help"], { write: (text) => printed.push(text) });
  const help = printed.join("\n").split("Examples:")[0]!;
  const flags = [...help.matchAll(/--[a-z][a-z-]*/g)].map(([flag]) => flag);
  const expected = new Set(flags.filter((flag) => flag !== "--help"));
  for (const flag of expected) assert(page.includes(`\`${flag}`), flag);
  const named = [...codes].filter((code) => code.startsWith("--"));
  assertEquals(named.filter((flag) => !expected.has(flag)), []);
});

Deno.test("every command of the page is one that a test here runs", () => {
  const others = commands.map(({ words }) => words.join(" "))
    .filter((line) => !/^(deno task sandbox |export |deno task search )/.test(line));
  assertEquals(others, []);
  assertEquals(starts.length, 2);
});

Deno.test("a sandbox with the flags of the page answers the search of the page, and logs what it drew", async () => {
  await using sandbox = await serve(starts[0]!);
  const { port } = new URL(sandbox.url);
  const printed = printedBy(sandbox.output());
  assertEquals(printedBy(page.replaceAll(":8787/", `:${port}/`)), printed);

  const { words } = commands.find(({ words }) => words[2] === "search")!;
  const [search, counted] = words.join(" ").split(" | ");
  assertEquals(counted, "wc -l");
  const { stdout, stderr } = await runDeno(
    search!.split(" ").slice(1),
    printed,
  );
  const lines = stdout.split("\n").slice(0, -1);
  assert(lines.length > 1000, `${lines.length} lines; ${stderr}`);
  assert(lines.every((line) => JSON.parse(line).client_id), "a line is a session");
  for (let asked = 0; asked < 30; asked++) await (await ask(sandbox)).body?.cancel();
  await sandbox.stop();
  assert(/ 200 GET .* sessions$/m.test(sandbox.output()));
  assert(/ sessions, (error_in_200|unavailable)$/m.test(sandbox.output()), "no fault was drawn");
});

Deno.test("a sandbox gives the answers of one's own that the page shows", async () => {
  await using sandbox = await serve(starts[1]!);
  const seen = new Set<string>();
  for (let asked = 0; asked < 100 && seen.size < 3; asked++) {
    const response = await ask(sandbox);
    const text = await response.text();
    seen.add(response.status === 200 ? Object.keys(JSON.parse(text)).join() : `${response.status}`);
  }
  assertEquals([...seen].sort(), ["503", "data,complete", "sessions"]);
});

Deno.test("the script of the page runs as it stands: some sessions are hidden, some start at 0", () =>
  withTempFolder(async (folder) => {
    const { text } = blocksOf(page).find(({ language }) => language === "ts ignore")!;
    const file = `${folder}/script.ts`;
    await Deno.writeTextFile(file, text.replaceAll(`"./`, `"${ROOT.href}`));
    const config = `--config=${new URL("deno.json", ROOT).pathname}`;
    const { code, stdout, stderr } = await runDeno(["run", "-A", "--check", config, file]);
    assertEquals(code, 0, stderr);
    const [all, visible, unknown] = stdout.trim().split(" ").map(Number);
    assert(all! >= visible! && visible! > unknown! && all! > 100, stdout);
  }));
