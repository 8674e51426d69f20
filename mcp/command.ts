import { Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_OPTIONS, type McpOptions } from "./options.ts";

/**
 * The command that starts the server, for a program of its own or as part of another.
 *
 * @param onEnd Hears the exit code when the server has ended.
 */
export function mcpCommand(onEnd: (exitCode: number) => void): Command {
  return new Command("mcp")
    // To find out what a terminal can show takes permissions that nothing else here needs.
    .configureOutput({ getOutHasColors: () => false, getErrHasColors: () => false })
    .description(
      "Serve Conviva sessions to AI assistants over the Model Context Protocol:\n" +
        "over standard input and output, as hosts start it, or over HTTP.",
    )
    .option("--sandbox", "ask a simulated API; needs no account")
    .option("--reveal-viewers", "show viewers' ids and addresses as they are")
    .option(
      "--token-budget <tokens>",
      "most tokens of an answer",
      integer(1000),
      DEFAULT_OPTIONS.tokenBudget,
    )
    .option("--text-only", "answer with text alone, for hosts that pass on text and data")
    .option(
      "--cache-mb <megabytes>",
      "most memory for API answers to keep",
      integer(0),
      DEFAULT_OPTIONS.cacheMb,
    )
    .option("--http", "serve HTTP at /mcp")
    .option("--host <host>", "host name or address to listen on", DEFAULT_OPTIONS.host)
    .option(
      "--port <port>",
      "port to listen on; 0 takes a free one",
      integer(0, 65535),
      DEFAULT_OPTIONS.port,
    )
    .addOption(list("--allowed-hosts <names>", "more names that a Host header may have"))
    .addOption(list("--allowed-origins <names>", "more hosts that an Origin header may name"))
    .option("--public-url <url>", "URL under which clients reach the endpoint")
    .option("--oauth-issuer <url>", "accept access tokens of this issuer")
    .option("--oauth-audience <audience>", "audience that an access token must have")
    .option("--oauth-jwks-url <url>", "where the issuer publishes its keys")
    .addOption(list("--oauth-scopes <scopes>", "scopes that an access token must have"))
    .addHelpText(
      "after",
      `
Environment:
  CONVIVA_CLIENT_ID, CONVIVA_CLIENT_SECRET  API key pair from Pulse, API Management
  CONVIVA_BASE_URL                          base URL of the API, if not Conviva's own
  CONVIVA_MCP_TOKEN                         with --http: bearer token that a client must send;
                                            needed, or OAuth, beyond 127.0.0.1
  CONVIVA_PSEUDONYM_KEY                     secret of 32 characters or more: the same
                                            pseudonyms in every process
  OTEL_DENO=true                            export traces and metrics (OpenTelemetry)

Examples:
  deno task mcp --sandbox
  CONVIVA_MCP_TOKEN=… deno task mcp --http --port 3333`,
    )
    .action(async (options: Partial<McpOptions>) => {
      const { run } = await import("./run.ts");
      onEnd(await run({ ...DEFAULT_OPTIONS, ...options }));
    });
}

function integer(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      max === Number.MAX_SAFE_INTEGER
        ? `It must be an integer from ${min} up.`
        : `It must be an integer from ${min} to ${max}.`,
    );
  };
}

function list(flags: string, description: string): Option {
  return new Option(flags, `${description}, with commas between`)
    .default([], "none")
    .argParser((text) => text.split(",").map((name) => name.trim()).filter(Boolean));
}
