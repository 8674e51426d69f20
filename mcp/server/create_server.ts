import { McpServer } from "@modelcontextprotocol/server";
import { VERSION } from "../../src/mod.ts";
import { instructions } from "./instructions.ts";
import { registerApp } from "../app/app_resource.ts";
import { registerPrompts } from "./prompts.ts";
import { registerResources } from "./resources.ts";
import { registerResults } from "../results/result_resource.ts";
import { registerTools } from "../tools/register_tools.ts";
import type { ToolContext } from "../tools/tool_context.ts";
import { toolsOf } from "../tools/tools.ts";

/** The lists are the same for everybody until the next release. */
const STATIC = { ttlMs: 3_600_000, cacheScope: "public" } as const;

/** Makes a server for one connection or one request, over a context that all of them share. */
export function createServer(context: ToolContext): McpServer {
  const server = new McpServer(
    {
      name: "conviva-sessions",
      title: "Conviva sessions",
      version: VERSION,
    },
    {
      instructions: instructions(context.endpoint),
      capabilities: {
        tools: { listChanged: false },
        resources: { listChanged: false },
        prompts: { listChanged: false },
        completions: {},
      },
      cacheHints: {
        "tools/list": STATIC,
        "prompts/list": STATIC,
        "resources/list": STATIC,
        "resources/templates/list": STATIC,
        "server/discover": STATIC,
      },
    },
  );
  registerTools(server, toolsOf(context.endpoint), context);
  registerResources(server, context);
  registerResults(server, context);
  registerApp(server);
  registerPrompts(server, context);
  return server;
}
