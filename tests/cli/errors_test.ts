import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { accountOf, runCli } from "../support/run_cli.ts";

const COMMANDS = [
  "search",
  "summarize",
  "compare",
  "diagnose",
  "harvest",
  "sql",
  "dimensions",
  "doctor",
  "sandbox",
  "mcp",
];

Deno.test("help names every command, and the exit codes", async () => {
  const { code, out } = await runCli(["--help"]);
  assertEquals(code, 0);
  for (const name of COMMANDS) assertMatch(out, new RegExp(`^  ${name} `, "m"));
  for (const exit of [0, 1, 2, 3, 4, 5, 130]) assertMatch(out, new RegExp(`\\b${exit} \\w`));
});

Deno.test("help for search has every filter, dimension and limit of the spec", async () => {
  for (const args of [["search", "--help"], ["help", "search"], ["harvest", "--help"]]) {
    const { code, out } = await runCli(args);
    assertEquals(code, 0);
    for (const [name, { role }] of Object.entries(CONTENT.parameters)) {
      if (role === "filter") assertMatch(out, new RegExp(`^  ${name} `, "m"));
    }
    const words = new Set(out.split(/\s+/));
    for (const name of Object.keys(CONTENT.dimensions)) assert(words.has(name), name);
    assert(words.has(String(CONTENT.limits.maxSessions)));
  }
});

Deno.test("help fits the terminal", async () => {
  const { out } = await runCli(["search", "--help"], { terminalColumns: 60 });
  const isExample = (line: string) => line.startsWith("  conviva-sessions");
  assertEquals(out.split("\n").filter((line) => line.length > 60 && !isExample(line)), []);
});

Deno.test("a wrong flag or command ends in 2 and gets the right one suggested", async () => {
  const wrong: [args: string[], said: string][] = [
    [["search", "--lst", "1h"], "Did you mean --last?"],
    [["serch"], "Did you mean search?"],
    [["search", "extra"], "too many arguments"],
    [["search", "--format", "xml"], "Allowed choices are table, json, ndjson, csv"],
    [["search", "--limit", "5", "--all"], "cannot be used with"],
    [["harvest", "--last", "1d"], "--out"],
    [["search", "--timeout", "soon"], "such as 30s"],
    [[], "Usage"],
  ];
  for (const [args, said] of wrong) {
    const { code, out, err } = await runCli(args);
    assertEquals([code, out], [2, ""], args.join(" "));
    assertStringIncludes(err, said);
  }
});

Deno.test("all that is wrong with a query is told at once, in the syntax of the shell", async () => {
  const { code, out, err } = await runCli([
    ...["search", "--sandbox", "--last", "3x", "--limit", "0"],
    ...["--filter", "is_video_start_failure=maybe", "--filter", "device_oss=a b"],
  ]);
  assertEquals([code, out], [2, ""]);
  for (
    const said of [
      "4 things are wrong",
      "--last: this is not a duration",
      "instead   --all in place of --limit",
      "allowed   true or false",
      "did you mean 'device_os'?",
      "try       --filter 'device_os=a b'",
    ]
  ) assertStringIncludes(err, said);
});

Deno.test("an unknown dimension is told how to let it pass, in the words of the shell", async () => {
  const { code, err } = await runCli(["search", "--sandbox", "--filter", "stadium=Wembley"]);
  assertEquals(code, 2);
  for (const said of ["--account-dimensions", "`conviva-sessions dimensions`"]) {
    assertStringIncludes(err, said);
  }
  assertEquals(err.includes("accountDimensions"), false);
});

Deno.test("a wrong time does not hide what else is wrong, nor invent anything", async () => {
  const { code, err } = await runCli([
    ...["search", "--sandbox", "--start", "yesterday", "--end", "now-3d", "--filter", "foo=x"],
  ]);
  assertEquals(code, 2);
  assertStringIncludes(err, "2 things are wrong");
});

