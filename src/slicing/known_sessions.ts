import type { DecodedPage } from "../session/decoded_page.ts";
import type { Session } from "../session/session.ts";
import { sessionKey } from "../session/session_key.ts";
import { entryOffsetMs, type Selection } from "./selection.ts";
import type { Stretch, TimeAxis } from "./time_axis.ts";

/** A page together with the sessions of its window that had come before. */
export interface JoinedPage {
  readonly page: DecodedPage;
  /** Sessions that had come before for this window and did not come again. */
  readonly missing: number;
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
  if (known.length === 0) return { page, missing: 0, fresh: page.sessions.length };
  const isWithin = (session: Session) => {
    const offsetMs = entryOffsetMs(session, selection, axis);
    return offsetMs > stretch.fromMs && offsetMs < stretch.toMs;
  };
  const keys = new Set(page.sessions.map(sessionKey));
  const knownKeys = new Set<string>();
  const missing: Session[] = [];
  for (const session of known) {
    const key = sessionKey(session);
    knownKeys.add(key);
    if (!keys.has(key) && isWithin(session)) missing.push(session);
  }
  const fresh =
    page.sessions.filter((session) =>
      !knownKeys.has(sessionKey(session)) && (selection === "overlap" || isWithin(session))
    ).length;
  return {
    page: missing.length === 0 ? page : { ...page, sessions: [...page.sessions, ...missing] },
    missing: missing.length,
    fresh,
  };
}
