import { assertEquals, assertThrows } from "@std/assert";
import { API } from "../../gen/endpoints.ts";
import { checkBaseUrl } from "../../src/client/base_url.ts";
import { QueryError } from "../../src/errors.ts";

Deno.test("checkBaseUrl() defaults to the server of the spec", () => {
  assertEquals(checkBaseUrl(), API.server);
});

Deno.test("checkBaseUrl() lets plain http reach this machine only, so that the key stays secret", () => {
  for (const url of ["http://localhost:1/x", "http://127.0.0.1:80", "http://[::1]:3"]) {
    assertEquals(checkBaseUrl(url), new URL(url).href.replace(/\/$/, ""));
  }
  for (
    const url of ["http://api.conviva.com", "http://127.0.0.1.example.com", "http://localhost.evil"]
  ) {
    assertThrows(() => checkBaseUrl(url), QueryError, "unencrypted");
  }
});

Deno.test("checkBaseUrl() refuses what is not just an origin and a path, without telling the secret part", () => {
  for (
    const url of ["", "api.conviva.com", "https://u:hunter2@x.test", "https://x.test?key=hunter2"]
  ) {
    const error = assertThrows(() => checkBaseUrl(url), QueryError);
    assertEquals(error.message.includes("hunter2"), false);
  }
});