Deno.test("values keep their spaces and everything behind the first equals sign", async () => {
  await using api = startSandbox({ sessionsPerDay: 1000 });
  const args = ["search", "--last", "1h", "--filter", "user_agent=a b=c", "--tag", "a/b test=A=B"];
  await runCli(args, { env: accountOf(api) });
  const sent = Object.fromEntries(api.requests[0]!.query);
  assertEquals([sent.user_agent, sent["tag_a/b test"]], ["a b=c", "A=B"]);
});

Deno.test("without credentials the error names both ways out, and ends in 3", async () => {
  for (const args of [["search", "--last", "1h"], ["dimensions"]]) {
    const { code, out, err } = await runCli(args);
    assertEquals([code, out], [3, ""]);
    for (const said of ["CONVIVA_CLIENT_ID", "CONVIVA_CLIENT_SECRET", "--sandbox"]) {
      assertStringIncludes(err, said);
    }
  }
});

Deno.test("a refused key ends in 3, and does not show up in the error", async () => {
  await using api = startSandbox();
  const env = { ...accountOf(api), CONVIVA_CLIENT_SECRET: "not-the-secret" };
  const { code, out, err } = await runCli(["search", "--last", "1h", "--format", "json"], { env });
  assertEquals([code, out], [3, ""]);
  assertStringIncludes(err, "401");
  assertEquals(err.includes("not-the-secret"), false);
});

Deno.test("an account that may not use the API ends in 3", async () => {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response("{}", { status: 403 }),
  );
  const env = {
    CONVIVA_BASE_URL: `http://127.0.0.1:${server.addr.port}`,
    CONVIVA_CLIENT_ID: "id",
    CONVIVA_CLIENT_SECRET: "long secret",
  };
  const { code, err } = await runCli(["search", "--last", "1h"], { env });
  assertEquals(code, 3, err);
  assertStringIncludes(err, "403");
});

Deno.test("an API that fails ends in 4, with what was tried and what helps", async () => {
  await using failing = startSandbox({ faults: { server_error: 1 } });
  const result = await runCli(["search", "--last", "1h"], { env: accountOf(failing) });
  assertEquals([result.code, result.out], [4, ""]);
  assertMatch(result.err, /500.*\n.*sessions\/content answered 500, 5 attempts/s);

  const nobody = { ...accountOf(failing), CONVIVA_BASE_URL: "http://127.0.0.1:9" };
  const refused = await runCli(["search", "--last", "1h"], { env: nobody });
  assertEquals(refused.code, 4);
  assertStringIncludes(refused.err, "doctor");
});

Deno.test("an API that fails half-way leaves well-formed JSON that names what is missing", async () => {
  await using api = startSandbox({ sessionsPerDay: 5000 });
  let answers = 3;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      if (answers-- <= 0) return new Response("gone", { status: 500 });
      const { pathname, search } = new URL(request.url);
      const { headers } = request;
      return api.handler(new Request(new URL(pathname + search, api.url), { headers }));
    },
  );
  const { pathname } = new URL(api.url);
  const env = {
    ...accountOf(api),
    CONVIVA_BASE_URL: `http://127.0.0.1:${server.addr.port}${pathname}`,
  };
  const args = ["search", "--last", "3d", "--all", "--format", "json"];
  const { code, out, err } = await runCli(args, { env });
  assertEquals(code, 4);
  const { sessions, coverage } = JSON.parse(out);
  assert(sessions.length > 0);
  assertEquals([coverage.complete, coverage.gaps[0].reason], [false, "failed"]);
  assertMatch(err, /Incomplete: 1 part of the range/);
  await server.shutdown();
});

Deno.test("a base URL that would send the key in clear is refused", async () => {
  const env = {
    CONVIVA_BASE_URL: "http://api.example",
    CONVIVA_CLIENT_ID: "id",
    CONVIVA_CLIENT_SECRET: "long secret",
  };
  const { code, err } = await runCli(["search", "--last", "1h"], { env });
  assertEquals(code, 2);
  assertStringIncludes(err, "unencrypted");
  assertMatch(err, /CONVIVA_BASE_URL: .*\n.*\n.*\n +try +export CONVIVA_BASE_URL=https:/);
  assertEquals(/query|baseUrl|--filter/.test(err), false, err);
});
