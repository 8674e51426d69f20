import { assertEquals, assertThrows } from "@std/assert";
import { basicAuthorization, credentialsFromEnv } from "../../src/client/credentials.ts";
import { AuthenticationError } from "../../src/errors/mod.ts";

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
  assertEquals(error.message.includes("CONVIVA_CLIENT_ID"), true);
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
