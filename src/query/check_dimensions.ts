import { DIMENSIONS, PARAMETERS, TAG_PREFIX } from "../../gen/facts.ts";
import type { CheckQueryOptions } from "./check_options.ts";
import { closest } from "./closest.ts";
import { correctionOf, exampleTexts, readList } from "./correction.ts";
import type { Report } from "./finding.ts";
import { readEntries } from "./read_entries.ts";

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
      correction: correctionOf(Object.keys(DIMENSIONS)[0]!, undefined),
    });
  }
  const dimensions: [string, readonly string[]][] = [];
  for (const [name, given] of entries ?? []) {
    const meant = checkName(name, given, accountDimensions, report);
    // The value of what is no dimension at all has other rules.
    if (meant !== undefined) dimensions.push([name, checkValues(name, meant, given, report)]);
  }
  return Object.fromEntries(dimensions);
}

/** The dimension or parameter that an unknown name probably stands for. */
export function closestName(name: string, accountDimensions: AccountDimensions) {
  const own = accountDimensions === "any" ? [] : accountDimensions;
  return closest(name, [...Object.keys(DIMENSIONS), ...own, ...Object.keys(PARAMETERS)]);
}

/**
 * Reports a wrong name.
 *
 * @returns The name that was probably meant; `undefined` if it belongs elsewhere in the query.
 */
function checkName(
  name: string,
  value: unknown,
  accountDimensions: AccountDimensions,
  report: Report,
): string | undefined {
  const kind = Object.hasOwn(PARAMETERS, name)
    ? "a parameter"
    : name.startsWith(TAG_PREFIX)
    ? "a custom tag"
    : undefined;
  // The API's own list of dimensions writes `?asn`, which invites to write it here.
  const isWellFormed = /^[^\s?&=#]+$/u.test(name);
  const isKnown = Object.hasOwn(DIMENSIONS, name) ||
    (accountDimensions === "any" ? isWellFormed : accountDimensions.includes(name));
  if (!kind && isKnown) return name;
  const found = kind ? undefined : closestName(name, accountDimensions);
  const meant = found ?? Object.keys(DIMENSIONS)[0]!;
  report(`dimensions.${name}`, { value: name }, {
    problem: kind
      ? `this is ${kind} and not a dimension`
      : `there is no such dimension${found ? `; did you mean '${found}'?` : ""}`,
    allowed: "a dimension of the catalogue, or one that accountDimensions names",
    correction: correctionOf(kind ? name : meant, value),
  });
  return kind || Object.hasOwn(PARAMETERS, meant) ? undefined : meant;
}

function checkValues(
  name: string,
  meant: string,
  given: unknown,
  report: Report,
): readonly string[] {
  const values = readList(given) ?? [];
  if (values.length > 0 && values.every(isFilled)) return [...new Set(values)];
  report(`dimensions.${name}`, { value: given }, {
    problem: values.every((value) => typeof value === "string")
      ? "the values of a dimension must not be empty"
      : "the values of a dimension must be text",
    allowed: "text, or a list of texts of which one must match",
    correction: { dimensions: { [meant]: exampleTexts(given) } },
  });
  return [];
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
