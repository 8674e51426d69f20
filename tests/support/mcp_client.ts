import { Client, type ClientCapabilities, InMemoryTransport } from "@modelcontextprotocol/client";
import { type ContextOptions, createContext } from "../../mcp/server/create_context.ts";
import { createServer } from "../../mcp/server/create_server.ts";
import { createSandbox, type SandboxOptions } from "../../sandbox/mod.ts";

/** The present of a sandbox that a test asks. */
export const PRESENT_MS = Date.parse("2026-11-22T18:00:30Z");

/** An answer of a tool. */
export interface Answer {
  readonly text: string;
  readonly structured: Structured;
  readonly isError: boolean;
}

/** The data of an answer. */
export interface Structured {
  readonly facts: string[];
  readonly columns: string[];
  readonly rows: string[][];
  readonly quotes: string[];
  readonly same: string[][];
  readonly absent?: string[];
  readonly next?: string[];
  readonly cursor?: string;
}

/** A client of a server over a sandbox, all in this process. */
export async function connectToSandbox(
  options: Partial<ContextOptions> = {},
  sandboxOptions: SandboxOptions = {},
  capabilities: ClientCapabilities = {},
) {
  const sandbox = createSandbox({ now: () => PRESENT_MS, rateLimits: false, ...sandboxOptions });
  const logged: unknown[] = [];
  const context = await createContext({
    sandbox: false,
    revealViewers: false,
    tokenBudget: 6000,
    textOnly: false,
    cacheMb: 64,
    log: (error) => logged.push(error),
    ...options,
    clientOptions: {
      credentials: sandbox.credentials,
      baseUrl: sandbox.url,
      fetch: (request) => sandbox.fetch(request),
      now: () => PRESENT_MS,
      ...options.clientOptions,
    },
  });
  const server = createServer(context);
  const client = new Client({ name: "test", version: "1" }, { capabilities });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  return {
    client,
    sandbox,
    logged,
    context,
    [Symbol.asyncDispose]: () => client.close(),
    /** Calls a tool. */
    call: async (
      name: string,
      args: Record<string, unknown>,
      requestOptions?: Parameters<Client["callTool"]>[1],
    ): Promise<Answer> => {
      const result = await client.callTool({ name, arguments: args }, requestOptions);
      const [content] = result.content;
      return {
        text: content?.type === "text" ? content.text : "",
        structured: result.structuredContent as unknown as Structured,
        isError: result.isError === true,
      };
    },
  };
}

/** The cells of a column of an answer. */
export function column({ structured }: Answer, name: string): string[] {
  const index = structured.columns.indexOf(name);
  const shared = structured.same.find(([of]) => of === name)?.[1];
  return structured.rows.map((row) => shared ?? row[index]!);
}
