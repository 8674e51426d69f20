import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";
import { accountOf } from "../support/run_cli.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const ROOT = new URL("../../", import.meta.url);
const MAIN = new URL("cli/main.ts", ROOT).href;
const NO_ACCOUNT = { CONVIVA_CLIENT_ID: "", CONVIVA_CLIENT_SECRET: "", CONVIVA_BASE_URL: "" };

function command(args: readonly string[], env: Record<string, string> = {}): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: { ...NO_ACCOUNT, NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

const cli = (args: readonly string[], env?: Record<string, string>) =>
  command(["run", "--allow-all", "--no-check", MAIN, ...args], env);

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("the demo runs with the permissions of its task, and shows the incident", async () => {
  const { code, stdout, stderr } = await command(["task", "--quiet", "demo"]).output();
  assertEquals(code, 0, text(stderr));
  const rows = text(stdout).trimEnd().split("\n").slice(2);
  assertEquals(rows.length, 20);
  const hit = rows.filter((row) => row.includes("Polar Edge") && row.includes("Android"));
  assert(hit.length > 5, text(stdout));
  assertStringIncludes(text(stderr), "deno task search --sandbox");
});

Deno.test("the search task may reach the host of the base URL and no other", async () => {
  await using api = startSandbox({ sessionsPerDay: 2000 });
  const port = new URL(api.url).port;
  const env = { ...accountOf(api), CONVIVA_BASE_URL: api.url.replace("127.0.0.1", "localhost") };
  const args = ["task", "--quiet", "search", "--last", "1h", "--format", "ndjson"];
  const { code, stderr } = await command(args, env).output();
  assertEquals(code, 0, text(stderr));
  assert(api.requests.length > 0);

  const host = await command(["run", "--allow-env=CONVIVA_BASE_URL", "cli/api_host.ts"], env)
    .output();
  assertEquals(text(host.stdout), `localhost:${port}\n`);
});

Deno.test("the commands that explain run as processes, with the permissions of their task", async () => {
  await using api = startSandbox({ sessionsPerDay: 2000 });
  const env = accountOf(api);
  const asked = [
    ["summarize", "--last", "2h", "--by", "cdn"],
    ["compare", "--last", "2h"],
    ["diagnose", "--last", "2h", "--metric", "vsf", "--by", "cdn"],
  ];
  for (const args of asked) {
    const { code, stdout, stderr } = await command(
      ["task", "--quiet", "cli", ...args, "--format", "json"],
      env,
    ).output();
    assertEquals(code, 0, text(stderr));
    assertEquals(JSON.parse(text(stdout)).coverage.complete, true);
  }
});

Deno.test("`| head -1` ends a search without an error", async () => {
  const args = ["search", "--sandbox", "--last", "1h", "--all", "--format", "ndjson"];
  const child = cli(args).spawn();
  const reader = child.stdout.getReader();
  assertMatch(text((await reader.read()).value!), /^\{"session_id"/);
  await reader.cancel();
  const [{ code }, said] = await Promise.all([child.status, new Response(child.stderr).text()]);
  assertEquals([code, said], [0, ""]);
});

Deno.test({
  name: "a full disk ends a search in 1, and is not called a defect",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const [deno, ...args] = [
      Deno.execPath(),
      "run",
      "-A",
      "--no-check",
      MAIN,
      "search",
      "--sandbox",
    ];
    const { code, stderr } = await new Deno.Command("sh", {
      args: ["-c", 'exec "$0" "$@" > /dev/full', deno, ...args],
      env: { ...NO_ACCOUNT, NO_COLOR: "1" },
      stderr: "piped",
    }).output();
    assertEquals(code, 1);
    assertMatch(text(stderr), /^error: Cannot write the output: .*space/m);
    assertEquals(text(stderr).includes("defect"), false);
  },
});

Deno.test("an error that nobody reads ends in its own exit code", async () => {
  const child = cli(["search", "--sandbox", "--limit", "0"]).spawn();
  await child.stderr.cancel();
  const [{ code }] = await Promise.all([child.status, child.stdout.cancel()]);
  assertEquals(code, 2);
});

Deno.test("a table that is piped is whole, however narrow the terminal is", async () => {
  const { stdout } = await cli(["search", "--sandbox"], { COLUMNS: "40" }).output();
  const [titles = ""] = text(stdout).split("\n");
  assert(titles.length > 80, titles);
  assertEquals(text(stdout).includes("…"), false);
});

Deno.test("Ctrl+C ends a search with 130, and leaves no half line and no open JSON", async () => {
  for (const format of ["ndjson", "json"]) {
    const child = cli(["search", "--sandbox", "--last", "7d", "--all", "--format", format]).spawn();
    const said = new Response(child.stderr).text();
    let out = "";
    const decoder = new TextDecoder();
    for await (const chunk of child.stdout) {
      if (out === "") child.kill("SIGINT");
      out += decoder.decode(chunk, { stream: true });
    }
    // Without a listener the signal itself would end it, which Deno also calls 130.
    const { code, signal } = await child.status;
    assertEquals([code, signal, await said], [130, null, ""]);
    if (format === "json") {
      const { sessions, coverage } = JSON.parse(out);
      assert(sessions.length > 0);
      assertEquals(coverage.complete, false);
    } else {
      const lines = out.split("\n");
      assertEquals(lines.pop(), "");
      assert(lines.every((line) => JSON.parse(line).session_id));
    }
  }
});

Deno.test("SIGTERM ends a harvest with 130, and the next run takes what was missing", async () => {
  let child: Deno.ChildProcess | undefined;
  let requests = 0;
  await using api = startSandbox({
    sessionsPerDay: 2000,
    onRequest: () => {
      if (++requests === 3) child?.kill("SIGTERM");
    },
  });
  await withTempFolder(async (folder) => {
    const range = ["--start", "now-3d", "--end", "now-1d"];
    const args = ["harvest", ...range, "--out", `${folder}/sessions.duckdb`];
    child = cli(args, accountOf(api)).spawn();
    const [{ code }, said] = await Promise.all([
      child.status,
      new Response(child.stderr).text(),
      child.stdout.cancel(),
    ]);
    child = undefined;
    assertEquals(code, 130, said);
    assertStringIncludes(said, "the same command goes on from here");
    const again = await cli(args, accountOf(api)).output();
    assertEquals(again.code, 0, text(again.stderr));
    assertStringIncludes(text(again.stderr), "Complete: ");
  });
});

Deno.test("sandbox and mcp get their arguments as they are, --help too", async () => {
  for (const [name, option] of [["sandbox", "--sessions-per-day"], ["mcp", "--reveal-viewers"]]) {
    const { code, stdout, stderr } = await cli([name!, "--help"]).output();
    assertEquals(code, 0, text(stderr));
    assertStringIncludes(text(stdout) + text(stderr), option!);
    const wrong = await cli([name!, "--no-such-thing"]).output();
    assertEquals(wrong.code, 2, text(wrong.stderr));
  }
});

Deno.test("a sandbox serves until it is told to stop", async () => {
  const child = cli(["sandbox", "--port", "0"]).spawn();
  const said = new Response(child.stderr).text();
  let banner = "";
  for await (const chunk of child.stdout) {
    if (banner === "") child.kill("SIGTERM");
    banner += text(chunk);
  }
  assertEquals([(await child.status).code, await said], [0, ""]);
  assertMatch(banner, /CONVIVA_BASE_URL=http:\/\/127\.0\.0\.1:\d+/);
});
