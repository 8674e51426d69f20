import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { startSandbox } from "../../sandbox/mod.ts";
import { accountOf } from "../support/run_cli.ts";
import { SELF_SIGNED } from "../support/self_signed.ts";

const ROOT = new URL("../../", import.meta.url);
const PROXY_VARIABLES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"];

/** A script that uses the library and nothing else. */
const SCRIPT = `
import { createSessionsClient } from "${ROOT}src/mod.ts";
const [baseUrl, clientId, clientSecret] = Deno.args;
const client = createSessionsClient({
  baseUrl,
  credentials: { clientId, clientSecret },
  retry: { maxAttempts: 1 },
});
const page = await client.search({ last: "1h", limit: 3, client_id: "viewer-quixote" })
  .catch((error) => error);
console.log(page.sessions?.length ?? page.message);
`;

/** A proxy that answers nothing, and keeps what it is sent. */
function startProxy() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const received: string[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      const bytes = new Uint8Array(4096);
      const length = await connection.read(bytes);
      received.push(new TextDecoder().decode(bytes.subarray(0, length ?? 0)));
      await connection.write(new TextEncoder().encode("HTTP/1.1 502 No\r\n\r\n")).catch(() => {});
      connection.close();
    }
  })();
  const { port } = listener.addr as Deno.NetAddr;
  return {
    variables: Object.fromEntries(
      PROXY_VARIABLES.map((name) => [name, `http://127.0.0.1:${port}`]),
    ),
    received,
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving.catch(() => {});
    },
  };
}

async function run(args: string[], env: Record<string, string>) {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", `--config=${ROOT.pathname}deno.json`, ...args],
    // Deno itself asks once a day, by the proxy, whether there is a newer one.
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { out: text(stdout), err: text(stderr) };
}

async function runScript(permissions: string[], args: string[], env: Record<string, string>) {
  const script = `data:application/typescript;base64,${btoa(SCRIPT)}`;
  return await run([...permissions, script, ...args], env);
}

/** With the environment readable or not: Deno uses proxies either way. */
const PERMISSIONS = [["--allow-all"], ["--allow-net", "--allow-import", "--allow-read"]];

/** The names that this machine has for itself. */
function loopbackUrls(): string[] {
  const names = ["127.0.0.1", "localhost"];
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    names.push("[::1]");
  } catch {
    // A machine without IPv6.
  }
  return names;
}

Deno.test("a script's requests to this machine pass every proxy by, whatever it may read", async () => {
  await using proxy = startProxy();
  for (const name of loopbackUrls()) {
    await using api = startSandbox({ hostname: name === "[::1]" ? "::1" : "127.0.0.1" });
    const url = api.url.replace(/\/\/[^/]*:/, `//${name}:`);
    const { clientId, clientSecret } = api.credentials;
    for (const permissions of PERMISSIONS) {
      const { out, err } = await runScript(
        permissions,
        [url, clientId, clientSecret],
        proxy.variables,
      );
      assertEquals([out, err, proxy.received], ["0\n", "", []], `${url} ${permissions}`);
    }
  }
});

Deno.test("the commands' requests to this machine pass every proxy by", async () => {
  await using proxy = startProxy();
  await using api = startSandbox();
  // Deno looks for new versions of its own, which is no request of ours.
  const env = { ...proxy.variables, ...accountOf(api), DENO_NO_UPDATE_CHECK: "1" };
  for (
    const args of [
      ["search", "-n", "2", "--format", "ndjson"],
      ["search", "--sandbox", "-n", "2"],
      ["doctor"],
    ]
  ) {
    const { out, err } = await run(["-A", `${ROOT}cli/main.ts`, ...args], env);
    assert(out.trim().split("\n").length >= 2, out + err);
    assertEquals(proxy.received, [], args.join(" "));
  }
});

Deno.test("a proxy on the way to another machine hears its name and nothing in clear", async () => {
  await using proxy = startProxy();
  for (const permissions of PERMISSIONS) {
    const args = ["https://api.example.test/x", "key-id", "key-secret"];
    const { out } = await runScript(permissions, args, proxy.variables);
    assertStringIncludes(out, "api.example.test/x/sessions/content failed: a proxy on the way");
    assert(!out.includes("quixote"), out);
  }
  const heard = proxy.received.join("");
  assert(proxy.received.every((text) => text.startsWith("CONNECT api.example.test:443 ")), heard);
  for (const secret of ["uthorization", btoa("key-id:key-secret"), "quixote", "sessions"]) {
    assert(!heard.includes(secret), heard);
  }
});

Deno.test("https: to this machine stays encrypted, and passes proxies by where that can be seen to", async () => {
  await using proxy = startProxy();
  let asked = 0;
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", ...SELF_SIGNED, onListen: () => {} },
    () => (asked++, Response.json({ sessions: [] })),
  );
  const { port } = server.addr;
  const args = [`https://localhost:${port}/x`, "key-id", "key-secret"];
  const trusting = "--unsafely-ignore-certificate-errors";
  const { out } = await runScript(["--allow-all", trusting], args, proxy.variables);
  assertEquals([out, asked, proxy.received], ["0\n", 1, []]);
  await runScript([...PERMISSIONS[1]!, trusting], args, proxy.variables);
  assertEquals([asked, proxy.received.length], [1, 1]);
  assert(proxy.received[0]!.startsWith(`CONNECT localhost:${port} `), proxy.received[0]);
});

Deno.test("the environment is left as it was", async () => {
  await using api = startSandbox();
  const script = SCRIPT + `console.log(Deno.env.get("NO_PROXY"), Deno.env.get("no_proxy"));`;
  const { clientId, clientSecret } = api.credentials;
  for (const noProxy of [undefined, "a.test,b.test"]) {
    const { out } = await run(
      ["-A", `data:application/typescript;base64,${btoa(script)}`, api.url, clientId, clientSecret],
      noProxy ? { NO_PROXY: noProxy } : {},
    );
    assertEquals(out, `0\n${noProxy} undefined\n`);
  }
});
