import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createLog } from "../../mcp/logging/log.ts";
import { httpOptions } from "../../mcp/http/http_options.ts";
import { bearerTokenVerifier } from "../../mcp/http/bearer_token.ts";
import { jwtVerifier } from "../../mcp/http/jwt_verifier.ts";
import { DEFAULT_OPTIONS, type McpOptions } from "../../mcp/options.ts";
import { rpc, startFront } from "../support/mcp_front.ts";

const ISSUER = "https://login.example.com/";
const AUDIENCE = "https://mcp.example.com/mcp";

const OPTIONS: McpOptions = { ...DEFAULT_OPTIONS, http: true, port: 0, sandbox: true };

async function setUp(scopes: string[] = [], keys?: () => Promise<Response>) {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...await exportJWK(publicKey), kid: "1", alg: "ES256" };
  let fetched = 0;
  const oauth = {
    issuer: ISSUER,
    audience: AUDIENCE,
    jwksUrl: "https://login.example.com/keys",
    scopes,
    resourceUrl: new URL(AUDIENCE),
    fetch: () => {
      fetched++;
      if (keys) return keys();
      return Promise.resolve(Response.json({ keys: [jwk] }));
    },
  };
  const logged: string[] = [];
  const log = createLog((line) => logged.push(line));
  const front = await startFront({ oauth, verifier: jwtVerifier(oauth), onError: log });
  const token = (
    claims: { iss?: string; aud?: string; exp?: string | null; scope?: string } = {},
    key: CryptoKey | Uint8Array = privateKey,
    alg = "ES256",
  ) => {
    const jwt = new SignJWT({ scope: claims.scope })
      .setProtectedHeader({ alg, kid: "1" })
      .setIssuer(claims.iss ?? ISSUER)
      .setAudience(claims.aud ?? AUDIENCE)
      .setSubject("somebody");
    if (claims.exp !== null) jwt.setExpirationTime(claims.exp ?? "5m");
    return jwt.sign(key);
  };
  const call = async (authorization?: string) => {
    const response = await front.post(
      rpc("tools/list"),
      authorization ? { authorization } : {},
    );
    await response.body?.cancel();
    return response;
  };
  return { front, token, call, logged, fetched: () => fetched };
}

Deno.test("a token that the issuer signed for this server gets in, and its keys are fetched once", async () => {
  const { front, token, call, fetched } = await setUp();
  await using _ = front;
  for (let time = 0; time < 3; time++) {
    assertEquals((await call(`Bearer ${await token()}`)).status, 200);
  }
  assertEquals(fetched(), 1);
});

Deno.test("a token of another issuer, for another server, out of date or signed by another is refused", async () => {
  const { front, token, call } = await setUp();
  await using _ = front;
  const other = await generateKeyPair("ES256");
  const wrong = [
    token({ iss: "https://evil.example.com/" }),
    token({ aud: "https://other.example.com/mcp" }),
    token({ exp: "-5m" }),
    token({ exp: null }),
    token({}, other.privateKey),
    token({}, new TextEncoder().encode("the public key, which everybody knows!"), "HS256"),
    `${btoa('{"alg":"none"}')}.${btoa(`{"iss":"${ISSUER}","aud":"${AUDIENCE}"}`)}.`,
    "nonsense",
  ];
  for (const made of wrong) {
    const response = await call(`Bearer ${await made}`);
    assertEquals(response.status, 401, await made);
  }
});

Deno.test("a client without a token learns where to get one", async () => {
  const { front, call } = await setUp(["sessions:read"]);
  await using _ = front;
  const refused = await call();
  assertEquals(refused.status, 401);
  const challenge = refused.headers.get("www-authenticate")!;
  assertStringIncludes(challenge, 'scope="sessions:read"');
  const metadataUrl = /resource_metadata="([^"]+)"/.exec(challenge)![1]!;
  assertEquals(metadataUrl, "https://mcp.example.com/.well-known/oauth-protected-resource/mcp");
  const response = await fetch(front.url + new URL(metadataUrl).pathname);
  const metadata = await response.json();
  assertEquals(
    [metadata.resource, metadata.authorization_servers, metadata.scopes_supported],
    [AUDIENCE, [ISSUER], ["sessions:read"]],
  );
});

