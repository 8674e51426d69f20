import type { Transfer } from "./answer_server.ts";

/** A server of answers. */
export interface AnswerServer extends AsyncDisposable {
  /** The base URL of an answer that is sent in some way. */
  url(name: string, transfer: Transfer): string;
}

/** Serves answers by name, from another process. */
export async function serveAnswers(answers: Record<string, string>): Promise<AnswerServer> {
  const folder = await Deno.makeTempDir();
  for (const [name, text] of Object.entries(answers)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", new URL("answer_server.ts", import.meta.url).href, folder],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const output = child.stdout.getReader();
  const { value } = await output.read();
  const port = new TextDecoder().decode(value).trim();
  return {
    url: (name, transfer) => `http://127.0.0.1:${port}/${name}/${transfer}`,
    async [Symbol.asyncDispose]() {
      await child.stdin.close();
      await output.cancel();
      await child.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}
