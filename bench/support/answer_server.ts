/**
 * Serves the files of a folder as JSON to everybody, in a process of its own so that serving costs the
 * measured process nothing: `answer_server.ts FOLDER`. The first two parts of a URL's path say which
 * file and how it is sent: `plain`, `gzip`, `br` or `chunked`. Prints its port, ends when its input
 * does.
 */
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** How an answer is sent. */
export type Transfer = "plain" | "gzip" | "br" | "chunked";

/** What servers send at a time. */
const CHUNK_BYTES = 16 * 1024;

function answer(bytes: Uint8Array<ArrayBuffer>, transfer: Transfer): Response {
  const headers = new Headers({ "content-type": "application/json" });
  if (transfer === "gzip" || transfer === "br") headers.set("content-encoding", transfer);
  return new Response(transfer === "chunked" ? inChunks(bytes) : bytes, { headers });
}

const known = new Map<string, Uint8Array<ArrayBuffer>>();

/** A file as it is sent, encoded once. */
function encoded(name: string, transfer: Transfer): Uint8Array<ArrayBuffer> {
  const key = `${name} ${transfer}`;
  let bytes = known.get(key);
  if (!bytes) {
    const file = Deno.readFileSync(`${Deno.args[0]}/${name}`);
    // As fast as a server compresses what it makes anew for each request.
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
    bytes = new Uint8Array(
      transfer === "gzip"
        ? gzipSync(file)
        : transfer === "br"
        ? brotliCompressSync(file, quality)
        : file,
    );
    known.set(key, bytes);
  }
  return bytes;
}

function inChunks(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at += CHUNK_BYTES));
    },
  });
}

if (import.meta.main) {
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: ({ port }) => console.log(port),
  }, (request) => {
    const [, name, transfer] = new URL(request.url).pathname.split("/");
    return answer(encoded(name!, transfer as Transfer), transfer as Transfer);
  });
  for await (const _ of Deno.stdin.readable);
  await server.shutdown();
}
