import type { Session } from "../../../src/mod.ts";
import { apiTables, type TableSource } from "../../../src/explain/mod.ts";
import { turnOfOthers } from "../../turn_of_others.ts";
import type { ToolContext } from "../tool_context.ts";

/** Sessions that are redacted at a time. */
const SESSIONS_AT_A_TIME = 250;

/**
 * Where the tables of a question come from: sessions as a caller may see them, redacted before anything
 * is grouped by what they hold. A value of a table no longer knows the session in which it is a
 * viewer's; and so it has the pseudonym that a search shows. Tables without values need none of it,
 * which is nearly as much work as to read them.
 */
export function redactedTables(
  { client, redact, seen }: Pick<ToolContext, "client" | "redact" | "seen">,
): TableSource {
  const asked = client();
  const plain = apiTables(asked);
  const hidden = apiTables({
    ...asked,
    pages(query, options) {
      const pages = asked.pages(query, options);
      return {
        get coverage() {
          return pages.coverage;
        },
        async *[Symbol.asyncIterator]() {
          for await (const page of pages) {
            seen.record(page.sessions);
            yield { ...page, sessions: await redacted(page.sessions, redact) };
          }
        },
      };
    },
  });
  return {
    ...plain,
    read: (query, options) =>
      (options?.attributes?.length === 0 ? plain : hidden).read(query, options),
  };
}

async function redacted(
  sessions: readonly Session[],
  redact: ToolContext["redact"],
): Promise<Session[]> {
  const copies: Session[] = [];
  for (const [index, session] of sessions.entries()) {
    if (index % SESSIONS_AT_A_TIME === 0 && index > 0) await turnOfOthers();
    copies.push(redact(session));
  }
  return copies;
}
