import { assert, assertEquals } from "@std/assert";
import { SANDBOX_CREDENTIALS, startSandbox } from "../../sandbox/mod.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("the script of docs/harvest.md runs as it stands, from a client to sessions read back", () =>
  withTempFolder(async (folder) => {
    await using sandbox = startSandbox({ sessionsPerDay: 1000, rateLimits: false });
    const text = await Deno.readTextFile(new URL("docs/harvest.md", ROOT));
    const parts = [...text.matchAll(/```ts ignore\n([^]*?)\n```/g)].map(([, part]) => part);
    assertEquals(parts.length, 2, "the test has lost sight of the script");
    const file = `${folder}/script.ts`;
    await Deno.writeTextFile(file, parts.join("\n"));
    const config = new URL("deno.json", ROOT).pathname;
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--check", `--config=${config}`, file],
      cwd: folder,
      env: {
        NO_COLOR: "1",
        CONVIVA_BASE_URL: sandbox.url,
        CONVIVA_CLIENT_ID: SANDBOX_CREDENTIALS.clientId,
        CONVIVA_CLIENT_SECRET: SANDBOX_CREDENTIALS.clientSecret,
      },
    }).output();
    const errors = new TextDecoder().decode(stderr);
    assert(success, errors);
    const lines = new TextDecoder().decode(stdout).trim().split("\n");
    assert(lines.length > 5, `${lines.length} lines\n${errors}`);
  }));
