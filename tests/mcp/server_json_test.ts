import { assertEquals } from "@std/assert";
import { mcpCommand } from "../../mcp/command.ts";
import { VERSION } from "../../src/mod.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("the registry's description of the server is of this version and of this package", async () => {
  const server = JSON.parse(await Deno.readTextFile(new URL("server.json", ROOT)));
  const { name, version } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const [entry] = server.packages;
  assertEquals([server.version, entry.version, version], [VERSION, VERSION, VERSION]);
  assertEquals(entry.identifier, name);
  assertEquals(server.description.length <= 100, true);
});

Deno.test("the documentation names no option that the server does not have", async () => {
  const text = await Deno.readTextFile(new URL("docs/mcp.md", ROOT));
  const known = mcpCommand(() => {}).options.map(({ long }) => long);
  const ofOthers = ["--allow-env", "--allow-net", "--env", "--transport"];
  const named = [...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option);
  const unknown = named.filter((option) =>
    !known.includes(option) && !ofOthers.includes(option) && !option.startsWith("--unstable") &&
    option !== "--oauth"
  );
  assertEquals(unknown, []);
});
