import process from "node:process";
import type { Writable } from "node:stream";
import type { McpServerFactory } from "@modelcontextprotocol/server";
import { serveStdio as serve, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { messageLines } from "./message_lines.ts";

/** Tells when the connection has ended. */
class ObservedTransport extends StdioServerTransport {
  readonly closed: Promise<void>;
  #resolve!: () => void;

  constructor(stdout: Writable) {
    const lines = messageLines((answer) => stdout.write(`${JSON.stringify(answer)}\n`));
    super(process.stdin.pipe(lines), stdout);
    this.closed = new Promise((resolve) => this.#resolve = resolve);
  }

  override async close(): Promise<void> {
    await super.close();
    process.stdin.unpipe();
    process.stdin.pause();
    this.#resolve();
  }
}

/**
 * Serves MCP over standard input and output until the input ends.
 *
 * @param stdout Where the protocol goes; nothing else may go there.
 * @returns Resolves when the connection has ended.
 */
export async function serveStdio(
  factory: McpServerFactory,
  stdout: Writable,
  onError: (error: Error) => void,
): Promise<void> {
  const transport = new ObservedTransport(stdout);
  // A host that no longer reads has left, as one that no longer writes.
  for (const stream of [stdout, process.stdout]) {
    stream.once("error", () => void transport.close());
  }
  serve(factory, { transport, onerror: onError });
  await transport.closed;
}
