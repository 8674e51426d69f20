import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";
import { failure } from "../../cli/doctor/failure.ts";
import {
  AuthenticationError,
  PermissionError,
  RateLimitError,
  ServerError,
} from "../../src/errors.ts";
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
  assertMatch(
    out,
    /^PROBLEM +one request: .*401.*\n +Set CONVIVA_CLIENT_ID .* to an API key pair/m,
  );
});

Deno.test("doctor says what to do about each way in which the API refuses", () => {
  const refused: [error: Error, wayOut: string][] = [
    [new AuthenticationError("no", { status: 401 }), "to an API key pair"],
    [new PermissionError("no", { status: 403 }), "Ask Conviva"],
    [new RateLimitError("no", { status: 429 }, 60_000), "Wait for 60 s"],
    [new ServerError("no", { status: 500 }), "See above"],
    [new AuthenticationError("none"), "See above"],
  ];
  for (const [error, wayOut] of refused) {
    assertStringIncludes(failure("one request", error, "See above").problem!.wayOut, wayOut);
  }
});

Deno.test("doctor notices white space around the key, and does not send it", async () => {
  await using api = startSandbox();
  const env = { ...accountOf(api), CONVIVA_CLIENT_ID: `${api.credentials.clientId}\n` };
  const { code, out } = await runCli(["doctor"], { env });
  assertEquals([code, api.requests.length], [3, 0]);
  assertMatch(out, /^PROBLEM +credentials: CONVIVA_CLIENT_ID .*white space/m);
});

Deno.test("doctor says how to set the base URL", async () => {
  await using api = startSandbox();
  const env = { ...accountOf(api), CONVIVA_BASE_URL: "api.example" };
  const { code, out } = await runCli(["doctor"], { env });
  assertEquals(code, 2);
  assertMatch(out, /^PROBLEM +base URL: CONVIVA_BASE_URL: .*\n +export CONVIVA_BASE_URL=https:/m);
  assertEquals(out.includes("baseUrl"), false);
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
