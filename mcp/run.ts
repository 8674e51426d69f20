import process from "node:process";
import { baseUrlFromEnv, QueryError } from "../src/mod.ts";
import { readGrantedEnv } from "../src/view/mod.ts";
import { createContext } from "./server/create_context.ts";
import { createServer } from "./server/create_server.ts";
import { createLog } from "./logging/log.ts";
import { type McpOptions, OptionError } from "./options.ts";
import { PSEUDONYM_KEY_VARIABLE } from "./redaction.ts";
import { serveStdio } from "./stdio/serve_stdio.ts";
import { reserveStdout } from "./stdio/protocol_stdout.ts";

/** Windows knows no SIGTERM. */
const STOP_SIGNALS: readonly NodeJS.Signals[] = process.platform === "win32"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM"];

/**
 * Runs the server until its input ends, or, over HTTP, until it is told to stop.
 *
 * @returns The exit code: 0 for a clean end, 2 if the options are wrong.
 */
export async function run(options: McpOptions): Promise<number> {
  const stdout = reserveStdout();
  const log = createLog((line) => console.error(`conviva-sessions mcp: ${line}`));
  try {
    const context = await createContext({
      ...options,
      baseUrl: baseUrlFromEnv(),
      // Few need it, so that a configuration without leave to read it works.
      pseudonymKey: readGrantedEnv(PSEUDONYM_KEY_VARIABLE) || undefined,
      log,
    });
    const factory = () => createServer(context);
    if (options.http) {
      await runHttp(factory, options, log);
    } else {
      await serveStdio(factory, stdout, log);
    }
    return 0;
  } catch (error) {
    log(error);
    return error instanceof OptionError || error instanceof QueryError ? 2 : 1;
  }
}

async function runHttp(
  factory: () => ReturnType<typeof createServer>,
  options: McpOptions,
  log: (error: unknown) => void,
): Promise<void> {
  const { httpOptions, TOKEN_VARIABLE } = await import("./http/http_options.ts");
  const { serveHttp } = await import("./http/serve_http.ts");
  const access = await httpOptions(options, process.env[TOKEN_VARIABLE] || undefined);
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const name of STOP_SIGNALS) process.on(name, onSignal);
  try {
    await serveHttp(factory, {
      ...access,
      host: options.host,
      port: options.port,
      signal: stop.signal,
      onError: log,
      onListen: ({ hostname, port }) =>
        console.error(`conviva-sessions mcp: serving http://${hostname}:${port}/mcp`),
    });
  } finally {
    for (const name of STOP_SIGNALS) process.off(name, onSignal);
  }
}
