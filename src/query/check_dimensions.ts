import { DIMENSIONS, PARAMETERS, TAG_PREFIX } from "../../gen/facts.ts";
import type { CheckQueryOptions } from "./check_options.ts";
import { checkSize } from "./check_size.ts";
import { isNegated } from "./closest.ts";
import { correctionOf, LIBRARY_PARAMETERS, meantPairs, readList } from "./correction.ts";
import { CANNOT } from "./filter_operator.ts";
import type { Report } from "./finding.ts";
import { meantName } from "./meant_name.ts";
import { readEntries } from "./read_entries.ts";

const ALLOWED = "a dimension of the catalogue, or one that accountDimensions names";

type AccountDimensions = NonNullable<CheckQueryOptions["accountDimensions"]>;

/** Checks the dimensions of a query: names that exist, with a value or several. */
export function checkDimensions(
  value: unknown,
  accountDimensions: AccountDimensions,
  report: Report,
): Record<string, readonly string[]> {
  const entries = readEntries(value);
  if (!entries) {
    report("dimensions", { value }, {
      problem: "this must be an object",
      allowed: "an object of names and values",
      correction: meantPairs("dimensions", value),
    });
  }
  if (!checkSize("dimensions", entries ?? [], "names", report)) return {};
  const dimensions: [string, readonly string[]][] = [];
  for (const [name, given] of entries ?? []) {
    const meant = checkName(name, given, accountDimensions, report);
    // The value of what is no dimension at all has other rules.
    if (meant !== undefined) dimensions.push([name, checkValues(name, meant, given, report)]);
  }
  return Object.fromEntries(dimensions);
}

/**
 * Reports a wrong name.
 *
 * @returns The name that was probably meant; `undefined` if there is none, or it belongs elsewhere in
 * the query.
 */
function checkName(
  name: string,
  value: unknown,
  accountDimensions: AccountDimensions,
  report: Report,
): string | undefined {
  const kind = Object.hasOwn(PARAMETERS, name) || LIBRARY_PARAMETERS.includes(name)
    ? "a parameter"
    : name.startsWith(TAG_PREFIX)
    ? "a custom tag"
    : undefined;
  // The API's own list of dimensions writes `?asn`, which invites to write it here.
  const isWellFormed = /^[^\s?&=#!<>~]+$/u.test(name);
  const isKnown = Object.hasOwn(DIMENSIONS, name) ||
    (accountDimensions === "any" ? isWellFormed : accountDimensions.includes(name));
  if (!kind && isKnown) return name;
  const unable = kind ? undefined : unableOf(name);
  const meant = kind
    ? name
    : unable
    ? undefined
    : meantName(name, accountDimensions === "any" ? [] : accountDimensions);
  report(`dimensions.${name}`, { value: name }, {
    problem: kind
      ? `this is ${kind} and not a dimension`
      : unable ?? `there is no such dimension${meant ? `; did you mean '${meant}'?` : ""}`,
    allowed: unable ? "names and values that must match" : ALLOWED,
    correction: meant === undefined ? undefined : correctionOf(meant, value),
    ...unable
      ? { wayOut: "filter_locally" as const }
      : meant === undefined
      ? { wayOut: "dimensions" as const }
      : {},
  });
  return kind || meant === undefined || Object.hasOwn(PARAMETERS, meant) ? undefined : meant;
}

/** What the API cannot do, if a name asks for it, such as `cdn!` of `cdn!=A`. */
function unableOf(name: string): string | undefined {
  if (isNegated(name)) return CANNOT.negate;
  if (/[<>]\s*$/.test(name)) return CANNOT.compare;
  return /~\s*$/.test(name) ? CANNOT.match : undefined;
}

function checkValues(
  name: string,
  meant: string,
  given: unknown,
  report: Report,
): readonly string[] {
  const values = readList(given) ?? [];
  if (!checkSize(`dimensions.${name}`, values, "values", report)) return [];
  if (values.length > 0 && values.every(isFilled)) return [...new Set(values)];
  report(`dimensions.${name}`, { value: given }, {
    problem: values.every((value) => typeof value === "string")
      ? "the values of a dimension must not be empty"
      : "the values of a dimension must be text",
    allowed: "text, or a list of texts of which one must match",
    correction: correctionOf(meant, given),
  });
  return [];
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
