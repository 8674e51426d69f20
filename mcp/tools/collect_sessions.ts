import {
  type Coverage,
  type Session,
  sessionKey,
  type SessionsClient,
  type SessionsQuery,
} from "../../src/mod.ts";
import { count } from "../render/coverage_text.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Sort } from "./sort.ts";
import type { ToolCall } from "./tool.ts";

/** Sessions that an order by a field looks at; it must see all before it knows the first. */
const MAX_SCANNED = 20_000;

/** Which part of the sessions of a query. */
export interface Part {
  readonly sort: Sort;
  /** Sessions to pass over. */
  readonly offset: number;
  /** Fingerprint of the last one to pass over. */
  readonly lastKey: number;
  /** Most sessions. */
  readonly limit: number;
}

/** A part of the sessions of a query. */
export interface CollectedPart {
  readonly sessions: readonly Session[];
  /** How many come before these. */
  readonly offset: number;
  /** Whether more sessions follow. */
  readonly hasMore: boolean;
  readonly coverage: Coverage;
  /** What a reader must know about the order. */
  readonly notes: readonly string[];
}

/** Asks for as much of a range as the part needs. */
export async function collectSessions(
  client: SessionsClient<string>,
  query: SessionsQuery<string>,
  part: Part,
  { signal, progress }: ToolCall,
): Promise<CollectedPart> {
  const { sort, limit } = part;
  // One more tells whether there is more.
  const wanted = sort.needsAll ? MAX_SCANNED : part.offset + limit + 1;
  const pages = client.pages(query, {
    signal,
    order: sort.windows,
    limit: wanted,
    // What no filter thins out is likely to be had from the first window.
    concurrency: sort.needsAll || isFiltered(query) ? undefined : 1,
    onProgress: ({ fraction, windows, sessions }) =>
      progress(fraction, `${count(windows, "window")} done, ${count(sessions, "session")} so far`),
  });
  const all: Session[] = [];
  for await (const page of pages) {
    all.push(...page.sessions);
  }
  const notes: string[] = [];
  if (sort.needsAll) {
    all.sort(sort.compare);
    if (all.length >= wanted) {
      notes.push(
        `Only the newest ${all.length} sessions were looked at for this order; narrow the range.`,
      );
    }
  }
  const offset = findOffset(all, part, notes);
  return {
    sessions: all.slice(offset, offset + limit),
    offset,
    hasMore: all.length > offset + limit,
    coverage: pages.coverage,
    notes,
  };
}

function isFiltered(query: SessionsQuery<string>): boolean {
  return Object.keys(query).some((name) => name !== "start" && name !== "end");
}

/** Where a part begins; sessions that ended in the meantime may have moved it. */
function findOffset(all: readonly Session[], part: Part, notes: string[]): number {
  const { offset, lastKey } = part;
  const isLast = (session: Session | undefined) =>
    session !== undefined && fingerprint(sessionKey(session)) === lastKey;
  if (offset === 0 || isLast(all[offset - 1])) return offset;
  const found = all.findLastIndex(isLast);
  if (found >= 0) return found + 1;
  notes.push("Sessions came in since the page before: some may be missing here or come again.");
  return Math.min(offset, all.length);
}
