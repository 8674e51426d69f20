import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../../sandbox/mod.ts";
import type { PageData } from "../../../report/data/page_data.ts";
import { accountOf, runCli } from "../../support/run_cli.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const NOW_MS = Date.parse("2026-11-22T23:30:00Z");
const now = () => NOW_MS;

/** What lies in a page. */
async function dataIn(path: string): Promise<PageData> {
  const html = await Deno.readTextFile(path);
  const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)!;
  return JSON.parse(json!);
}

/** Runs a command with a page. */
async function withPage(
  args: readonly string[],
  test: (page: PageData, result: { code: number; out: string; err: string }) => void,
): Promise<void> {
  await using api = startSandbox({ now, sessionsPerDay: 20_000 });
  await withTempFolder(async (folder) => {
    const path = `${folder}/page.html`;
    const result = await runCli([...args, "--report", path], { now, env: accountOf(api) });
    assertEquals(result.code, 0, result.err);
    assertStringIncludes(result.err, `The page is ${path}`);
    test(await dataIn(path), result);
  });
}

Deno.test("search --report puts the sessions that it shows on a page, and how to get them again", async () => {
  const args = [
    "search",
    "--since",
    "now-30m",
    "--limit",
    "40",
    "--format",
    "json",
    "-f",
    "cdn=Meridian",
  ];
  await withPage(args, (page, { out }) => {
    if (page.kind !== "search") throw new Error(`It is ${page.kind}`);
    const { sessions } = JSON.parse(out);
    assertEquals(page.sessions.length, sessions.length);
    const ids = page.sessions.columns.find(({ name }) => name === "client_id")!;
    assertEquals(
      ids.codes!.map((code) => ids.values[code]),
      sessions.map(({ client_id }: { client_id: string }) => client_id),
    );
    assertEquals(
      page.commands[0]!.text,
      [
        "conviva-sessions search --limit 40 --format json --filter cdn=Meridian",
        "--start 2026-11-22T23:00:00Z --end 2026-11-22T23:30:00Z",
      ].join(" "),
    );
  });
});

Deno.test("a page tells no viewer unless that is asked for", async () => {
  const args = ["search", "--last", "30m", "--limit", "40", "--format", "json"];
  const addresses = (out: string): string[] =>
    JSON.parse(out).sessions.flatMap((
      { viewer_id, network_info }: { viewer_id?: string; network_info?: { ip?: string } },
    ) => [viewer_id, network_info?.ip].filter(Boolean));
  await withPage(args, (page, { out }) => {
    const text = JSON.stringify(page);
    assert(addresses(out).length > 40);
    assertEquals(addresses(out).filter((value) => text.includes(`"${value}"`)), []);
    assertStringIncludes(text, "anon-");
  });
  await withPage([...args, "--reveal-viewers"], (page, { out }) => {
    const text = JSON.stringify(page);
    assert(addresses(out).every((value) => text.includes(`"${value}"`)));
  });
});

for (
  const [command, kind] of [
    ["summarize --by cdn", "summary"],
    ["compare --by cdn", "comparison"],
    ["diagnose --by cdn,device_os", "diagnosis"],
  ] as const
) {
  Deno.test(`${command} --report draws the answer that it writes, with its sentences`, async () => {
    const args = [...command.split(" "), "--last", "1h", "--format", "json"];
    await withPage(args, (page, { out }) => {
      assertEquals(page.kind, kind);
      assertEquals("answer" in page && JSON.parse(JSON.stringify(page.answer)), JSON.parse(out));
      assert(page.sentences.length > 0);
      assertStringIncludes(page.commands[0]!.text, command.split(" ")[0]!);
    });
  });
}

for (
  const [args, problem] of [
    [["--report", "sessions.duckdb"], "ends in .html"],
    [["--report", "/no/such/folder/page.html"], "no folder /no/such/folder/"],
    [["--open"], "--open needs --report"],
  ] as const
) {
  Deno.test(`search ${args.join(" ")} is refused before anything is asked`, async () => {
    await using api = startSandbox({ now });
    const { code, out, err } = await runCli(["search", ...args], { now, env: accountOf(api) });
    assertEquals([code, out], [2, ""]);
    assertStringIncludes(err, problem);
    assertEquals(api.requests.length, 0);
  });
}
