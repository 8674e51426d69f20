import type { CheckedQuery } from "../query/check/checked_query.ts";
import type { Session } from "../session/session.ts";
import { slicePages } from "./slice_pages.ts";
import type { SessionPages, SessionStream, SliceDeps, SliceOptions } from "./types.ts";

/**
 * The sessions of `slicePages()`, one by one.
 *
 * @throws QueryError if an option is not a positive integer.
 */
export function sliceSessions(
  query: CheckedQuery,
  deps: SliceDeps,
  options: SliceOptions = {},
): SessionStream {
  const pages = slicePages(query, deps, options);
  const sessions = sessionsOf(pages);
  return {
    [Symbol.asyncIterator]: () => sessions,
    get coverage() {
      return pages.coverage;
    },
  };
}

async function* sessionsOf(pages: SessionPages): AsyncGenerator<Session, void, undefined> {
  for await (const page of pages) yield* page.sessions;
}
