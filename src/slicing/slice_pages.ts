import type { CheckedQuery } from "../query/check/checked_query.ts";
import type { Session } from "../session/session.ts";
import type { SessionPages, SessionStream, SliceDeps, SliceOptions } from "./types.ts";
import { collectPages } from "./collect/collect_pages.ts";
import { withCutOff } from "../session/coverage/cut_off_gap.ts";
import { CoverageTally } from "./coverage/coverage_tally.ts";
import { sliceSettings } from "./slice_settings.ts";

/**
 * Collects a range of any length inside the API's maximum age: asks for windows that the API
 * answers completely, and names in the coverage those that it does not.
 *
 * A response as long as the limit asked for, or too large, is not complete: its window is asked
 * again in parts. So is that of a response that looks as if the API kept to a lower limit and did not
 * say so; if the parts bring nothing new, that is forgotten. Whether the API selects by start, end or
 * overlap, and whether a window's ends belong to it, makes no difference. What an answer says is
 * decided in `answer/judge_answer.ts`, and what follows from it, splits included, is done in
 * `queue/segment_queue.ts`.
 *
 * @returns The pages; nothing is asked before they are iterated, which throws the SessionsError that
 * fits, or the signal's reason.
 * @throws QueryError if an option is not a positive integer.
 */
export function slicePages(
  query: CheckedQuery,
  deps: SliceDeps,
  options: SliceOptions = {},
): SessionPages {
  const tally = new CoverageTally(query.range);
  const pages = collectPages(query, deps, sliceSettings(options, query.limit), tally);
  return {
    [Symbol.asyncIterator]: () => pages,
    get coverage() {
      return withCutOff(tally.coverage, query.cutOff, deps.endpoint);
    },
  };
}

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
