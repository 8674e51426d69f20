/** Room that a body of unknown length is given at a time, in bytes. */
const ROOM_BYTES = 1024 * 1024;

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
  const roomBytes = Math.min(maxBytes, declared ?? ROOM_BYTES);
  const bytes = await readBytes(response.body.getReader(), roomBytes, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}

/** Length that was declared for a body; `undefined` if there is none, or if it was compressed. */
function declaredBytes(headers: Headers): number | undefined {
  const declared = headers.get("content-length");
  if (declared === null || headers.has("content-encoding")) return undefined;
  return /^\d+$/.test(declared) ? Number(declared) : undefined;
}

/** Reads to the end; `undefined` if that is too far. */
// Not `for await` over the stream: not every browser can.
async function readBytes(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  roomBytes: number,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const full: Uint8Array[] = [];
  let room = new Uint8Array(roomBytes);
  let filled = 0;
  let total = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk = part.value;
    total += chunk.length;
    if (total > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    if (filled + chunk.length > room.length) {
      full.push(room.subarray(0, filled));
      room = new Uint8Array(Math.min(maxBytes, Math.max(ROOM_BYTES, chunk.length)));
      filled = 0;
    }
    room.set(chunk, filled);
    filled += chunk.length;
  }
  const last = room.subarray(0, filled);
  return full.length === 0 ? last : joined([...full, last], total);
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
