import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { API } from "../../gen/endpoints.ts";
import { ConnectionError, SessionsError } from "../../src/mod.ts";
import { runWithClock } from "../support/fake_clock.ts";
import { clientOf, OK, TOKEN } from "../support/client_of.ts";

Deno.test("search() follows a redirect within the origin", async () => {
  const { search, requests } = clientOf((_, count) =>
    count === 1 ? new Response(null, { status: 307, headers: { location: "/moved?x=1" } }) : OK()
  );
  await search();
  assertEquals(requests[1]!.url, `${new URL(API.server).origin}/moved?x=1`);
  assertEquals(requests[1]!.headers.get("authorization"), `Basic ${TOKEN}`);
});

Deno.test("search() never takes the key to another origin", async () => {
  for (
    const location of [
      "https://evil.test/x",
      "//evil.test",
      API.server.replace("https:", "http:"),
      "https://api.conviva.com.evil.test/",
      "http://[",
    ]
  ) {
    const { search, requests } = clientOf(() =>
      new Response(null, { status: 302, headers: { location } })
    );
    const error = await assertRejects(() => search(), ConnectionError);
    assertEquals([requests.length, error.retryable], [1, false]);
  }
});

Deno.test("search() gives up on a redirect in a circle", async () => {
  const { search, requests } = clientOf(() =>
    new Response(null, { status: 302, headers: { location: "/" } })
  );
  const error = await assertRejects(() => search(), ConnectionError, "loop");
  assertEquals([requests.length, error.retryable], [6, false]);
});

/** Ways in which a text can come back in a body. */
const SPELLINGS: ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(text).replaceAll("/", "\\/"),
  (text) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  encodeURIComponent,
  (text) => text.toLowerCase(),
];

Deno.test("no error holds the key, however the API or the network echoes it", async () => {
  // Framed, since a random text may be a word of the error itself.
  const secretText = fc.string({ maxLength: 12 }).filter((s) => !/[\s:x]/.test(s))
    .map((s) => `Kq7${s}zW9`);
  await fc.assert(
    fc.asyncProperty(
      secretText,
      secretText,
      fc.constantFrom(...SPELLINGS),
      fc.constantFrom(200, 302, 400, 401, 403, 404, 413, 429, 500, undefined),
      fc.constantFrom("message", "text", "errors"),
      async (clientId, clientSecret, spell, status, shape) => {
        const token = btoa(`${clientId}:${clientSecret}`);
        const secrets = [clientId, clientSecret, token];
        const echo = secrets.map(spell).join(" x ");
        const body = shape === "text" ? echo : JSON.stringify(
          shape === "errors" ? { errors: [{ message: echo }] } : { message: echo },
        );
        const { search } = clientOf(
          () =>
            status === undefined
              ? Promise.reject(new TypeError("fetch failed", { cause: new Error(echo) }))
              : status === 302
              ? new Response(null, {
                status,
                headers: { location: `https://${clientId.replaceAll(/\W/g, "")}.test/` },
              })
              : new Response(body, { status }),
          { credentials: { clientId, clientSecret }, retry: { maxAttempts: 1 } },
        );
        const error = await search().catch((error) => error);
        assertEquals(error instanceof SessionsError, true);
        const all = [error.message, error.stack, error.request.bodyExcerpt ?? ""].join("\n") +
          Deno.inspect(error, { depth: 10, showHidden: true });
        for (const secret of secrets) {
          for (const spelt of SPELLINGS) {
            const unquoted = spelt(secret).replace(/^"(.*)"$/, "$1");
            assertEquals(all.includes(unquoted), false, `${unquoted} in ${all}`);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("no error holds the query, however the API echoes it", async () => {
  const bodies: ((url: string) => [body: string, status: number])[] = [
    (url) => [`<pre>Cannot GET ${url}</pre>`, 404],
    (url) => [JSON.stringify({ message: `failed: ${url}` }), 500],
    (url) => [JSON.stringify({ error: `no shard for ${new URL(url).search}`, sessions: [] }), 200],
    (url) => [JSON.stringify({ detail: url.replaceAll("&", "&amp;") }), 400],
  ];
  for (const bodyOf of bodies) {
    const { client, clock } = clientOf((request) => {
      const [body, status] = bodyOf(request.url);
      return new Response(body, { status });
    }, { retry: { maxAttempts: 1 } });
    const query = { last: "1h", dimensions: { asset: "Secret-Show" } } as const;
    const error = await runWithClock(client.search(query), clock).catch((error) => error);
    assertEquals(error instanceof SessionsError, true);
    const all = error.message + Deno.inspect(error, { depth: 10, showHidden: true });
    assertEquals(all.includes("Secret-Show"), false, all);
  }
});