Deno.test("a token without the scope is refused with the scope that it lacks", async () => {
  const { front, token, call } = await setUp(["sessions:read"]);
  await using _ = front;
  const response = await call(`Bearer ${await token({ scope: "profile" })}`);
  assertEquals(response.status, 403);
  assertStringIncludes(response.headers.get("www-authenticate")!, "insufficient_scope");
  const allowed = await call(`Bearer ${await token({ scope: "profile sessions:read" })}`);
  assertEquals(allowed.status, 200);
});

Deno.test("a refused call is logged with its cause, and never with its token", async () => {
  const { front, token, call, logged } = await setUp(["sessions:read"]);
  await using _ = front;
  const tokens = [
    await token({ exp: "-5m" }),
    await token({ aud: "https://other.example.com/mcp" }),
    "no\u00e9sense-token",
    await token({ scope: "profile" }),
  ];
  await call();
  for (const made of tokens) await call(`Bearer ${made}`);
  assertEquals(logged.length, 5);
  const causes = [
    /401.*it has no token/,
    /401.*ERR_JWT_EXPIRED/,
    /401.*aud/,
    /401.*ERR_J/,
    /403.*scope/,
  ];
  for (const [index, cause] of causes.entries()) assertMatch(logged[index]!, cause);
  for (const made of tokens) {
    for (const part of made.split(".")) assertEquals(logged.join().includes(part), false);
  }
  await call(`Bearer ${await token({ scope: "sessions:read" })}`);
  assertEquals(logged.length, 5);
});

Deno.test("keys that cannot be fetched are logged with the reason, which the caller does not hear", async () => {
  const { front, token, logged } = await setUp(
    [],
    () => Promise.reject(new TypeError("no route to https://login.example.com/keys?sig=SECRET")),
  );
  await using _ = front;
  const response = await front.post(rpc("tools/list"), {
    authorization: `Bearer ${await token()}`,
  });
  assertEquals(response.status, 500);
  assertEquals((await response.text()).includes("no route"), false);
  assertEquals(logged.length, 1);
  assertStringIncludes(logged[0]!, "keys of the issuer cannot be fetched");
  assertStringIncludes(logged[0]!, "no route to https://login.example.com/keys");
  assertEquals(logged[0]!.includes("SECRET"), false);
});

Deno.test("a wrong bearer token is logged as such", async () => {
  const logged: string[] = [];
  await using front = await startFront({
    verifier: bearerTokenVerifier("right-token-1"),
    onError: createLog((line) => logged.push(line)),
  });
  const call = async (token: string) =>
    (await front.post(rpc("tools/list"), { authorization: `Bearer ${token}` })).body?.cancel();
  await call("wrong-token-2");
  await call("right-token-1");
  assertEquals(logged.length, 1);
  assertMatch(logged[0]!, /Refused a call with 401; because of .*The bearer token is wrong/);
  assertEquals(/wrong-token|right-token/.test(logged[0]!), false);
});

Deno.test("beyond loopback, nobody starts a server that everybody may call", async () => {
  for (const host of ["0.0.0.0", "::", "192.0.2.1", "mcp.example.com"]) {
    await assertRejects(() => httpOptions({ ...OPTIONS, host }, undefined), Error, host);
    const { verifier } = await httpOptions({ ...OPTIONS, host }, "secret");
    assertEquals(typeof verifier?.verifyAccessToken, "function");
  }
  for (const host of ["127.0.0.1", "localhost", "::1", "127.1.2.3"]) {
    assertEquals((await httpOptions({ ...OPTIONS, host }, undefined)).verifier, undefined);
  }
});

Deno.test("OAuth is refused without all its options, without TLS, and beside a token", async () => {
  const oauth = {
    ...OPTIONS,
    oauthIssuer: ISSUER,
    oauthAudience: AUDIENCE,
    oauthJwksUrl: "https://login.example.com/keys",
  };
  assertEquals((await httpOptions(oauth, undefined)).oauth?.issuer, ISSUER);
  const wrong: [McpOptions, string | undefined, string][] = [
    [{ ...oauth, oauthAudience: undefined }, undefined, "--oauth-audience"],
    [{ ...OPTIONS, oauthScopes: ["sessions:read"] }, undefined, "--oauth-issuer"],
    [{ ...oauth, oauthJwksUrl: "http://login.example.com/keys" }, undefined, "https"],
    [oauth, "secret", "CONVIVA_MCP_TOKEN"],
  ];
  for (const [options, token, message] of wrong) {
    await assertRejects(() => httpOptions(options, token), Error, message);
  }
});
