import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";
import { accountOf, runCli } from "../support/run_cli.ts";

Deno.test("doctor finds nothing where all is well, and shows no secret", async () => {
  await using api = startSandbox();
  const { code, out } = await runCli(["doctor"], { env: accountOf(api) });
  assertEquals(code, 0, out);
  const subjects = out.trimEnd().split("\n").map((line) => /^OK +([^:]+):/.exec(line)?.[1]);
  assertEquals(subjects, ["Deno", "credentials", "base URL", "network", "clock", "one request"]);
  assertEquals(out.includes(api.credentials.clientSecret), false);
});

Deno.test("doctor says what to do about missing credentials", async () => {
  const { code, out } = await runCli(["doctor"]);
  assertEquals(code, 3);
  assertMatch(out, /^PROBLEM +credentials: .*CONVIVA_CLIENT_ID.*\n +.*--sandbox/m);
});

Deno.test("doctor says what to do about a key that is refused", async () => {
  await using api = startSandbox();
  const env = { ...accountOf(api), CONVIVA_CLIENT_ID: "somebody" };
  const { code, out } = await runCli(["doctor"], { env });
  assertEquals(code, 3);
  assertMatch(out, /^OK +network/m);
  assertMatch(out, /^PROBLEM +one request: .*401/m);
});

Deno.test("doctor tells an API that does not answer from one that is elsewhere", async () => {
  await using api = startSandbox();
  const at = (url: string) => ({ env: { ...accountOf(api), CONVIVA_BASE_URL: url } });
  const silent = await runCli(["doctor"], at("http://127.0.0.1:9"));
  assertEquals(silent.code, 4);
  assertMatch(silent.out, /^PROBLEM +network: 127\.0\.0\.1:9 does not answer/m);
  const elsewhere = await runCli(["doctor"], at(new URL("/", api.url).href));
  assertEquals(elsewhere.code, 4);
  assertMatch(elsewhere.out, /^PROBLEM +network: .*404\n.*CONVIVA_BASE_URL/m);
});

Deno.test("doctor notices a clock that is wrong", async () => {
  await using api = startSandbox();
  const now = () => Date.now() + 600_000;
  const { code, out } = await runCli(["doctor"], { env: accountOf(api), now });
  assertEquals(code, 1);
  assertMatch(out, /^PROBLEM +clock: .*ahead of the API\n +Set the clock/m);
});

Deno.test("doctor --sandbox needs no account", async () => {
  const { code, out } = await runCli(["doctor", "--sandbox"]);
  assertEquals(code, 0, out);
  assertStringIncludes(out, "simulated");
});
