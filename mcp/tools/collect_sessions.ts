import {
  type CheckedQuery,
  type Coverage,
  type Endpoint,
  type EndpointClient,
  type Session,
  sessionKey,
  type SessionsQuery,
} from "../../src/mod.ts";
import { count } from "../render/coverage_text.ts";
import { orderedSentence } from "../../src/view/mod.ts";
import { Line, line } from "../render/line.ts";
import { sentenceLines } from "../render/sentence_lines.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Sort } from "./arguments/sort.ts";
import type { ToolCall } from "./tool.ts";

/** Sessions that an order by a field, a count or a file looks at. */
const MAX_SCANNED = 20_000;

/**
 * What is read at least, so that the count of a short range is exact: this part of a response of the
 * API, which mostly takes one, in no more windows than are asked at once.
 */
const LEAST_OF_RESPONSE = 1 / 3;
const LEAST_WINDOWS = 4;

/** Which part of the sessions of a query. */
export interface Part {
  readonly sort: Sort;
  /** Sessions to pass over. */
  readonly offset: number;
  /** Fingerprint of the last one to pass over. */
  readonly lastKey: number;
  /** Most sessions. */
  readonly limit: number;
  /** Whether all of the range is read, whatever of it is shown. */
  readonly readsAll: boolean;
}

/** A part of the sessions of a query. */
export interface CollectedPart {
  readonly sessions: readonly Session[];
  /** All that was read, in the order that was asked for; all that match only if nothing is missing. */
  readonly all: readonly Session[];
  /** How many come before these. */
  readonly offset: number;
  /** Whether more sessions follow. */
  readonly hasMore: boolean;
  /** The part of the range that was read, Unix milliseconds. */
  readonly readFromMs: number;
  readonly readUntilMs: number;
  readonly coverage: Coverage;
  /** What a reader must know about the order. */
  readonly notes: readonly Line[];
}

/** Asks for as much of a range as the part needs, and for a little more where that is cheap. */
export async function collectSessions(
  client: EndpointClient<SessionsQuery<string>>,
  query: CheckedQuery,
  part: Part,
  { signal, progress }: ToolCall,
): Promise<CollectedPart> {
  const { sort, limit } = part;
  const { endpoint } = client;
  const readsAll = sort.needsAll || part.readsAll;
  // One more tells whether there is more.
  const wanted = part.offset + limit + 1;
  const leastSessions = endpoint.limits.maxSessions * LEAST_OF_RESPONSE;
  const most = Math.max(wanted, readsAll ? MAX_SCANNED : leastSessions);
  const pages = client.pages(query, {
    signal,
    order: sort.windows,
    limit: most,
    // What no filter thins out is likely to be had from the first window.
    concurrency: readsAll || isFiltered(query) ? undefined : 1,
    onProgress: ({ fraction, windows, sessions }) =>
      progress(
        fraction,
        line`${count(windows, "window")} done, ${count(sessions, "session")} so far`.text,
      ),
  });
  const all: Session[] = [];
  let windows = 0;
  // Sessions without a place in the order come last, wherever they were read.
  let placed = 0;
  let isAtEnd = true;
  let readFromMs = Infinity;
  let readUntilMs = -Infinity;
  for await (const { sessions, window } of pages) {
    // Not spread into a call, which has a limit of its own.
    for (const session of sessions) all.push(session);
    readFromMs = Math.min(readFromMs, window.startMs);
    readUntilMs = Math.max(readUntilMs, window.endMs);
    placed += sessions.filter(sort.hasPlace).length;
    windows++;
    if (!readsAll && windows >= LEAST_WINDOWS && placed >= wanted) {
      isAtEnd = false;
      break;
    }
  }
  const { coverage } = pages;
  const notes: Line[] = [];
  all.sort(sort.compare);
  if (sort.needsAll && coverage.limitReached) {
    notes.push(...sentenceLines(orderedSentence(all.length)));
  }
  const offset = findOffset(all, part, notes, endpoint);
  return {
    sessions: all.slice(offset, offset + limit),
    all,
    offset,
    hasMore: all.length > offset + limit,
    readFromMs,
    readUntilMs,
    // A collection that was left before its end is not complete, and has come to its limit.
    coverage: coverage.complete || isAtEnd ? coverage : { ...coverage, limitReached: true },
    notes,
  };
}

function isFiltered({ filters }: CheckedQuery): boolean {
  return Object.values(filters).some((named) => Object.keys(named).length > 0);
}

/** Where a part begins; sessions that ended in the meantime may have moved it. */
function findOffset(
  all: readonly Session[],
  part: Part,
  notes: Line[],
  endpoint: Endpoint,
): number {
  const { offset, lastKey } = part;
  const isLast = (session: Session | undefined) =>
    session !== undefined && fingerprint(sessionKey(session, endpoint)) === lastKey;
  if (offset === 0 || isLast(all[offset - 1])) return offset;
  const found = all.findLastIndex(isLast);
  if (found >= 0) return found + 1;
  notes.push(
    Line.own("Sessions came in since the page before: some may be missing here or come again."),
  );
  return Math.min(offset, all.length);
}
