import type { CursorSealer, Position } from "../../cursor.ts";
import { refuse } from "../refuse.ts";

/** Arguments that change how sessions are shown, but not which. */
const SHOWING = new Set(["cursor", "limit", "detail", "fields", "count", "export"]);

/**
 * Reads where to go on.
 *
 * @returns The position, if there is a cursor, and the question that cursors are good for.
 * @throws QueryError if the cursor is not for these arguments.
 */
export async function readPosition(
  args: { readonly cursor?: string },
  cursors: CursorSealer,
): Promise<{ position?: Position; question: string }> {
  const asked = Object.entries(args).filter(([name, value]) =>
    !SHOWING.has(name) && value !== undefined
  );
  const question = JSON.stringify(asked.sort(([a], [b]) => a < b ? -1 : 1));
  if (args.cursor === undefined) return { question };
  const position = await cursors.open(args.cursor, question);
  if (position) return { position, question };
  throw refuse(
    "cursor",
    JSON.stringify(args.cursor.slice(0, 40)),
    "this cursor does not belong to these arguments, or is from before this server started",
    "a cursor from an answer of this tool, with the arguments that led to it; or no cursor",
    Object.fromEntries(asked),
  );
}
