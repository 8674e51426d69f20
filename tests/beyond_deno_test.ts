import { assertEquals } from "@std/assert";

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
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
