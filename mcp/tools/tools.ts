import { perEndpoint } from "../../src/view/mod.ts";
import { compareContentSessions } from "./compare_content_sessions.ts";
import { diagnoseContentSessions } from "./diagnose_content_sessions.ts";
import { getContentSession } from "./get_content_session.ts";
import { listSessionDimensions } from "./list_session_dimensions.ts";
import { searchContentSessions } from "./search_content_sessions.ts";
import { summarizeContentSessions } from "./summarize_content_sessions.ts";
import type { Tool } from "./tool.ts";

/**
 * Every tool, in the order in which clients see them. A new tool is a file and a line here. They are
 * made once for an endpoint, since over HTTP each request has a server of its own.
 */
export const toolsOf = perEndpoint((endpoint): readonly Tool[] => [
  diagnoseContentSessions,
  compareContentSessions,
  summarizeContentSessions,
  searchContentSessions(endpoint),
  getContentSession,
  listSessionDimensions,
]);
