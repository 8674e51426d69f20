import { assert, assertEquals } from "@std/assert";
import ts from "typescript";
import * as endpoints from "../gen/endpoints.ts";

const ROOT = new URL("../", import.meta.url);

/** A part of the house, what it may import of ours, and why nothing else. */
interface Part {
  readonly may: readonly string[];
  readonly because: string;
}

const CORE = ["gen", "src/errors.ts", "src/query", "src/session", "src/client", "src/slicing"];

/** The arrows of the design, by folder or file; `src` alone stands for the files at its root. */
const PARTS: Readonly<Record<string, Part>> = {
  "openapi": {
    may: ["report/bundle"],
    because: "the spec comes before everything that is made from it; the page is made beside it",
  },
  "gen": { may: [], because: "what is generated stands on its own" },
  "src/errors.ts": { may: [], because: "an error is thrown from everywhere" },
  "src/query": { may: CORE.slice(0, 2), because: "a query is checked before anything is asked" },
  "src/session": { may: CORE.slice(0, 3), because: "a session is read, whoever asked for it" },
  "src/client": { may: CORE.slice(0, 4), because: "a request knows nothing of what it is part of" },
  "src/slicing": { may: CORE.slice(0, 5), because: "windows are cut of requests" },
  "src/analysis": {
    may: ["gen", "src/errors.ts", "src/query", "src/session"],
    because: "analysis is pure: it asks nobody and reads no file",
  },
  "src/explain": {
    may: [...CORE, "src/analysis", "src/endpoint_client.ts"],
    because: "an answer asks for what it needs, of whatever source it is given",
  },
  "src/harvest": {
    may: [
      ...CORE,
      "src/analysis",
      "src/explain",
      "src/endpoint_client.ts",
      "src/sessions_client.ts",
    ],
    because: "a harvest has a door of its own, so that the library runs without a native addon",
  },
  "src/view": {
    may: [...CORE, "src/analysis", "src/explain"],
    because: "what is shown is decided from data, not by asking for more",
  },
  "src": { may: CORE, because: "the library can be bundled without harvest and without the view" },
  "report/page": {
    may: [
      "report/data",
      "report/report_data.ts",
      "src/analysis",
      "src/explain",
      "src/query",
      "src/session",
      "src/view",
    ],
    because: "the page has what it draws inside; of src it takes types, words and definitions",
  },
  "report/bundle": { may: [], because: "the page is bundled as it is" },
  "report/data": {
    may: [
      "report/report_data.ts",
      "src/mod.ts",
      "src/view/mod.ts",
      "src/explain/mod.ts",
      "src/session",
    ],
    because: "what lies in the page is packed from what was given",
  },
  "report/report_data.ts": {
    may: ["src/mod.ts", "src/view/mod.ts", "src/explain/mod.ts"],
    because: "a report is of an answer, and words about it",
  },
  "report": {
    may: ["gen", "src/mod.ts", "report/bundle", "report/data", "report/report_data.ts"],
    because: "a report is an answer in a page, and asks nobody",
  },
  "sandbox": { may: ["gen"], because: "a mistake in src must not hide in the sandbox as well" },
  "mcp": {
    may: [
      "src/mod.ts",
      "src/view/mod.ts",
      "src/analysis/mod.ts",
      "src/explain/mod.ts",
      "report/mod.ts",
      "sandbox/mod.ts",
    ],
    because: "a front end decides nothing that another one needs",
  },
  "cli": {
    may: [
      "src/mod.ts",
      // To say its version, the program need not load all else.
      "src/version.ts",
      "src/view/mod.ts",
      "src/analysis/mod.ts",
      "src/explain/mod.ts",
      "src/harvest/mod.ts",
      "report/mod.ts",
      "sandbox/mod.ts",
      "mcp/command.ts",
    ],
    because: "a front end decides nothing that another one needs",
  },
  "cli/api_host.ts": {
    may: ["src/client/base_url.ts", "src/client/credentials.ts"],
    because: "every start of a task waits for it",
  },
};

/** Who may name `Deno`, and why: all else runs in Node, Bun and, but for the rim, in browsers. */
const MAY_NAME_DENO: Readonly<Record<string, string>> = {
  "cli/platform/deno_platform.ts": "it is what Deno offers to the command line",
  "sandbox/http/listen.ts": "Deno tells at once where it listens",
  "openapi/generate.ts": "it is run in a clone, by a task",
  "openapi/lint.ts": "it is run in a clone, by a task",
  "src/client/credentials.ts": "it reads the environment, in whatever runtime there is",
  "src/client/transport/network_fetch.ts":
    "Deno's fetch takes this machine through a proxy, others do not",
};

/**
 * Who may name an endpoint, and why. All others are told which: what reads `CONTENT` by itself goes on
 * about content sessions when it is used for the next endpoint.
 */
const MAY_NAME_ENDPOINTS: Readonly<Record<string, string>> = {
  "src/mod.ts": "it hands them to callers",
  "src/sessions_client.ts": "a client has a member for each endpoint",
  "src/connection.ts": "the endpoints of an account share its rate",
  "src/content.ts": "at the public door the endpoint may be left out",
  "src/harvest/read_sessions.ts": "who reads an output may leave out whose sessions it has",
  "src/harvest/tables/output_tables.ts": "it reads the output of any, and by default of content",
  "src/harvest/sql/query_sql.ts": "who queries an output may leave out whose sessions it has",
  "sandbox/endpoint.ts": "it simulates this one",
  "cli/api/content_sessions.ts": "it chooses what the commands are about",
  "mcp/server/create_context.ts": "it chooses what a server is about",
};

