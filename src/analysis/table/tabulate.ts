import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Session } from "../../session/session.ts";
import type { SessionTable } from "./session_table.ts";
import { SessionTableBuilder, type TableOptions } from "./session_table_builder.ts";

/** Sessions one by one, or page by page. */
export type SessionSource =
  | Iterable<Session | SessionBatch>
  | AsyncIterable<Session | SessionBatch>;

/** Sessions that came together, for example a page. */
export interface SessionBatch {
  /** The sessions. */
  readonly sessions: readonly Session[];
}

/**
 * Puts sessions into a table, one after the other: of the sessions themselves none is kept.
 *
 * @example Pages or sessions, as a client has them
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { tabulate } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const pages = [{ sessions: [{ session_id: "1", client_id: "9", network_info: { cdn: "A" } }] }];
 * const table = await tabulate(pages, CONTENT, { attributes: ["cdn", "device_os"] });
 * assertEquals(table.attributes.get("cdn")?.values, [null, "A"]);
 * ```
 */
export async function tabulate(
  source: SessionSource,
  endpoint: Endpoint,
  options?: TableOptions,
): Promise<SessionTable> {
  const builder = new SessionTableBuilder(endpoint, options);
  for await (const item of source) {
    if (isBatch(item)) { for (const session of item.sessions) builder.add(session); }
    else builder.add(item);
  }
  return builder.build();
}

function isBatch(item: Session | SessionBatch): item is SessionBatch {
  return Array.isArray(item.sessions);
}
