import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { API } from "../../gen/endpoints.ts";
import {
  baseUrlFromEnv,
  basicAuthorization,
  credentialsFromEnv,
} from "../../src/client/credentials.ts";
import { AuthenticationError } from "../../src/errors.ts";

Deno.test("credentialsFromEnv() reads the pair from the environment", () => {
  const env: Record<string, string> = { CONVIVA_CLIENT_ID: "id", CONVIVA_CLIENT_SECRET: "secret" };
  assertEquals(credentialsFromEnv((name) => env[name]), {
    clientId: "id",
    clientSecret: "secret",
  });
});

Deno.test("credentialsFromEnv() names just the variable that is missing, and never a value", () => {
  const env: Record<string, string> = { CONVIVA_CLIENT_SECRET: "s3cret" };
  const error = assertThrows(() => credentialsFromEnv((name) => env[name]), AuthenticationError);
  assertStringIncludes(
    error.message,
    "set CONVIVA_CLIENT_ID to the client id of an API key pair from Pulse",
  );
  assertEquals(error.message.includes("CONVIVA_CLIENT_SECRET"), false);
  assertEquals(error.message.includes("s3cret"), false);
});

Deno.test("basicAuthorization() encodes a pair as UTF-8", () => {
  assertEquals(
    basicAuthorization({ clientId: "käse", clientSecret: "påss:word" }),
    `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode("käse:påss:word")))}`,
  );
});

Deno.test("basicAuthorization() refuses a pair that Basic authentication cannot carry", () => {
  for (
    const [clientId, clientSecret] of [["", "secret"], ["id", ""], ["a:b", "secret"]] as const
  ) {
    assertThrows(() => basicAuthorization({ clientId, clientSecret }), AuthenticationError);
  }
});

Deno.test("baseUrlFromEnv() takes an empty variable for none", () => {
  assertEquals(baseUrlFromEnv(() => ""), undefined);
  assertEquals(baseUrlFromEnv(() => "http://127.0.0.1:1"), "http://127.0.0.1:1");
});

/** Where a script that names no base URL sends its request. */
async function originAsked(permissions: string[]): Promise<string> {
  const script = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(
    script,
    `import { createSessionsClient } from "${import.meta.resolve("../../src/mod.ts")}";
    const client = createSessionsClient({
      credentials: { clientId: "some-id", clientSecret: "some-secret" },
      fetch: (request: Request) => {
        console.log(new URL(request.url).origin);
        return Promise.resolve(Response.json({ sessions: [] }));
      },
    });
    await client.search({ last: "1h" });`,
  );
  const config = new URL("../../deno.json", import.meta.url).pathname;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--no-prompt", `--config=${config}`, ...permissions, script],
    env: { CONVIVA_BASE_URL: "http://127.0.0.1:9" },
  }).output();
  await Deno.remove(script);
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("a script asks where CONVIVA_BASE_URL points, and needs no permission to do without", async () => {
  assertEquals(await originAsked(["--allow-env"]), "http://127.0.0.1:9");
  assertEquals(await originAsked([]), new URL(API.server).origin);
});
