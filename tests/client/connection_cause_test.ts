import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { ConnectionError, createSessionsClient } from "../../src/mod.ts";
import { connectionCause } from "../../src/view/mod.ts";
import { clientOf, CREDENTIALS } from "../support/client_of.ts";
import { SELF_SIGNED } from "../support/self_signed.ts";

const FILTER = "viewer-quixote@example.com";

/** What `search()` says when it asks a base URL; nothing of it may hold the filter or the key. */
async function failureAt(baseUrl: string): Promise<ConnectionError> {
  const client = createSessionsClient({
    credentials: CREDENTIALS,
    baseUrl,
    retry: { maxAttempts: 1 },
  });
  const error = await assertRejects(
    () => client.search({ last: "1h", client_id: FILTER, tags: { plan: FILTER } }),
    ConnectionError,
  );
  const shown = Deno.inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) +
    error.stack;
  for (const secret of [FILTER, encodeURIComponent(FILTER), "quixote", "epoch_ms", "key-secret"]) {
    assert(!shown.includes(secret), shown);
  }
  const { host } = new URL(baseUrl);
  assertStringIncludes(error.message, `${host}/sessions/content failed: `);
  assertEquals(
    [error.request.host, error.request.path, error.cause],
    [host, "/sessions/content", undefined],
  );
  return error;
}

/** A server that sends some bytes to whoever asks, and hangs up. */
function hangsUpAfter(sent: string) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(4096));
      await connection.write(new TextEncoder().encode(sent));
      connection.close();
    }
  })();
  const { port } = listener.addr as Deno.NetAddr;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving.catch(() => {});
    },
  };
}

Deno.test("a port that nothing listens on: the error says so", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const error = await failureAt(`http://127.0.0.1:${port}`);
  assertStringIncludes(error.message, "the connection was refused");
  assertEquals(error.retryable, true);
});

Deno.test("a host that does not exist: the error says so", async () => {
  const error = await failureAt("https://no-such-host.invalid");
  assertStringIncludes(error.message, "the name of the host could not be looked up");
});

Deno.test("a connection that breaks in the midst of a body: the error says so", async () => {
  for (
    const sent of [
      "",
      'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"sess',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n{"sess\r\n',
    ]
  ) {
    await using server = hangsUpAfter(sent);
    const error = await failureAt(server.url);
    assertStringIncludes(error.message, "the connection was closed before the answer was complete");
  }
});

Deno.test("an answer that is not HTTP, or not what it was compressed with: the error says so", async () => {
  await using garbage = hangsUpAfter("220 mail.example.com ESMTP\r\n\r\n");
  assertStringIncludes((await failureAt(garbage.url)).message, "not proper HTTP");
  await using zip = hangsUpAfter(
    "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello",
  );
  assertStringIncludes((await failureAt(zip.url)).message, "could not be decompressed");
});

Deno.test("a certificate that nobody signed: the error says so, and it is not tried again", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", ...SELF_SIGNED, onListen: () => {} },
    () => new Response(),
  );
  const error = await failureAt(`https://localhost:${server.addr.port}`);
  assertStringIncludes(error.message, "the certificate of the host is not trusted");
  assertEquals(error.retryable, false);
  await using plain = hangsUpAfter("");
  const { message } = await failureAt(plain.url.replace("http:", "https:"));
  assertStringIncludes(message, "no encrypted connection (TLS) could be made");
});

/** Errors as other runtimes and other systems have them, and what they are to be called. */
const FOREIGN: [string, unknown][] = [
  ["refused", coded("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9")],
  [
    "refused",
    coded("ConnectionRefused", "Unable to connect. Is the computer able to access the url?"),
  ],
  [
    "refused",
    new Error(
      "tcp connect error: No connection could be made because the target machine " +
        "actively refused it. (os error 10061)",
    ),
  ],
  ["looked up", coded("ENOTFOUND", "getaddrinfo ENOTFOUND closed.timeout.example.com")],
  ["looked up", coded("EAI_AGAIN", "getaddrinfo EAI_AGAIN x")],
  ["not trusted", coded("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate")],
  [
    "not trusted",
    coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate"),
  ],
  ["expired", coded("CERT_HAS_EXPIRED", "certificate has expired")],
  ["expired", new Error("client error (Connect): invalid peer certificate: Expired")],
  ["not one of this host", coded("ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match")],
  ["not one of this host", new Error("invalid peer certificate: NotValidForName")],
  ["closed", coded("ECONNRESET", "read ECONNRESET")],
  ["closed", coded("UND_ERR_SOCKET", "other side closed")],
  ["closed", new Error("peer closed connection without sending TLS close_notify")],
  ["timed out", coded("UND_ERR_CONNECT_TIMEOUT", "Connect Timeout Error")],
  ["timed out", coded("UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error")],
  ["timed out", new Error("tcp connect error: Connection timed out (os error 110)")],
  ["no way through", coded("EHOSTUNREACH", "connect EHOSTUNREACH 10.0.0.1:443")],
  ["not proper HTTP", coded("HPE_INVALID_CONSTANT", "Expected HTTP/")],
  ["decompressed", coded("Z_DATA_ERROR", "incorrect header check")],
  ["does not tell why", new TypeError("Failed to fetch")],
  ["does not tell why", new TypeError("NetworkError when attempting to fetch resource.")],
  ["does not tell why", new TypeError("Load failed")],
  ["may not reach", new Deno.errors.NotCapable('Requires net access to "x:443"')],
  ["not known (RangeError)", new RangeError(FILTER)],
  ["not known (no class)", FILTER],
  ["not known (no class)", Object.assign(new Error(FILTER), { name: FILTER })],
];

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

Deno.test("the causes of Node, Bun, browsers and Windows are known too, and no text of theirs is shown", async () => {
  for (const [expected, cause] of FOREIGN) {
    const errors = [
      cause,
      new TypeError("fetch failed", { cause }),
      new TypeError("fetch failed", { cause: new AggregateError([cause]) }),
    ];
    for (const error of cause instanceof Error ? errors : [cause]) {
      const { search } = clientOf(() => Promise.reject(error), { retry: { maxAttempts: 1 } });
      const { message, lacksPermission } = await assertRejects(() => search(), ConnectionError);
      assertStringIncludes(message, expected);
      assertEquals(lacksPermission, expected === "may not reach");
      assert(!message.includes(FILTER), message);
    }
  }
});

Deno.test("a filter cannot pass for a cause: URLs are left out of account", () => {
  const url = "https://x.test/?tag=connection%20refused&a=dns+error:certificate,expired";
  for (
    const text of [`for url (${url}): client error`, `from 127.0.0.1:5 for ${url} (1.2.3.4:5)`]
  ) {
    const { text: cause } = connectionCause(
      new Error(`error sending request ${text}: broken pipe`),
    );
    assertStringIncludes(cause, "closed before");
  }
});

Deno.test("errors that cause each other come to an end", () => {
  const error = new TypeError("fetch failed");
  error.cause = error;
  assertStringIncludes(connectionCause(error).text, "not known (TypeError)");
});

Deno.test("the cause of an error that repeats a URL of 100,000 characters is found beyond it", () => {
  const url = `https://api.example.com/?tag_${"x".repeat(100_000)}=1`;
  const refused = new TypeError(`error sending request for url (${url}): connection refused`);
  assertStringIncludes(connectionCause(refused).text, "the connection was refused");
  const { text, retryable, sent } = connectionCause(new TypeError(`Invalid URL ${url}`));
  assertStringIncludes(text, "the URL is not valid or too long");
  assertEquals([retryable, sent], [false, false]);
});
