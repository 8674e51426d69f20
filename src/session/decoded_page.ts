import type { Session } from "./session.ts";

/** A response body, decoded. */
export interface DecodedPage {
  /** The sessions, in the response's order. */
  readonly sessions: Session[];
  /** Records that could not be read as sessions. */
  readonly unreadableRecords: number;
  /** Values that could not be read as their field's type and became `null`, counted by field. */
  readonly unreadableFields: Readonly<Record<string, number>>;
}
