import { completable, type McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { type ParameterName, PARAMETERS, type Session } from "../src/mod.ts";
import { completeDimension, completeValue } from "./completions.ts";
import type { ToolContext } from "./tools/tool_context.ts";

/** Where viewers suffer most of what does not count as a failure. */
const WORST_FIRST = `-${"rebuffering_time_ms" satisfies keyof Session}`;

/** Whose sessions an investigation looks at. */
const PLAYER = "client_id" satisfies ParameterName;

/** Offers ways of working that a person can start. */
export function registerPrompts(server: McpServer, context: ToolContext): void {
  server.registerPrompt(
    "triage_incident",
    {
      title: "Triage an incident",
      description: "Find out what fails, for whom, since when, and what to look at next.",
      argsSchema: z.object({
        last: z.string().describe("How far to look back, for example 2h").optional(),
        dimension: completable(
          z.string().describe("A dimension that the incident seems to be about, for example cdn"),
          completeDimension,
        ).optional(),
        value: completable(
          z.string().describe("The value of the dimension, in the case that it has there"),
          (typed, { arguments: args } = {}) => completeValue(typed, args?.dimension, context),
        ).optional(),
      }),
    },
    ({ last = "1h", dimension, value }) => userMessage(triage(last, dimension, value)),
  );
  server.registerPrompt(
    "investigate_viewer",
    {
      title: "Investigate a viewer",
      description: "Explain what one viewer experienced, from the client id of the player.",
      argsSchema: z.object({
        [PLAYER]: z.string().describe("Client id of the viewer's player"),
        last: z.string().describe("How far to look back, for example 1d").optional(),
      }),
    },
    ({ [PLAYER]: player, last = "1d" }) => userMessage(investigate(player, last)),
  );
}

function userMessage(text: string) {
  return { messages: [{ role: "user" as const, content: { type: "text" as const, text } }] };
}

function triage(last: string, dimension?: string, value?: string): string {
  const filters = dimension && value ? { filters: [{ dimension, values: [value] }] } : {};
  const search = (more: object) => JSON.stringify({ last, ...filters, ...more });
  return `\
Triage an incident in video playback${value ? ` with ${dimension} ${quoted(value)}` : ""}.

1. Look at all sessions first, as the baseline: search_content_sessions ${search({ limit: 100 })}.
2. Then at each kind of failure: the same with ${
    failureFlags().join(", with ")
  }; and at the worst of what played: ${search({ sort: WORST_FIRST })}.
3. What do the failing sessions share that the baseline does not? Compare device, app version, CDN, ISP, place and asset. Check each guess with one more search, filtered by it; take values from list_session_dimensions.
4. Look at two failing sessions with get_content_session: their errors, and when they began.
5. Report: what fails, for whom, since when (UTC), how sure that is, and what speaks against it. Sessions are a sample: do not give totals, and no rate over sessions filtered by a failure. Say what to look at next.`;
}

function investigate(clientId: string, last: string): string {
  const search = { last, [PLAYER]: clientId, sort: "oldest", limit: 50 };
  return `\
Explain what one viewer experienced.

1. List the sessions of the player: search_content_sessions ${
    JSON.stringify(search)
  }. If there are none, look further back, and say that sessions are a sample, so that some may be missing.
2. Look at each session that failed, started slowly or rebuffered with get_content_session.
3. Is it the viewer, or everybody? Search sessions of the same time on the same ISP, device and asset.
4. Tell the story in order of time (UTC): what was tried, what happened, why it probably did, and what to tell the viewer. Keep what is known apart from what is guessed.`;
}

/** The flags of failures, but for those that are a part of another one. */
function failureFlags(): string[] {
  const flags = Object.entries(PARAMETERS)
    .filter(([, { role, type }]) => role === "filter" && type === "boolean")
    .map(([name]) => name);
  return flags.filter((flag) => !flags.some((other) => flag.startsWith(`${other}_`)))
    .map((flag) => `${quoted(flag)}: true`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
