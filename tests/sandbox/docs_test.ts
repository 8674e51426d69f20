import { assert, assertEquals } from "@std/assert";
import { ANSWER_FAULTS, runSandboxCommand, SHAPE_FAULTS, VALUE_KINDS } from "../../sandbox/mod.ts";

const page = await Deno.readTextFile(new URL("../../docs/sandbox.md", import.meta.url));
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
