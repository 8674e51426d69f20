import type { SessionDraft } from "../universe/starts/session_draft.ts";

/** Order of the sessions in a response. */
export type SessionOrder = "scrambled" | "oldest_first" | "newest_first";

/** How to put the sessions of a response in order. */
export function comparator(order: SessionOrder): (a: SessionDraft, b: SessionDraft) => number {
  switch (order) {
    case "oldest_first":
      return (a, b) => a.startMs - b.startMs || a.keyHigh - b.keyHigh;
    case "newest_first":
      return (a, b) => b.startMs - a.startMs || a.keyHigh - b.keyHigh;
    case "scrambled":
      return (a, b) => a.keyHigh - b.keyHigh;
  }
}
