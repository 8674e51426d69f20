import type { CheckQueryOptions } from "./check_options.ts";
import { checkSize } from "./check_size.ts";
import { isNegated } from "../name/closest.ts";
import { correctionOf, LIBRARY_PARAMETERS, meantPairs, readList } from "../finding/correction.ts";
import { CANNOT } from "../filter/filter_operator.ts";
import type { Report } from "../finding/finding.ts";
import { meantName } from "../name/meant_name.ts";
import { dimensionFact, parameterFact } from "../name/parameter_fact.ts";
import { readEntries } from "../filter/read_entries.ts";

type Options = Pick<CheckQueryOptions, "endpoint" | "accountDimensions">;

/** Checks the dimensions of a query: names that exist, with a value or several. */
export function checkDimensions(
  value: unknown,
  options: Options,
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
  if (!checkSize("dimensions", entries ?? [], "names", options.endpoint, report)) return {};
  const dimensions: [string, readonly string[]][] = [];
  for (const [name, given] of entries ?? []) {
    const meant = checkName(name, given, options, report);
    // The value of what is no dimension at all has other rules.
    if (meant !== undefined) {
      dimensions.push([name, checkValues(name, meant, given, options, report)]);
    }
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
  options: Options,
  report: Report,
): string | undefined {
  const { endpoint, accountDimensions = [] } = options;
  const kind = parameterFact(name, endpoint) || LIBRARY_PARAMETERS.includes(name)
    ? "a parameter"
    : name.startsWith(endpoint.tagPrefix)
    ? "a custom tag"
    : undefined;
  // The API's own list of dimensions writes `?asn`, which invites to write it here.
  const isWellFormed = /^[^\s?&=#!<>~]+$/u.test(name);
  const isKnown = dimensionFact(name, endpoint) !== undefined ||
    (accountDimensions === "any" ? isWellFormed : accountDimensions.includes(name));
  if (!kind && isKnown) return name;
  const unable = kind ? undefined : unableOf(name);
  const meant = kind
    ? name
    : unable
    ? undefined
    : meantName(name, endpoint, accountDimensions === "any" ? [] : accountDimensions);
  report(`dimensions.${name}`, { value: name }, {
    problem: kind
      ? `this is ${kind} and not a dimension`
      : unable ?? `there is no such dimension${meant ? `; did you mean '${meant}'?` : ""}`,
    allowed: unable ? "names and values that must match" : { kind: "dimension" },
    correction: meant === undefined ? undefined : correctionOf(meant, value, endpoint),
    ...unable
      ? { wayOut: "filter_locally" as const }
      : meant === undefined
      ? { wayOut: "dimensions" as const }
      : {},
  });
  return kind || meant === undefined || parameterFact(meant, endpoint) ? undefined : meant;
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
  { endpoint }: Options,
  report: Report,
): readonly string[] {
  const values = readList(given) ?? [];
  if (!checkSize(`dimensions.${name}`, values, "values", endpoint, report)) return [];
  if (values.length > 0 && values.every(isFilled)) return [...new Set(values)];
  report(`dimensions.${name}`, { value: given }, {
    problem: values.every((value) => typeof value === "string")
      ? "the values of a dimension must not be empty"
      : "the values of a dimension must be text",
    allowed: "text, or a list of texts of which one must match",
    correction: correctionOf(meant, given, endpoint),
  });
  return [];
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
