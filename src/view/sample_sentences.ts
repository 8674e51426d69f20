import type { Endpoint } from "../../gen/endpoint.ts";
import type { CheckedQuery } from "../query/check/checked_query.ts";
import { outcomeFilters } from "../query/filter/outcome_filters.ts";
import type { SeenValues } from "./seen_values.ts";
import { own, type Sentence, words } from "./sentence.ts";
import {
  type SuggestionDialect,
  unmatchedFilters,
  unmatchedSentences,
} from "./unmatched_filters.ts";

/** What sessions that are shown are picked by; the newest are those that have ended first. */
export type SampleOrder = "newest" | "oldest" | "value";

/** What differs from one front end to another in what is said of a sample. */
export interface SampleDialect {
  /** How to get a rate of sessions that are picked by how they went. */
  readonly rateOfPicked?: string;
  /** How to get a rate, where readers are likely to compute one from the rows that they see. */
  readonly rate?: string;
}

/** A range this short often has no ended session of a small audience. */
const SHORT_MS = 600_000;

/** Says what sessions are, whatever was asked for. */
export const SAMPLE_SENTENCE: Sentence = {
  severity: "note",
  code: "sample",
  own: own`A sample of the sessions that have ended, which is what the API returns`,
};

/** Says what sessions are a sample of, and what must not be computed from them. */
export function sampleSentences(
  { filters }: CheckedQuery,
  endpoint: Endpoint,
  order: SampleOrder,
  { rateOfPicked, rate }: SampleDialect,
): Sentence[] {
  const outcomes = outcomeFilters(filters, endpoint);
  if (outcomes.length > 0) {
    const instead = rateOfPicked === undefined ? "" : `, but ${rateOfPicked}`;
    return [{
      severity: "note",
      code: "sample_of_outcome",
      own: own`A sample of the sessions that have ended, picked by how they went (${
        words(outcomes.join(", "))
      }): no rate follows from them${words(instead)}`,
    }];
  }
  if (rate === undefined) return [SAMPLE_SENTENCE];
  return [SAMPLE_SENTENCE, {
    severity: "warning",
    code: "rate",
    own: own`They give no totals. Compute no rate from these rows, which are ${
      words(PICKED_BY[order])
    }. ${words(rate)}`,
  }];
}

const PICKED_BY: Readonly<Record<SampleOrder, string>> = {
  newest: "the newest: short sessions end first",
  oldest: "the oldest",
  value: "picked by their order",
};

/**
 * Says why there may be no session: what nothing matches of what was seen lately, and, unless that
 * tells what was meant, what holds for any account.
 */
export function noneSentences(
  checked: CheckedQuery,
  endpoint: Endpoint,
  seen: SeenValues | undefined,
  dialect: SuggestionDialect,
): Sentence[] {
  const filters = seen === undefined ? [] : unmatchedFilters(checked.filters, seen);
  const isMeant = filters.some(({ meant }) => meant !== undefined);
  return [
    ...unmatchedSentences(filters, dialect),
    ...isMeant ? [] : emptySentences(checked, endpoint),
  ];
}

/** Says why there may be no session, whatever the account has. */
function emptySentences({ filters, range }: CheckedQuery, { limits }: Endpoint): Sentence[] {
  const { dimensions, tags, parameters } = filters;
  const named = Object.keys(dimensions).length + Object.keys(tags).length;
  const asked = named + Object.keys(parameters).length;
  const ms = range.endMs - range.startMs;
  const note = (code: string, text: Sentence["own"]): Sentence => ({
    severity: "note",
    code,
    own: text,
  });
  return [
    ...named > 0 ? [note("case", own`Names and values are case-sensitive`)] : [],
    ...asked > 1
      ? [note("all_match", own`All filters must match; leave one out to see which is too much`)]
      : [],
    ...ms <= SHORT_MS || named === 0 ? [note("range", rangeWords(ms, limits.maxAgeMs))] : [],
    ...asked > 0
      ? [note("rare", own`Sessions are a sample: something rare may be missing from it`)]
      : [],
  ];
}

function rangeWords(ms: number, maxAgeMs: number): Sentence["own"] {
  const ended = words("Sessions are listed when they have ended");
  if (ms >= maxAgeMs) return [ended];
  return own`${ended}; a range longer than ${{ kind: "duration", ms }} may have some`;
}
