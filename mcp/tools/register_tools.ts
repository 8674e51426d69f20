import type { CallToolResult, McpServer, ServerContext } from "@modelcontextprotocol/server";
import { DRAWN_BY_PAGE, showsPages } from "../app/app_resource.ts";
import { pageMeta } from "../app/page_meta.ts";
import { loadTelemetry } from "../logging/load_telemetry.ts";
import { SECRET_LENGTH, writeAnswer } from "../render/answer.ts";
import { writeTold } from "../render/explain/told_answer.ts";
import { failureResult, failureType, isCallersMistake } from "./failure.ts";
import { findMistakes } from "./arguments/gather_mistakes.ts";
import { advertised } from "./arguments/json_schema.ts";
import { readArguments } from "./arguments/read_arguments.ts";
import type { Tool, ToolCall } from "./tool.ts";
import type { ToolContext } from "./tool_context.ts";

/** Offers tools to the clients of a server. */
export function registerTools(server: McpServer, tools: readonly Tool[], context: ToolContext) {
  for (const tool of tools) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: advertised(tool.input),
        ...!context.textOnly && { outputSchema: advertised(tool.output) },
        annotations: { readOnlyHint: true, openWorldHint: true },
        ...tool.hasPage && { _meta: DRAWN_BY_PAGE },
      },
      (received: unknown, request: ServerContext) =>
        callTool(tool, received, request, context, () => showsPages(server)),
    );
  }
}

async function callTool(
  tool: Tool,
  received: unknown,
  request: ServerContext,
  context: ToolContext,
  wantsPage: () => boolean,
): Promise<CallToolResult> {
  const { traced } = await loadTelemetry();
  const { signal } = request.mcpReq;
  const secret = context.randomName(SECRET_LENGTH);
  const { result } = await traced(
    tool.name,
    async () => {
      try {
        const call = callOf(request);
        const args = await readArguments(
          tool.input,
          received,
          context.endpoint,
          (args) => findMistakes(async () => await tool.check?.(args, call, context)),
        );
        const answer = await tool.run(args, call, context);
        const written = "told" in answer ? writeTold(answer, secret) : writeAnswer(answer, secret);
        const { text, structured } = context.outgoing(written);
        const file = "file" in answer ? answer.file : undefined;
        const links = file ? [{ type: "resource_link" as const, ...file }] : [];
        return {
          result: {
            content: [{ type: "text" as const, text }, ...links],
            ...!context.textOnly && { structuredContent: structured },
            ...answer.page && wantsPage() && { _meta: pageMeta(answer.page(), context) },
          },
        };
      } catch (error) {
        // Nobody is there to read a result.
        if (signal.aborted) throw error;
        if (!isCallersMistake(error)) context.log(error);
        const result = failureResult(error, secret);
        return {
          // What a caller hears of its own arguments, it said itself; a correction is to be copied.
          result: isCallersMistake(error) ? result : context.outgoing(result),
          failure: failureType(error),
        };
      }
    },
    ({ failure }) => failure,
  );
  return result;
}

function callOf({ mcpReq }: ServerContext): ToolCall {
  const progressToken = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    progress: (progress, message) => {
      if (progressToken === undefined) return;
      // A client that is gone needs no progress.
      mcpReq.notify({
        method: "notifications/progress",
        params: { progressToken, progress, total: 1, message },
      }).catch(() => {});
    },
  };
}
