/** Bytes of a body that are in memory at a time, beside its text; they fit into a processor's cache. */
const ROOM_BYTES = 256 * 1024;

const BYTE_ORDER_MARK = "\ufeff";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Reads a body to its end; `undefined` as soon as it turns out larger than allowed.
 *
 * It is decoded as it comes, out of one room that it is read into: the chunks of a compressed or
 * chunked body are small views of large buffers, which cost more to make and to keep than to read.
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
  return await readText(viewReader(response.body), maxBytes);
}

/** Length that was declared for a body; `undefined` if there is none, or if it was compressed. */
function declaredBytes(headers: Headers): number | undefined {
  const declared = headers.get("content-length");
  if (declared === null || headers.has("content-encoding")) return undefined;
  return /^\d+$/.test(declared) ? Number(declared) : undefined;
}

/** Reads to the end; `undefined` if that is too far. */
async function readText(reader: ViewReader, maxBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  let room: Bytes = new Uint8Array(ROOM_BYTES);
  let filled = 0;
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read(room.subarray(filled));
    // A stream of bytes takes the room's memory away for a read, and brings it back in another view.
    if (value) room = new Uint8Array(value.buffer);
    if (done) break;
    filled += value.length;
    total += value.length;
    if (total > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    if (filled < room.length) continue;
    const end = startOfLastCharacter(room) || filled;
    text += decoder.decode(room.subarray(0, end));
    room.copyWithin(0, end);
    filled -= end;
  }
  text += decoder.decode(room.subarray(0, filled));
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** Where the last character of UTF-8 bytes starts, up to which they can be decoded alone. */
function startOfLastCharacter(bytes: Bytes): number {
  let start = bytes.length - 1;
  while (start > 0 && (bytes[start]! & 0xc0) === 0x80) start--;
  return start;
}

/** Reads the next bytes of a stream into the beginning of a view. */
interface ViewReader {
  read(view: Bytes): Promise<{ done: false; value: Bytes } | { done: true; value?: Bytes }>;
  cancel(): Promise<void>;
}

/** A reader into views, also of a stream that comes in chunks of its own and does not offer one. */
function viewReader(stream: ReadableStream<Bytes>): ViewReader {
  try {
    return stream.getReader({ mode: "byob" });
  } catch {
    return copyingReader(stream.getReader());
  }
}

function copyingReader(reader: ReadableStreamDefaultReader<Bytes>): ViewReader {
  let rest: Bytes = new Uint8Array(0);
  return {
    async read(view) {
      if (rest.length === 0) {
        const { done, value } = await reader.read();
        if (done) return { done, value: view };
        rest = value;
      }
      const part = rest.subarray(0, view.length);
      rest = rest.subarray(part.length);
      view.set(part);
      return { done: false, value: view.subarray(0, part.length) };
    },
    cancel: () => reader.cancel(),
  };
}
