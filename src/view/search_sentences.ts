import type { TimeWindow } from "../query/time/time_window.ts";
import type { Coverage } from "../session/coverage/coverage.ts";
import {
  count,
  type ForeignPart,
  listOf,
  own,
  type OwnPart,
  type Sentence,
  words,
} from "./sentence.ts";

/** Columns that are named one by one; of more, the rest is counted. */
const MAX_COLUMNS = 5;

/**
 * Says that a limit ended a search.
 *
 * @param more How to get more.
 */
export function limitSentence(more: string): Sentence {
  return {
    severity: "note",
    code: "limit",
    own: own`Stopped at the limit, there may be more: ${words(more)}`,
  };
}

/**
 * Says which columns are not shown, most important first.
 *
 * @param wayOut How to see them.
 */
export function noSpaceSentence(titles: readonly string[], wayOut: string): Sentence {
  // To count a single one would take as long as to name it.
  const named = titles.length > MAX_COLUMNS + 1 ? titles.slice(0, MAX_COLUMNS) : titles;
  const left = titles.length - named.length;
  const columns: (OwnPart | ForeignPart)[][] = [
    ...named.map((text): ForeignPart[] => [{ kind: "text", text }]),
    ...left > 0 ? [own`${count(left)} more`] : [],
  ];
  return {
    severity: "note",
    code: "no_space",
    own: own`No space for`,
    quotes: [...listOf(columns, "and"), words(`; ${wayOut}`)],
  };
}

/** Says that rows are not shown, since an answer has a length. */
export function rowsLeftOutSentence(rows: number): Sentence {
  return { severity: "note", code: "rows", own: own`${count(rows, "row")} left out for length` };
}

/** Whether every session of a range was read, if not every value of it. */
export function hasAllSessions({ limitReached, gaps, unreadableRecords }: Coverage): boolean {
  return !limitReached && gaps.length === 0 && unreadableRecords === 0;
}

/**
 * Says how many sessions matched, and of which part of the range that is known.
 *
 * @param read The part of the range that was read.
 * @param readOn How to read the rest of it.
 */
export function matchedSentence(
  matched: number,
  coverage: Coverage,
  read: TimeWindow,
  readOn: string,
): Sentence {
  const sessions = count(matched, "session matched", "sessions matched");
  const sentence = (text: Sentence["own"]): Sentence => ({
    severity: "note",
    code: "matched",
    own: text,
  });
  if (coverage.limitReached) {
    const window = { kind: "window", window: read } as const;
    return sentence(own`At least ${sessions}: only ${window} was read; ${words(readOn)}`);
  }
  if (!hasAllSessions(coverage)) {
    return sentence(own`At least ${sessions}: a part is missing, see Coverage`);
  }
  return sentence(own`${sessions} in the whole range`);
}

/** Says that an order is one of the newest sessions, since there were too many to read them all. */
export function orderedSentence(sessions: number): Sentence {
  return {
    severity: "warning",
    code: "ordered",
    own: own`Only the newest ${
      count(sessions, "session was", "sessions were")
    } looked at for this order; narrow the range`,
  };
}

/**
 * Says that a session was not found, and where it was looked for.
 *
 * @param ids What was looked for, as the caller wrote it.
 * @param searchedMs How much of the time up to now was searched; absent if it was around a start.
 */
export function notFoundSentences(ids: string, searchedMs?: number): Sentence[] {
  const searched = { kind: "duration", ms: searchedMs ?? 0 } as const;
  return [
    {
      severity: "note",
      code: "not_found",
      own: own`No session with these ids was found`,
      quotes: [{ kind: "text", text: ids }],
    },
    {
      severity: "note",
      code: "searched",
      own: searchedMs === undefined
        ? own`Maybe it started at another time: only the surroundings of this start were searched`
        : own`Only the last ${searched} was searched: give the start of the session`,
    },
    {
      severity: "note",
      code: "rare",
      own: own`Sessions are a sample, and are listed when they have ended`,
    },
  ];
}
