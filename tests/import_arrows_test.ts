import { assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);

/**
 * Who may import whom: a folder of ours, and the folders (or files) that it may import from. The
 * arrows of the design; `src` alone stands for the files at its root, which compose the library.
 * `harvest` has a door of its own, so that the library can be bundled without a native addon.
 */
const ARROWS: Record<string, string[]> = {
  "openapi": [],
  "gen": [],
  "src/errors": [],
  "src/query": ["gen", "src/errors"],
  "src/session": ["gen", "src/errors", "src/query"],
  "src/client": ["gen", "src/errors", "src/query", "src/session"],
  "src/slicing": ["gen", "src/errors", "src/query", "src/session", "src/client"],
  "src/harvest": ["gen", "src/errors", "src/query", "src/session", "src/client", "src/slicing"],
  "src/analysis": ["gen", "src/errors", "src/query", "src/session", "src/client", "src/slicing"],
  "src": ["gen", "src/errors", "src/query", "src/session", "src/client", "src/slicing"],
  "sandbox": ["gen"],
  "mcp": ["src/mod.ts", "sandbox/mod.ts"],
  "cli": ["src/mod.ts", "src/harvest/mod.ts", "sandbox/mod.ts", "mcp/command.ts"],
};

/** The part of the house that a file belongs to: the longest of the folders above. */
function partOf(path: string): string | undefined {
  return Object.keys(ARROWS)
    .filter((part) => part === "src" ? /^src\/[^/]+$/.test(path) : path.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(new URL(`${folder}/`, ROOT))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sourceFiles(path);
    else if (path.endsWith(".ts")) yield path;
  }
}

/** Static and dynamic imports and re-exports of files of ours, as paths from the root. */
function importsOf(path: string): string[] {
  const text = Deno.readTextFileSync(new URL(path, ROOT));
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, specifier]) =>
    new URL(specifier!, new URL(path, ROOT)).href.slice(ROOT.href.length)
  );
}

Deno.test("imports follow the arrows of the design, so that a part can be read without its callers", () => {
  const files = ["openapi", "gen", "src", "sandbox", "mcp", "cli"].flatMap((folder) => [
    ...sourceFiles(folder),
  ]);
  const wrong: string[] = [];
  let checked = 0;
  for (const file of files) {
    const part = partOf(file)!;
    for (const imported of importsOf(file)) {
      checked++;
      const allowed = [...ARROWS[part]!, part];
      if (!allowed.includes(imported) && !allowed.includes(partOf(imported) ?? "")) {
        wrong.push(`${file} imports ${imported}`);
      }
    }
  }
  assertEquals(wrong, []);
  assertEquals(checked > 50, true, "the test has lost sight of the imports");
});

Deno.test("the library runs beyond Deno: only harvest may use what is not a web standard", () => {
  const wrong = [...sourceFiles("src")]
    .filter((file) => !file.startsWith("src/harvest/"))
    .filter((file) => {
      const text = Deno.readTextFileSync(new URL(file, ROOT));
      return /^import .*"node:/m.test(text) || /(?<![.{ ]\s*)\bDeno\.(?!env)/.test(text);
    });
  assertEquals(wrong, []);
});
