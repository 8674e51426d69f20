import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { readBody } from "../../src/client/transport/read_body.ts";

const MB = 1024 * 1024;

/** A body in chunks that are small views of large buffers, as those of a compressed answer are. */
function inViews(chunks: readonly Uint8Array[], headers?: HeadersInit): Response {
  const views = chunks.map((chunk) => {
    const buffer = new Uint8Array(chunk.length + 9);
    buffer.set(chunk, 4);
    return buffer.subarray(4, 4 + chunk.length);
  });
  return new Response(ReadableStream.from(views), { headers });
}

Deno.test("readBody() brings what was sent, however it is cut into chunks, up to its limit and no byte more", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.nat(200),
      fc.constantFrom("", "content-length: true", "content-length: 1"),
      async (chunks, maxBytes, declared) => {
        const bytes = new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
        const length = declared === "content-length: true" ? bytes.length : 1;
        const headers = { ...declared && { "content-length": String(length) } };
        const body = await readBody(inViews(chunks, headers), maxBytes);
        const isAllowed = bytes.length <= maxBytes && (!declared || length <= maxBytes);
        assertEquals(body, isAllowed ? new TextDecoder().decode(bytes) : undefined);
      },
    ),
  );
});

Deno.test("readBody() replaces what is no UTF-8, so that one broken name costs no answer", async () => {
  const bytes = new TextEncoder().encode("aé😀z");
  const broken = bytes.slice().fill(0xff, 4, 5);
  for (
    const response of [inViews([broken]), inViews([broken.subarray(0, 2), broken.subarray(2)])]
  ) {
    assertEquals(await readBody(response, 100), new TextDecoder().decode(broken));
  }
  assertEquals(
    await readBody(inViews([...bytes].map((byte) => Uint8Array.of(byte))), 100),
    "aé😀z",
  );
  assertEquals(await readBody(new Response(null), 100), "");
});

Deno.test("a body that is longer than what is decoded at a time keeps its characters, from a server and from a stream", async () => {
  const texts = ["", "a", "ab", "abc"].map((shift) => shift + "é😀€z\ufeff".repeat(40_000));
  const garbage = new Uint8Array(600_000).fill(0x80);
  const bodies = [...texts.map((text) => new TextEncoder().encode(text)), garbage];
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) =>
      new Response(
        new Blob([bodies[Number(new URL(request.url).searchParams.get("body"))]!]).stream()
          .pipeThrough(new CompressionStream("gzip")),
        { headers: { "content-encoding": "gzip" } },
      ),
  );
  for (const [at, bytes] of bodies.entries()) {
    const expected = new TextDecoder().decode(bytes);
    const served = await fetch(`http://127.0.0.1:${server.addr.port}/?body=${at}`);
    assertEquals(await readBody(served, 10 * MB) === expected, true, `body ${at} of the server`);
    const stream = inViews([bytes.subarray(0, 400_001), bytes.subarray(400_001)]);
    assertEquals(await readBody(stream, 10 * MB) === expected, true, `body ${at} of a stream`);
  }
});

Deno.test("the mark of the byte order in front of a body is no part of it", async () => {
  assertEquals(await readBody(new Response("\ufeff[]"), 100), "[]");
  assertEquals(await readBody(new Response("\ufeff\ufeff[]"), 100), "\ufeff[]");
});

Deno.test("a body takes no more memory than a few times its limit: a bomb, and one without end", async () => {
  const maxBytes = 8 * MB;
  const zeros = new Blob([new Uint8Array(32 * MB)]).stream();
  const bomb = await new Response(zeros.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  const fits = new Uint8Array(maxBytes);
  const small = new Uint8Array(4096);
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/bomb") {
        return new Response(bomb, {
          headers: { "content-encoding": "gzip" },
        });
      }
      const endless = new ReadableStream({ pull: (controller) => controller.enqueue(small) });
      const chunked = ReadableStream.from([fits.subarray(0, MB), fits.subarray(MB)]);
      return new Response(pathname === "/endless" ? endless : chunked);
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-net",
      "--no-check",
      "--v8-flags=--expose-gc",
      new URL("../support/body_memory.ts", import.meta.url).href,
      String(maxBytes),
      ...["/bomb", "/endless", "/fits"].map((path) => url + path),
    ],
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  const results: { length: number | null; most: number }[] = JSON.parse(
    new TextDecoder().decode(stdout),
  );
  assertEquals(results.map(({ length }) => length), [null, null, maxBytes]);
  for (const { most } of results) assert(most < 4 * maxBytes, `${most} bytes were kept`);
});
