/** A server of the same bytes for every request. */
export interface BytesServer extends AsyncDisposable {
  readonly url: string;
}

/** Serves bytes from another process. */
export async function serveBytes(bytes: Uint8Array): Promise<BytesServer> {
  const file = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeFile(file, bytes);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", new URL("bytes_server.ts", import.meta.url).href, file],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const output = child.stdout.getReader();
  const { value } = await output.read();
  const port = new TextDecoder().decode(value).trim();
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await child.stdin.close();
      await output.cancel();
      await child.status;
      await Deno.remove(file);
    },
  };
}
