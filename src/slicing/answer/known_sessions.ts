import type { DecodedPage } from "../../session/decode/decoded_page.ts";
import type { Session } from "../../session/session.ts";
import { sessionKey } from "../../session/session_key.ts";
import { entryOffsetMs, type Selection } from "../axis/selection.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";

/** An API that rounds windows inwards takes no more than this off an edge. */
const EDGE_MS = 60_000;
/** A few sessions may change so that they do not come again. */
const LEAST_MISSING = 5;
const MISSING_PART = 0.02;

/** A page together with the sessions of its window that had come before. */
export interface JoinedPage {
  readonly page: DecodedPage;
  /** Sessions that had come before and did not come again. */
  readonly missing: readonly Session[];
  /** Whether so many others did not come again that the answer cannot be whole. */
  readonly isShort: boolean;
  /** Sessions of the stretch that had not come before. */
  readonly fresh: number;
}

/**
 * Adds the sessions that the answer of a wider window had for a stretch. What was received once is
 * delivered, also if the API does not repeat it.
 *
 * @param known The sessions of the wider window.
 */
export function joinKnown(
  page: DecodedPage,
  known: readonly Session[],
  stretch: Stretch,
  selection: Selection,
  axis: TimeAxis,
): JoinedPage {
  if (known.length === 0) {
    return { page, missing: [], isShort: false, fresh: page.sessions.length };
  }
  const keyOf = (session: Session) => sessionKey(session, axis.endpoint);
  const isWithin = (session: Session) => {
    const offsetMs = entryOffsetMs(session, selection, axis);
    return offsetMs > stretch.fromMs && offsetMs < stretch.toMs;
  };
  const keys = new Set(page.sessions.map(keyOf));
  const knownKeys = new Set<string>();
  const missing: Session[] = [];
  let expected = 0;
  for (const session of known) {
    const key = keyOf(session);
    knownKeys.add(key);
    if (!isWithin(session)) continue;
    expected++;
    if (!keys.has(key)) missing.push(session);
  }
  const fresh =
    page.sessions.filter((session) =>
      !knownKeys.has(keyOf(session)) && (selection === "overlap" || isWithin(session))
    ).length;
  const inside = missing.filter((session) => {
    const offsetMs = entryOffsetMs(session, selection, axis);
    return offsetMs > stretch.fromMs + EDGE_MS && offsetMs < stretch.toMs - EDGE_MS;
  }).length;
  return {
    page: missing.length === 0 ? page : { ...page, sessions: [...page.sessions, ...missing] },
    missing,
    isShort: inside >= LEAST_MISSING && inside > MISSING_PART * expected,
    fresh,
  };
}

/** Number of records that a response had, whether or not they could be read. */
export function pageLength({ sessions, unreadableRecords }: DecodedPage): number {
  return sessions.length + unreadableRecords;
}
