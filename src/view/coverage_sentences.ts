import type {
  Coverage,
  CoverageGap,
  CoverageNotice,
  GapReason,
} from "../session/coverage/coverage.ts";
import { gapWords } from "../session/coverage/gaps.ts";
import { isShort } from "../session/coverage/coverage_of.ts";
import {
  count,
  type ForeignPart,
  listOf,
  own,
  type OwnPart,
  type Sentence,
  words,
} from "./sentence.ts";

/** What differs from one front end to another in what is said of a coverage. */
export interface CoverageDialect {
  /** Gaps, and fields, that are named one by one; of more, the rest is counted. */
  readonly named: { readonly gaps: number; readonly fields: number };
  /** What names the gaps that are counted only. */
  readonly allGaps: string;
}

type Counts = Readonly<Record<string, number>>;

/** What came of a range, and what it took: always something to say. */
export function completenessSentence(coverage: Coverage): Sentence {
  const { windows, requests, limitReached } = coverage;
  const isMissing = isShort(coverage);
  const what = isMissing ? "incomplete" : limitReached ? "read as far as needed" : "complete";
  const cost = requests === 0 ? words("from memory") : count(requests, "request");
  return {
    severity: isMissing ? "missing" : "note",
    code: "completeness",
    own: own`${words(what)} (${count(windows, "window")}, ${cost})`,
  };
}

/**
 * Says what is missing of what was asked, what can be done, and what was noticed beside; nothing if
 * there is nothing of either.
 */
export function coverageSentences(coverage: Coverage, dialect: CoverageDialect): Sentence[] {
  const { unreadableRecords, unreadableFields, correctedUnits, notices } = coverage;
  return [
    ...gapSentences(coverage, dialect),
    ...unreadableRecords > 0 ? [recordsSentence(unreadableRecords)] : [],
    ...countsSentence(unreadableFields, dialect, (values) => ({
      severity: "missing",
      code: "unreadable_values",
      own: own`${count(values, "value")} could not be read, ${
        words(values === 1 ? "is empty, and stands" : "are empty, and stand")
      } in other_fields as ${words(values === 1 ? "it" : "they")} came`,
    })),
    ...countsSentence(correctedUnits, dialect, (values) => ({
      severity: "warning",
      code: "converted_units",
      own: own`${count(values, "time came", "times came")} in another unit than milliseconds and ${
        words(values === 1 ? "was" : "were")
      } converted`,
    })),
    ...unknownSentences(coverage),
    ...notices.map(noticeSentence),
  ];
}

function gapSentences({ gaps }: Coverage, dialect: CoverageDialect): Sentence[] {
  if (gaps.length === 0) return [];
  const ms = gaps.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const left = gaps.length - dialect.named.gaps;
  const rest: Sentence[] = left <= 0 ? [] : [{
    severity: "missing",
    code: "more_gaps",
    own: own`and ${count(left)} more; ${words(dialect.allGaps)}`,
  }];
  return [{
    severity: "missing",
    code: "gaps",
    own: own`${count(gaps.length, "part")} of the range, ${{ kind: "duration", ms }} in all, ${
      words(gaps.length === 1 ? "is" : "are")
    } short of sessions`,
    details: [
      ...gaps.slice(0, dialect.named.gaps).map(gapSentence),
      ...rest,
    ],
  }];
}

/** Names the window, what happened and what to do. */
function gapSentence(gap: CoverageGap): Sentence {
  const { startMs, endMs, reason } = gap;
  const gapText = gapWords(gap);
  return {
    severity: "missing",
    code: `gap_${reason}`,
    own: own`${{ kind: "window", window: { startMs, endMs } }}: ${words(gapText.own)} (${
      words(REMEDIES[reason])
    })`,
    ...gapText.quote !== undefined && { quotes: [{ kind: "quote", text: gapText.quote }] },
  };
}

/** What to do about a gap. */
const REMEDIES: Readonly<Record<GapReason, string>> = {
  saturated: "more filters may bring more of it",
  too_old: "it cannot be had any more",
  future: "asking again later brings it",
  failed: "asking again may bring it",
  partial: "asking again may bring it",
};

function recordsSentence(records: number): Sentence {
  return {
    severity: "missing",
    code: "unreadable_records",
    own: own`${count(records, "record")} of the API could not be read as sessions`,
  };
}

/** Says something of values that are counted by field; nothing if there are none. */
function countsSentence(
  counts: Counts,
  { named }: CoverageDialect,
  say: (values: number) => Sentence,
): Sentence[] {
  const fields = Object.entries(counts);
  if (fields.length === 0) return [];
  const left = fields.length - named.fields;
  const quotes = listOf([
    ...fields.slice(0, named.fields).map(([field, values]) => [
      { kind: "text", text: field } as const,
      ...own` (${count(values)})`,
    ]),
    ...left > 0 ? [own`${count(left, "more field")}`] : [],
  ], "and");
  return [{ ...say(fields.reduce((sum, [, values]) => sum + values, 0)), quotes }];
}

/** A field that no session knows would be taken for one that is not asked for. */
function unknownSentences({ unknownValues, sessions, duplicates }: Coverage): Sentence[] {
  const never = Object.entries(unknownValues)
    .filter(([, times]) => sessions > 0 && times >= sessions + duplicates)
    .map(([field]): ForeignPart[] => [{ kind: "text", text: field }]);
  if (never.length === 0) return [];
  return [{
    severity: "note",
    code: "unknown_values",
    // Not with the word session before the colon, behind which a redaction takes a session's value.
    own: own`No session knows a value of ${
      words(never.length === 1 ? "this field" : "these fields")
    }, for which the API sends negative values or zero`,
    quotes: listOf(never, "and"),
  }];
}

/** The message has names of fields, and stands for itself. */
function noticeSentence({ kind, message }: CoverageNotice): Sentence {
  const none: OwnPart[] = [];
  return {
    severity: "warning",
    code: `notice_${kind}`,
    own: none,
    quotes: [{ kind: "text", text: message }],
  };
}
