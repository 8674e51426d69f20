import type { Filters } from "../query/check/checked_query.ts";
import { closest } from "../query/name/closest.ts";
import type { SeenValue, SeenValues } from "./seen_values.ts";
import { type ForeignPart, listOf, own, type OwnPart, type Sentence, words } from "./sentence.ts";

/** A filter that none of the sessions matches that were seen lately. */
export interface UnmatchedFilter {
  /** Where it stands in a query. */
  readonly member: "dimensions" | "tags";
  /** What no session has: a tag of this name, or this value of the dimension or tag. */
  readonly lacks: "name" | "value";
  readonly name: string;
  readonly value: string;
  /** The name or value that was probably meant. */
  readonly meant?: string;
  /** Names or values that there are, most frequent first. */
  readonly seen: readonly string[];
}

/** How the users of a front end write the filter that was meant. */
export interface SuggestionDialect {
  readonly suggestion: (
    filter: Pick<UnmatchedFilter, "member" | "name" | "value" | "lacks">,
  ) => ForeignPart;
}

/** Filters that are doubted, what is listed of what there is, and the length of each of these. */
const MAX_FILTERS = 4;
const MAX_LISTED = 5;
const MAX_VALUE_LENGTH = 60;

/** The filters that nothing matches of what was seen; none where nothing was seen that tells. */
export function unmatchedFilters(
  { dimensions, tags }: Filters,
  seen: SeenValues,
): readonly UnmatchedFilter[] {
  return [
    ...Object.entries(dimensions).flatMap(([name, values]) => {
      const known = texts(seen.of(name));
      return values.flatMap((value) => unmatched("dimensions", "value", name, value, known));
    }),
    ...Object.entries(tags).flatMap(([name, value]) => {
      const known = texts(seen.ofTag(name));
      return known.length > 0
        ? unmatched("tags", "value", name, value, known)
        : unmatched("tags", "name", name, value, seen.tags());
    }),
  ];
}

function unmatched(
  member: UnmatchedFilter["member"],
  lacks: UnmatchedFilter["lacks"],
  name: string,
  value: string,
  seen: readonly string[],
): UnmatchedFilter[] {
  const wanted = lacks === "name" ? name : value;
  if (seen.length === 0 || seen.includes(wanted)) return [];
  const meant = closest(wanted, seen);
  return [{ member, lacks, name, value, ...meant !== undefined && { meant }, seen }];
}

/** Says of filters that nothing matches them, and what was meant, or what there is. */
export function unmatchedSentences(
  filters: readonly UnmatchedFilter[],
  dialect: SuggestionDialect,
): Sentence[] {
  return filters.slice(0, MAX_FILTERS).map((filter): Sentence => {
    const { name, value, lacks, meant } = filter;
    const instead = meant === undefined ? listed(filter) : suggested(filter, meant, dialect);
    return lacks === "name"
      ? {
        severity: "note",
        code: "unknown_tag",
        own: own`No session seen lately has a tag of this name`,
        quotes: [quote(name), ...instead],
      }
      : {
        severity: "note",
        code: "unknown_value",
        own: own`No session seen lately has this value`,
        quotes: [{ kind: "text", text: name }, words(" "), quote(value), ...instead],
      };
  });
}

function suggested(
  { member, name, value, lacks }: UnmatchedFilter,
  meant: string,
  { suggestion }: SuggestionDialect,
): (OwnPart | ForeignPart)[] {
  const filter = lacks === "name"
    ? { member, lacks, name: meant, value }
    : { member, lacks, name, value: meant };
  return [words("; did you mean "), suggestion(filter), words("?")];
}

function listed({ lacks, seen }: UnmatchedFilter): (OwnPart | ForeignPart)[] {
  const few = seen.slice(0, MAX_LISTED).map((text) => [quote(text)]);
  return [words(lacks === "name" ? "; they have " : "; it had "), ...listOf(few, "and")];
}

function quote(text: string): ForeignPart {
  const isShort = text.length <= MAX_VALUE_LENGTH;
  return { kind: "quote", text: isShort ? text : `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` };
}

function texts(values: readonly SeenValue[]): readonly string[] {
  return values.map(({ value }) => value);
}
