/**
 * Reads bodies in a process of its own, run with `--expose-gc`, and prints for each how many
 * characters came (`null` if it was too large) and how many bytes were kept in buffers at most.
 * Arguments: the largest body allowed, in bytes, and URLs.
 */
import { readBody } from "../../src/client/transport/read_body.ts";

const CHUNKS_BETWEEN_SAMPLES = 100;

if (import.meta.main) {
  const [maxBytes, ...urls] = Deno.args;
  const results = [];
  for (const url of urls) {
    const response = await fetch(url);
    const before = keptBytes();
    let most = 0;
    let chunks = 0;
    const body = response.body!.pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          controller.enqueue(chunk);
          if (chunks++ % CHUNKS_BETWEEN_SAMPLES === 0) most = Math.max(most, keptBytes() - before);
        },
      }),
    );
    const { headers } = response;
    const text = await readBody(new Response(body, { headers }), Number(maxBytes));
    results.push({ length: text?.length ?? null, most: Math.max(most, keptBytes() - before) });
  }
  console.log(JSON.stringify(results));
}

/** Bytes in buffers that something still holds. */
function keptBytes(): number {
  (globalThis as { gc?: () => void }).gc!();
  return Deno.memoryUsage().external;
}
