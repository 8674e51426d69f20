import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ROOT = new URL("../", import.meta.url).pathname;

/** Edits of the spec that a user of the API may need one day: a limit, a span, a filter, a dimension. */
const EDITS: [before: string, after: string][] = [
  ["maximum: 1500", "maximum: 2000"],
  ["maxWindow: { value: PT3H", "maxWindow: { value: PT6H"],
  [
    `        - $ref: "#/components/parameters/Tags"`,
    `        - name: is_ad_supported
          in: query
          description: Sessions with advertisements.
          schema: { type: boolean }
          x-role: filter
          x-source: inferred
        - $ref: "#/components/parameters/Tags"`,
  ],
  [
    `        app_version:
          $ref: "#/components/schemas/FilterValues"`,
    `        stadium:
          $ref: "#/components/schemas/FilterValues"
          description: Stadium of the event.
          x-source: inferred
        app_version:
          $ref: "#/components/schemas/FilterValues"`,
  ],
  [
    `        session_id:
          type: string`,
    `        is_ad_supported:
          type: [boolean, "null"]
          description: Whether there were advertisements.
          x-source: inferred
        session_id:
          type: string`,
  ],
];

/** A field that got another name; the sandbox goes on with the one that it has. */
const RENAMED: [before: string, after: string][] = [
  ["        playing_time_ms:\n", "        played_time_ms:\n"],
  ["x-aliases: [playTimeMs]", "x-aliases: [playing_time_ms, playTimeMs]"],
];

/** Asks, in its own process, for what only the edited spec allows. */
const PROBE = `
import { createSessionsClient, QueryError } from "./src/mod.ts";
import { createSandboxHandler, SANDBOX_CREDENTIALS } from "./sandbox/mod.ts";

const requests = [];
const handler = createSandboxHandler();
const client = createSessionsClient({
  credentials: SANDBOX_CREDENTIALS,
  fetch: async (request) => {
    const response = await handler(request);
    requests.push([new URL(request.url).search.replace(/\\d{13}/g, "T"), response.status]);
    return response;
  },
});
const findings = await client.search({
  last: "5h", limit: 1900, is_ad_supported: false, dimensions: { stadium: "Wembley" },
}).then(() => [], (error) => {
  if (!(error instanceof QueryError)) throw error;
  return error.findings.map((finding) => finding.parameter);
});
console.log(JSON.stringify({ findings, requests }));
`;

async function deno(cwd: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(success, true, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const entry of Deno.readDir(from)) {
    if (entry.isDirectory) await copy(`${from}/${entry.name}`, `${to}/${entry.name}`);
    else await Deno.copyFile(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}

/** Looks at what a copy of the house does after an edit of its spec alone. */
async function after<T>(
  edits: [before: string, after: string][],
  look: (run: (...args: string[]) => Promise<string>) => Promise<T>,
): Promise<T> {
  const home = await Deno.makeTempDir();
  try {
    for (const folder of ["openapi", "gen", "src", "report", "sandbox", "cli", "mcp"]) {
      await copy(ROOT + folder, `${home}/${folder}`);
    }
    for (const file of ["deno.json", "deno.lock"]) {
      await Deno.copyFile(ROOT + file, `${home}/${file}`);
    }
    const path = `${home}/openapi/conviva-sessions-v3.yaml`;
    let spec = await Deno.readTextFile(path);
    for (const [before, replacement] of edits) {
      assertEquals(spec.split(before).length, 2, `'${before}' stands once in the spec`);
      spec = spec.replace(before, replacement);
    }
    await Deno.writeTextFile(path, spec);
    await deno(home, "run", "--allow-all", "openapi/generate.ts");
    await Deno.writeTextFile(`${home}/probe.ts`, PROBE);
    return await look((...args) => deno(home, "run", "--allow-all", "--no-check", ...args));
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

async function probeAndHelp(run: (...args: string[]) => Promise<string>) {
  return {
    probe: JSON.parse(await run("probe.ts")),
    help: await run("cli/main.ts", "search", "--help"),
  };
}

Deno.test("checks, sandbox and help follow an edit of the spec with no other edit", async () => {
  const [asIs, edited] = [await after([], probeAndHelp), await after(EDITS, probeAndHelp)];
  assertEquals(asIs.probe.findings.toSorted(), [
    "dimensions.stadium",
    "is_ad_supported",
    "last",
    "limit",
  ]);
  assertEquals(asIs.probe.requests, []);

  const query = "?start_epoch_ms=T&end_epoch_ms=T&limit=1900&is_ad_supported=false&stadium=Wembley";
  assertEquals(edited.probe, { findings: [], requests: [[query, 200]] });

  assertStringIncludes(asIs.help, "1500");
  assertEquals(/2000|is_ad_supported|stadium/.test(asIs.help), false);
  for (const word of ["2000", "is_ad_supported", "stadium"]) {
    assertStringIncludes(edited.help, word);
  }
  assertEquals(edited.help.includes("1500"), false);
});

Deno.test("a search goes on when an edit of the spec renames a field", async () => {
  const { table, json } = await after(RENAMED, async (run) => ({
    table: await run("cli/main.ts", "search", "--sandbox", "--limit=500"),
    json: await run("cli/main.ts", "search", "--sandbox", "--format=json"),
  }));
  assertStringIncludes(table, "rebuffering");
  const { sessions } = JSON.parse(json);
  assert(sessions.some((session: Record<string, unknown>) => Number(session.played_time_ms) > 0));
  assertEquals(json.includes("playing_time_ms"), false);
});
