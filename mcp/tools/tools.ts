import { getContentSession } from "./get_content_session.ts";
import { listSessionDimensions } from "./list_session_dimensions.ts";
import { searchContentSessions } from "./search_content_sessions.ts";
import type { Tool } from "./tool.ts";

/** Every tool, in the order in which clients see them. A new tool is a file and a line here. */
export const TOOLS: readonly Tool[] = [
  searchContentSessions,
  getContentSession,
  listSessionDimensions,
];
