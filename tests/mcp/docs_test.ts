import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { connect } from "../support/mcp_process.ts";
import { blocksOf, commandsOf, type PageCommand } from "../support/page_blocks.ts";
import { freePort, serveCommand } from "../support/served_command.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const PAGE = await Deno.readTextFile(`${ROOT}docs/mcp.md`);
const COMMANDS = commandsOf(PAGE);

/** The port of the page, which may be taken where the tests run. */
const PORT = "3333";

/** How a host starts a server, as its configuration says. */
interface HostConfig {
  readonly type?: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The configurations in the blocks of JSON, each with the inputs that it asks for. */
const CONFIGS = blocksOf(PAGE).filter(({ language }) => language === "json")
  .map(({ text }) => JSON.parse(text))
  .map(({ mcpServers, servers = mcpServers, inputs = [] }) => ({
    config: servers["conviva-sessions"] as HostConfig,
    inputs: (inputs as { id: string }[]).map(({ id }) => id),
  }));

/** The words of a command from its program on, with the clone at its place. */
function argsOf(words: readonly string[]): string[] {
  const [program, ...args] = words;
  assertEquals(program, "deno");
  return args.map((arg) => arg.replace("/path/to/conviva-sessions/", ROOT));
}

/** The one command that begins with a text. */
function commandOf(beginning: string): PageCommand {
  const found = COMMANDS.filter(({ words }) => words.join(" ").startsWith(beginning));
  assertEquals(found.length, 1, `commands that begin with '${beginning}'`);
  return found[0]!;
}

/** Starts a server over stdio, as a host would, and asks it. */
async function assertAnswersOverStdio(args: readonly string[]): Promise<void> {
  const client = await connect("v2 client, 2026", undefined, {
    args: [...argsOf(["deno", ...args]), "--sandbox"],
  });
  await assertAnswers(client);
}

async function assertAnswers(client: Awaited<ReturnType<typeof connect>>): Promise<void> {
  try {
    const { isError, content } = await client.callTool({
      name: "search_content_sessions",
      arguments: { last: "30m" },
    });
    assert(!isError, JSON.stringify(content));
  } finally {
    await client.close();
  }
}

/** The variables that the permissions of a command let it read. */
function readableEnv(args: readonly string[]): string[] {
  const flag = args.find((arg) => arg.startsWith("--allow-env="));
  return flag!.slice("--allow-env=".length).split(",");
}

Deno.test("every command of the page is one that a test here runs", () => {
  for (const { words } of COMMANDS) {
    const line = words.join(" ");
    const isRun = /^(claude mcp add |deno task mcp |deno run |… --http )/.test(line);
    assert(isRun, `no test runs '${line}'`);
  }
  assertEquals(CONFIGS.length, 2, "the test has lost sight of the configurations");
});

for (const [index, { config, inputs }] of CONFIGS.entries()) {
  Deno.test(`a host starts the server from configuration ${index + 1} of the page, and it answers`, async () => {
    const { command, args, env, type = "stdio" } = config;
    assertEquals([command, type], ["deno", "stdio"]);
    assertEquals(Object.keys(env).filter((name) => !readableEnv(args).includes(name)), []);
    const asked = Object.values(env).flatMap((value) => /\$\{input:(.+)\}/.exec(value)?.[1] ?? []);
    assertEquals(asked.sort(), [...inputs].sort());
    await assertAnswersOverStdio(args);
  });
}

Deno.test("Claude Code starts the server from the command of the page, and it answers", async () => {
  const { words } = commandOf("claude mcp add conviva-sessions --env");
  const start = words.slice(words.indexOf("--") + 1);
  assertEquals(start[0], "deno");
  const names = words.flatMap((word, at) => words[at - 1] === "--env" ? word.split("=")[0]! : []);
  assertEquals(names.filter((name) => !readableEnv(start).includes(name)), []);
  await assertAnswersOverStdio(start.slice(1));
});

Deno.test("the task serves HTTP where the page says, and Claude Code is given that address", async () => {
  const { words, comment } = commandOf("deno task mcp --http");
  const added = commandOf("claude mcp add --transport http");
  assertEquals(added.words.at(-1), comment);
  const args = [...argsOf(words).map((arg) => arg === PORT ? "0" : arg), "--sandbox"];
  await using server = await serveCommand(args);
  assertEquals(server.url.replace(/:\d+/, `:${PORT}`), comment);
  await assertAnswers(await connect("v2 client, 2026", server.url));
  assertEquals(await server.stop(), 0, server.output());
});

/** Serves the command of the page for others, on an address of this machine. */
async function serveForOthers(
  options: readonly string[],
  env: Readonly<Record<string, string>>,
  moreHosts = "",
) {
  const { words } = commandOf("deno run ");
  const all = argsOf(words);
  const start = all.slice(0, all.indexOf("--http"));
  const port = String(freePort());
  const args = [...start, ...options, "--sandbox"].map((arg) => {
    const here = arg.replace("0.0.0.0", "127.0.0.1").replace(PORT, port);
    return here.startsWith("--allow-net=") ? here + moreHosts : here;
  });
  return await serveCommand(args, env);
}

Deno.test("the command for others asks for its token, and answers whoever has it", async () => {
  const { words, env } = commandOf("deno run ");
  assertEquals(env, { CONVIVA_MCP_TOKEN: "$(openssl rand -hex 32)" });
  const token = "0123456789abcdef".repeat(4);
  const options = words.slice(words.indexOf("--http"));
  await using server = await serveForOthers(options, { CONVIVA_MCP_TOKEN: token });
  const ask = (headers: Record<string, string>) =>
    fetch(server.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
  const refused = await ask({});
  await refused.body?.cancel();
  assertEquals(refused.status, 401);
  const answer = await ask({ authorization: `Bearer ${token}` });
  assertEquals(answer.status, 200);
  assertStringIncludes(await answer.text(), "search_content_sessions");
});

Deno.test("with the options of OAuth the server publishes the metadata that they say", async () => {
  const { words } = commandOf("… --http ");
  const options = [...words.slice(1), "--port", PORT];
  const valueOf = (name: string) => options[options.indexOf(name) + 1]!;
  const issuer = valueOf("--oauth-issuer");
  await using server = await serveForOthers(options, {}, `,${new URL(issuer).host}`);
  const url = new URL("/.well-known/oauth-protected-resource/mcp", server.url);
  const metadata = await (await fetch(url)).json();
  assertEquals(metadata.resource, valueOf("--public-url"));
  assertEquals(metadata.authorization_servers, [issuer]);
  assertEquals(metadata.scopes_supported, [valueOf("--oauth-scopes")]);
  const health = await fetch(new URL("/healthz", server.url));
  await health.body?.cancel();
  assertEquals(health.status, 200);
});
