const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bench", version: "1" },
  },
};
const LIST = { jsonrpc: "2.0", id: 2, method: "tools/list" };

/** Starts an MCP server over stdio and reads its list of tools: milliseconds, and the tools. */
export async function startAndList(args: readonly string[]) {
  const startedMs = performance.now();
  const process = new Deno.Command(Deno.execPath(), {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = process.stdin.getWriter();
  const messages = [INITIALIZE, { jsonrpc: "2.0", method: "notifications/initialized" }, LIST];
  const lines = messages.map((message) => `${JSON.stringify(message)}\n`).join("");
  await writer.write(new TextEncoder().encode(lines));
  let text = "";
  for await (const chunk of process.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('"id":2') && text.endsWith("\n")) break;
  }
  const ms = performance.now() - startedMs;
  await writer.close();
  await process.status;
  const answers = text.trim().split("\n").map((line) => JSON.parse(line));
  return { ms, tools: answers.find(({ id }) => id === 2).result.tools };
}