/** Who may name the facts of the API as a whole, and why; what they are does not depend on endpoints. */
const MAY_NAME_API: Readonly<Record<string, string>> = {
  "src/mod.ts": "it hands them to callers",
  "src/client/base_url.ts": "the API's own address is asked by default",
  "sandbox/http/routes.ts": "it has the paths of the API",
  "cli/doctor/examine_answer.ts": "it asks the API itself, without a client, to see what comes",
  "mcp/server/create_context.ts": "it keeps what the API says of an account",
  "mcp/server/resources.ts": "it tells what the API is",
};

const RIM = ["src/harvest", "src/fleet", "cli", "mcp", "sandbox", "openapi", "report/bundle"];

/** The rooms of harvest that touch the disk or the database; the others decide what they do. */
const STORAGE = ["database", "disk", "duckdb", "ledger", "parquet", "sql"]
  .map((room) => `src/harvest/${room}/`);

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(new URL(`${folder}/`, ROOT))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sourceFiles(path);
    else if (/\.tsx?$/.test(path)) yield path;
  }
}

const FILES = ["openapi", "gen", "src", "report", "sandbox", "mcp", "cli"].flatMap((folder) => [
  ...sourceFiles(folder),
]);

/** The part that a file belongs to: the longest of the folders above, or the file itself. */
function partOf(path: string): string {
  const parts = Object.keys(PARTS).filter((part) =>
    part === path || (part === "src" ? /^src\/[^/]+$/.test(path) : path.startsWith(`${part}/`))
  );
  return parts.sort((a, b) => b.length - a.length)[0] ?? path;
}

function textOf(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

/** What a file imports, types included, in whatever way: as a compiler finds it. */
function importsOf(path: string): string[] {
  return ts.preProcessFile(textOf(path), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Imports of files of ours, as paths from the root. */
function ownImportsOf(path: string): string[] {
  return importsOf(path).filter((specifier) => specifier.startsWith("."))
    .map((specifier) => new URL(specifier, new URL(path, ROOT)).href.slice(ROOT.href.length));
}

/** Whether a file names the global `Deno`, with whatever white space around the dot. */
function namesDeno(path: string): boolean {
  return namesAny(path, ["Deno"]);
}

/** Whether the code of a file has one of these names, in whatever way it came by it. */
function namesAny(path: string, names: readonly string[]): boolean {
  const source = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true);
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.includes(node.text) && !ts.isTypeElement(node.parent)) {
      found = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

Deno.test("imports follow the arrows of the design, so that a part can be read without its callers", () => {
  const wrong: string[] = [];
  let checked = 0;
  for (const file of FILES) {
    const part = partOf(file);
    const { may, because } = PARTS[part]!;
    for (const imported of ownImportsOf(file)) {
      checked++;
      const isAllowed = [...may, part].some((allowed) =>
        allowed === imported || allowed === partOf(imported)
      );
      if (!isAllowed) wrong.push(`${file} imports ${imported}, but ${because}`);
    }
  }
  assertEquals(wrong, []);
  assert(checked > 1000, "the test has lost sight of the imports");
});

Deno.test("no file imports itself by a detour, types included, so that each can be read alone", () => {
  const circles: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      return;
    }
    state.set(file, "open");
    for (const imported of ownImportsOf(file)) visit(imported, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of FILES) visit(file, []);
  assertEquals(circles, []);
});

Deno.test("the package has all that its entries import, and the view is none of them", () => {
  const { exports, publish } = JSON.parse(textOf("deno.json"));
  const entries = Object.values<string>(exports).map((path) => path.slice("./".length));
  assertEquals(entries.filter((path) => partOf(path) === "src/view"), []);
  const needed = new Set<string>();
  const visit = (path: string): void => {
    if (needed.has(path)) return;
    needed.add(path);
    ownImportsOf(path).forEach(visit);
  };
  entries.forEach(visit);
  const isPublished = (path: string) =>
    publish.include.some((part: string) => path === part || path.startsWith(`${part}/`));
  assertEquals([...needed].filter((path) => !isPublished(path)), []);
  assert(needed.has("src/view/mod.ts"), "nobody needs the view in the package any more");
});

Deno.test("the product runs beyond Deno: only these name it", () => {
  const naming = FILES.filter(namesDeno);
  assertEquals(naming.filter((file) => !Object.hasOwn(MAY_NAME_DENO, file)), []);
  const allowed = Object.keys(MAY_NAME_DENO).filter((file) => !naming.includes(file));
  assertEquals(allowed, [], "these need no leave any more");
});

Deno.test("the library runs in browsers: only the rim may use what is not a web standard", () => {
  const inside = FILES.filter((file) => !RIM.some((folder) => file.startsWith(`${folder}/`)));
  const wrong = inside.filter((file) =>
    importsOf(file).some((specifier) => specifier.startsWith("node:"))
  );
  assertEquals(wrong, []);
});

Deno.test("of a harvest only the storage touches the disk and the database", () => {
  const wrong = FILES.filter((file) => file.startsWith("src/harvest/"))
    .filter((file) => !STORAGE.some((room) => file.startsWith(room)))
    .filter((file) =>
      importsOf(file).some((specifier) => /^node:|^@duckdb\/node-api$/.test(specifier))
    );
  assertEquals(wrong, []);
});

Deno.test("an endpoint is an argument: only where one is chosen does code name it", () => {
  const named = Object.keys(endpoints).filter((name) => name !== "API");
  const outsideOfGen = FILES.filter((file) => !/^(gen|openapi)\//.test(file));
  assertEquals(
    outsideOfGen.filter((file) => namesAny(file, named)).sort(),
    Object.keys(MAY_NAME_ENDPOINTS).sort(),
  );
  assertEquals(
    outsideOfGen.filter((file) => namesAny(file, ["API"])).sort(),
    Object.keys(MAY_NAME_API).sort(),
  );
});
