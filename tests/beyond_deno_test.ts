import { assertEquals, assertStringIncludes } from "@std/assert";

/** Searches once, as a program that knows nothing of Deno would. */
const PROGRAM = `
import { createSessionsClient, QueryError } from "./bundle.js";
const body = '{"sessions":[{"session_id":12345678901234567890,"client_id":"c","is_video_start_failure":"true"}]}';
const client = createSessionsClient({
  credentials: { clientId: "id", clientSecret: "secret" },
  fetch: async () => new Response(body),
});
const { sessions } = await client.search({ last: "1h" });
const refused = await client.search({}).catch((error) => error);
const streamed = [];
for await (const session of client.sessions({ last: "1h" })) streamed.push(session.session_id);
console.log(JSON.stringify({ sessions, streamed, refused: [refused.name, refused instanceof QueryError] }));
`;

/** Asks a port of this machine that nothing listens on, and says what came of it. */
const LOOPBACK_PROGRAM = `
import { createSessionsClient } from "./bundle.js";
const client = createSessionsClient({
  credentials: { clientId: "id", clientSecret: "secret" },
  baseUrl: "http://127.0.0.1:59999",
  retry: { maxAttempts: 1 },
});
const error = await client.search({ last: "1h", client_id: "viewer-4711" }).catch((error) => error);
console.log(error.message);
`;

const hasNode = await new Deno.Command("node", { args: ["--version"] }).output()
  .then(({ success }) => success, () => false);

Deno.test({
  name: hasNode
    ? "the library runs in Node, bundled for browsers"
    : "the library runs in Node, bundled for browsers (skipped: there is no node here)",
  ignore: !hasNode,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const bundled = await new Deno.Command(Deno.execPath(), {
        args: [
          "bundle",
          "--quiet",
          "--platform=browser",
          "-o",
          `${folder}/bundle.js`,
          "src/mod.ts",
        ],
        cwd: new URL("..", import.meta.url),
      }).output();
      assertEquals(bundled.success, true, new TextDecoder().decode(bundled.stderr));
      await Deno.writeTextFile(`${folder}/program.mjs`, PROGRAM);
      const { stdout, stderr } = await new Deno.Command("node", { args: [`${folder}/program.mjs`] })
        .output();
      assertEquals(new TextDecoder().decode(stderr), "");
      assertEquals(JSON.parse(new TextDecoder().decode(stdout)), {
        sessions: [{
          session_id: "12345678901234567890",
          client_id: "c",
          is_video_start_failure: true,
        }],
        streamed: ["12345678901234567890"],
        refused: ["QueryError", true],
      });

      // Where Node would send the key through a proxy in clear, it sends nothing.
      await Deno.writeTextFile(`${folder}/loopback.mjs`, LOOPBACK_PROGRAM);
      const proxied = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: "http://127.0.0.1:59998" };
      for (
        const [env, message] of [
          [
            {},
            "The request to 127.0.0.1:59999/sessions/content failed: the connection was refused",
          ],
          [proxied, "Cannot ask 127.0.0.1:59999 as HTTP_PROXY would send the key through a proxy"],
          [{ ...proxied, NO_PROXY: "127.0.0.1" }, "failed: the connection was refused"],
        ] as const
      ) {
        const { stdout } = await new Deno.Command("node", { args: [`${folder}/loopback.mjs`], env })
          .output();
        assertStringIncludes(new TextDecoder().decode(stdout), message);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
