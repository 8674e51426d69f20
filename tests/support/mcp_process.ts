import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OldStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as OldHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const ROOT = new URL("../../", import.meta.url).pathname;

/** The permissions that the documentation gives the server. */
const ENV =
  "--allow-env=CONVIVA_CLIENT_ID,CONVIVA_CLIENT_SECRET,CONVIVA_BASE_URL,CONVIVA_MCP_TOKEN";

/** How a host starts the server over stdio; the sandbox needs no network. */
export const STDIO_ARGS = ["run", "--no-prompt", ENV, `${ROOT}mcp/main.ts`, "--sandbox"];

/** An API at an address, in place of the one that is simulated in the server's process. */
export interface AskedApi {
  readonly url: string;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
}

function accountOf(api: AskedApi | undefined): Record<string, string> {
  return api
    ? {
      CONVIVA_BASE_URL: api.url,
      CONVIVA_CLIENT_ID: api.credentials.clientId,
      CONVIVA_CLIENT_SECRET: api.credentials.clientSecret,
    }
    : {};
}

/** The clients that hosts run today and will run. */
export const CLIENTS = ["v2 client, 2026", "v2 client, 2025", "v1 client"] as const;

/** What the tests ask of a client, whichever it is. */
export type AnyClient = Pick<
  Client,
  | "listTools"
  | "callTool"
  | "listResources"
  | "readResource"
  | "listPrompts"
  | "getServerCapabilities"
  | "close"
>;

/** How a server over stdio is started. */
export interface StdioStart {
  /** Deno, unless told. */
  readonly command?: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

/** How to start a server over stdio that asks an API instead of the simulated one. */
export function startAsking(api: AskedApi): StdioStart {
  const [run, ...rest] = STDIO_ARGS;
  return { args: [run!, "--allow-net=127.0.0.1", ...rest.slice(0, -1)], env: accountOf(api) };
}

/** Connects a client over stdio, to a server that is started as told, or over HTTP if there is a URL. */
export async function connect(
  kind: typeof CLIENTS[number],
  url?: string,
  start: StdioStart = { args: STDIO_ARGS },
): Promise<AnyClient> {
  const info = { name: "test", version: "1" };
  const stdio = { command: Deno.execPath(), stderr: "ignore" as const, ...start };
  if (kind === "v1 client") {
    const client = new OldClient(info);
    await client.connect(url ? new OldHttp(new URL(url)) : new OldStdio(stdio));
    return client as unknown as AnyClient;
  }
  const client = new Client(info, {
    versionNegotiation: { mode: kind === "v2 client, 2026" ? "auto" : "legacy" },
  });
  await client.connect(
    url ? new StreamableHTTPClientTransport(new URL(url)) : new StdioClientTransport(stdio),
  );
  return client;
}

/** A server over HTTP in a process of its own. */
export async function startHttpProcess(
  args: string[] = [],
  env: Record<string, string> = {},
  api?: AskedApi,
) {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      ENV,
      "--allow-net=127.0.0.1",
      `${ROOT}mcp/main.ts`,
      "--http",
      "--port=0",
      ...api ? [] : ["--sandbox"],
      ...args,
    ],
    env: { ...accountOf(api), ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const { url, log } = await readUntilUrl(process.stderr);
  return {
    url,
    pid: process.pid,
    log,
    /** Asks the process to stop, and waits until it has. */
    stop: async () => {
      process.kill("SIGTERM");
      const { code } = await process.status;
      return { code, stdout: await new Response(process.stdout).text() };
    },
  };
}

async function readUntilUrl(stream: ReadableStream<Uint8Array>) {
  const log: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  (async () => {
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
      log.push(chunk);
      const [url] = /http:\/\/\S+/.exec(log.join("")) ?? [];
      if (url) resolve(url);
    }
    reject(new Error(`The server ended: ${log.join("")}`));
  })();
  return { url: await promise, log };
}
