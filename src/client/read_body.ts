/** Room for a body of unknown length to begin with, in bytes; most answers to a search fit. */
const FIRST_ROOM_BYTES = 256 * 1024;

/**
 * Reads a body to its end; `undefined` as soon as it turns out larger than allowed.
 *
 * It is copied together as it comes: the chunks of a compressed or chunked body are small views of
 * large buffers, and keeping them takes many times the memory of the body.
 */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<string | undefined> {
  if (!response.body) return "";
  const declared = declaredBytes(response.headers);
  if (declared !== undefined && declared > maxBytes) {
    await response.body.cancel();
    return undefined;
  }
  // Only a hint: a browser may hide that a body was compressed.
  const room = new Uint8Array(Math.min(maxBytes, declared ?? FIRST_ROOM_BYTES));
  const bytes = await readInto(room, response.body.getReader(), maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}

/** Length that was declared for a body; `undefined` if there is none, or if it was compressed. */
function declaredBytes(headers: Headers): number | undefined {
  const declared = headers.get("content-length");
  if (declared === null || headers.has("content-encoding")) return undefined;
  return /^\d+$/.test(declared) ? Number(declared) : undefined;
}

/** Reads to the end, moving to twice the room whenever there is too little. */
// Not `for await` over the stream: not every browser can.
async function readInto(
  room: Uint8Array<ArrayBuffer>,
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const total = bytes + part.value.length;
    if (total > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    if (total > room.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(total, 2 * room.length)));
      larger.set(room.subarray(0, bytes));
      room = larger;
    }
    room.set(part.value, bytes);
    bytes = total;
  }
  return room.subarray(0, bytes);
}
