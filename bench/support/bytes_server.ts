/**
 * Serves one file as JSON to everybody, in a process of its own so that serving costs the measured
 * process nothing: `bytes_server.ts FILE`. Prints its port, ends when its input does.
 */
const bytes = await Deno.readFile(Deno.args[0]!);
const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(port),
}, () => new Response(bytes, { headers: { "content-type": "application/json" } }));
for await (const _ of Deno.stdin.readable);
await server.shutdown();
