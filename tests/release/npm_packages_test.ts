import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { connect } from "../support/mcp_process.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const BUILD = new URL("../../release/build_npm.ts", import.meta.url).pathname;
const VERSION = "0.1.0";

/** How a host starts the server, by what the registry of servers is told. */
const SERVER_ARGUMENTS: string[] = JSON.parse(
  await Deno.readTextFile(new URL("../../server.json", import.meta.url)),
).packages[0].packageArguments.map(({ value }: { value: string }) => value);

/** The runtimes, as they come from the registry. */
const RUNTIMES = { node: "node@22.23.3", bun: "bun@1.4.5" };

/** What a program of another project would do with the client. */
const PROGRAM = `
import { createSessionsClient, outcomeOf, QueryError, type SessionsQuery } from "PACKAGE";
import { METRICS, summarize, tabulate } from "PACKAGE/analysis";

const query: SessionsQuery = { last: "1h" };
const client = createSessionsClient({
  credentials: { clientId: "id", clientSecret: "secret" },
  fetch: () => Promise.resolve(Response.json({ sessions: [{ session_id: "1", client_id: "c", is_video_start_failure: true }] })),
});
const pages = client.pages(query);
const table = await tabulate(pages, client.content.endpoint);
const filters = { parameters: {}, tags: {}, dimensions: {} };
const { total } = summarize(table, { filters, coverage: pages.coverage });
const refused: unknown = await client.search({ last: "1h", limit: 0 }).catch((error) => error);
// @ts-expect-error A wrong name is told while one types.
const wrong: SessionsQuery = { lastt: "1h" };
console.log(JSON.stringify([
  total.metrics.vsf,
  METRICS.vsf.unit,
  outcomeOf({ is_video_start_failure_tech: true })?.reason,
  refused instanceof QueryError,
  Object.keys(wrong),
]));
`;

/** Runs a command to its end. */
async function output(name: string, args: string[], folder: string, env: Record<string, string>) {
  const { code, stdout, stderr } = await new Deno.Command(name, { args, cwd: folder, env })
    .output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

const hasNpm = await new Deno.Command("npm", { args: ["--version"] }).output()
  .then(({ success }) => success, () => false);

Deno.test({
  name: "the packages for npm run in Node and in Bun, from the tarballs that are published" +
    (hasNpm ? "" : " (skipped: there is no npm here)"),
  ignore: !hasNpm,
  fn: (test) =>
    withTempFolder(async (folder) => {
      const env = {
        PATH: `${folder}/node_modules/.bin:${Deno.env.get("PATH")}`,
        NO_COLOR: "1",
      };
      const run = async (name: string, ...args: string[]) => {
        const { code, out, err } = await output(name, args, folder, env);
        assertEquals(code, 0, `${name} ${args.join(" ")}: ${out}${err}`);
        return out;
      };
      await run(Deno.execPath(), "run", "--allow-all", "--no-check", BUILD, `${folder}/built`);
      for (const name of ["client", "conviva-sessions"]) {
        await run("npm", "pack", "--silent", `${folder}/built/${name}`);
      }
      const tarballs = [
        `conviva-sessions-client-${VERSION}.tgz`,
        `conviva-sessions-${VERSION}.tgz`,
      ];
      await Deno.writeTextFile(`${folder}/package.json`, '{ "type": "module", "private": true }');
      const install = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--silent"];
      const tools = [...Object.values(RUNTIMES), "typescript@5.9.3"];
      await run("npm", ...install, ...tools, ...tarballs.map((name) => `./${name}`));
      assertStringIncludes(await run("node", "--version"), "v22.");

      await test.step("the client has no dependency but the two that it asks with", async () => {
        const manifest = await Deno.readTextFile(
          `${folder}/node_modules/@conviva-sessions/client/package.json`,
        );
        const { dependencies, bin, engines } = JSON.parse(manifest);
        assertEquals(Object.keys(dependencies).toSorted(), ["@noble/hashes", "openapi-fetch"]);
        assertEquals([bin, engines], [undefined, { node: ">=22" }]);
      });

      const names = ["@conviva-sessions/client", "conviva-sessions"];
      const program = (name: string) => `program_${names.indexOf(name)}.ts`;
      for (const name of names) {
        await Deno.writeTextFile(
          `${folder}/${program(name)}`,
          PROGRAM.replaceAll("PACKAGE", name),
        );
      }

      for (const resolution of ["bundler", "nodenext"]) {
        await test.step(`its types are whole to a strict compiler that resolves like ${resolution}`, async () => {
          const compilerOptions = {
            strict: true,
            target: "es2023",
            lib: ["es2023", "dom", "dom.iterable", "esnext.disposable"],
            types: [],
            module: resolution === "bundler" ? "esnext" : resolution,
            moduleResolution: resolution,
          };
          await Deno.writeTextFile(
            `${folder}/tsconfig.json`,
            JSON.stringify({ compilerOptions, files: names.map(program) }),
          );
          await run("tsc", "--project", ".");
        });
      }

      for (const runtime of ["node", "bun"]) {
        for (const name of names) {
          await test.step(`${name} asks and analyses in ${runtime}`, async () => {
            const script = program(name).replace(".ts", ".js");
            const [vsf, unit, reason, isRefused] = JSON.parse(await run(runtime, script));
            assertEquals([vsf.value, vsf.n, unit, reason], [1, 1, "share", "technical"]);
            assert(isRefused);
          });
        }
        const start = `${folder}/node_modules/conviva-sessions/bin/conviva-sessions.js`;

        await test.step(`the command line searches, harvests and reads back in ${runtime}`, async () => {
          assertEquals(await run(runtime, start, "--version"), `${VERSION}\n`);
          const found = await run(runtime, start, "search", "--sandbox", "--format", "json", "-n3");
          assertEquals(JSON.parse(found).sessions.length, 3);
          const store = runtime === "node" ? "sessions.duckdb" : "folder/";
          await run(runtime, start, "harvest", "--sandbox", "--last", "20m", "--out", store);
          const sql = "select count(*) as n from sessions";
          const counted = await run(runtime, start, "sql", sql, "--in", store, "--format=json");
          assert(JSON.parse(counted).rows[0].n > 100, counted);
          const wrong = await output(runtime, [start, "search", "--last", "9x"], folder, env);
          assertEquals(wrong.code, 2, wrong.err);
        });

        await test.step(`an assistant is served over stdio in ${runtime}`, async () => {
          const client = await connect("v1 client", undefined, {
            command: `${folder}/node_modules/.bin/${runtime}`,
            args: [start, ...SERVER_ARGUMENTS, "--sandbox"],
          });
          try {
            const { tools } = await client.listTools();
            assert(tools.some(({ name }) => name === "search_content_sessions"));
            const answer = await client.callTool({
              name: "search_content_sessions",
              arguments: { last: "15m", limit: 2 },
            });
            assertEquals(answer.isError ?? false, false);
          } finally {
            await client.close();
          }
        });
      }

      await test.step("a reader that has seen enough ends a search without an error", async () => {
        const start = `${folder}/node_modules/.bin/conviva-sessions`;
        const { code, err } = await output(
          "bash",
          ["-c", `set -o pipefail; ${start} search --sandbox --all --format ndjson | head -1`],
          folder,
          env,
        );
        assertEquals(code, 0, err);
      });
    }),
});
