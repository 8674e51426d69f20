import { assertEquals, assertStringIncludes } from "@std/assert";
import { withTempFolder } from "../support/temp_folder.ts";

const OPENAPI = new URL("../../openapi/", import.meta.url);

async function run(...args: string[]) {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL("generate.ts", OPENAPI).href, ...args],
    env: { NO_COLOR: "1" },
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

Deno.test("generate --check fails for a stale file, names it, and leaves it as it is", async () => {
  await withTempFolder(async (folder) => {
    const spec = new URL("conviva-sessions-v3.yaml", OPENAPI).pathname;
    assertEquals((await run(spec, folder)).code, 0);
    assertEquals((await run(spec, folder, "--check")).code, 0);
    await Deno.writeTextFile(`${folder}/endpoints.ts`, "stale");
    const { code, said } = await run(spec, folder, "--check");
    assertEquals(code, 1);
    assertStringIncludes(said, "(endpoints.ts)");
    assertEquals(await Deno.readTextFile(`${folder}/endpoints.ts`), "stale");
    await Deno.remove(`${folder}/reference.md`);
    assertStringIncludes((await run(spec, folder, "--check")).said, "endpoints.ts, reference.md");
  });
});

Deno.test("gen/ is what the spec says", async () => {
  const { code, said } = await run("--check");
  assertEquals(code, 0, said);
});
