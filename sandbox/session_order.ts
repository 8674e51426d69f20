import type { SessionOrder } from "./sandbox_options.ts";
import { hashText } from "./universe/hash.ts";
import type { SessionRecord } from "./universe/session_record.ts";

/** Puts the sessions of a response in order. */
export function inOrder(sessions: SessionRecord[], order: SessionOrder): SessionRecord[] {
  const start = (session: SessionRecord) => session.session_start_timestamp_ms ?? 0;
  switch (order) {
    case "oldest_first":
      return sessions.sort((a, b) => start(a) - start(b));
    case "newest_first":
      return sessions.sort((a, b) => start(b) - start(a));
    case "scrambled":
      return sessions
        .map((session) => ({ session, rank: hashText(session.session_id ?? "") }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ session }) => session);
  }
}
