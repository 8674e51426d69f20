import type { CoverageNotice } from "../coverage/coverage.ts";
import type { Session } from "../session.ts";

/** A response body, decoded. */
export interface DecodedPage {
  /** The sessions, in the response's order. */
  readonly sessions: Session[];
  /** Records that could not be read as sessions. */
  readonly unreadableRecords: number;
  /** Values that could not be read as their field's type and became `null`, counted by field. */
  readonly unreadableFields: Readonly<Record<string, number>>;
  /** Values that say that they are not known and became `null`, counted by field. */
  readonly unknownValues: Readonly<Record<string, number>>;
  /** Times that were converted from another unit than their field's, counted by field. */
  readonly correctedUnits: Readonly<Record<string, number>>;
  /** What was noticed beside. */
  readonly notices: readonly CoverageNotice[];
  /** What the API said of sessions that are not in the response; absent if it said nothing. */
  readonly more?: string;
}

/** A page without sessions. */
export const EMPTY_PAGE: DecodedPage = {
  sessions: [],
  unreadableRecords: 0,
  unreadableFields: {},
  unknownValues: {},
  correctedUnits: {},
  notices: [],
};
