const SLOW_BODY_MS = 5_000;
const BOMB_CHUNK_BYTES = 65_536;

/** Sends the first half, and the second after a while. */
export function slowBody(
  text: string,
  delay: (ms: number, signal: AbortSignal) => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  const half = bytes.length >> 1;
  const gone = new AbortController();
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.subarray(0, half)),
    async pull(controller) {
      await delay(SLOW_BODY_MS, gone.signal);
      if (gone.signal.aborted) return;
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
    cancel: () => gone.abort(),
  });
}

/** Sends the first half, and fails then. */
export function cutBody(text: string, error: Error): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.subarray(0, bytes.length >> 1)),
    pull: (controller) => controller.error(error),
  });
}

/** A list of no sessions and so many bytes, nearly all of them spaces, made while it is read. */
export function bodyBomb(
  bytes: number,
  listName: string,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const [head, tail] = [`{"${listName}":[`, "]}"].map((text) => encoder.encode(text));
  let left = bytes - head!.length - tail!.length;
  return new ReadableStream({
    start: (controller) => controller.enqueue(head!),
    pull(controller) {
      if (left <= 0) {
        controller.enqueue(tail!);
        return controller.close();
      }
      const length = Math.min(left, BOMB_CHUNK_BYTES);
      left -= length;
      controller.enqueue(new Uint8Array(length).fill(0x20));
    },
  });
}

/** The same response, its body in pieces of at most a size and without a length. */
export function sentInPieces(response: Response, pieceBytes: number): Response {
  const { status, headers, body } = response;
  if (!body) return response;
  const pieces = body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(bytes, controller) {
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          controller.enqueue(bytes.subarray(at, at + pieceBytes));
        }
      },
    }),
  );
  return new Response(pieces, { status, headers });
}
