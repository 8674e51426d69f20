import {
  type Endpoint,
  QueryError,
  type QueryFinding,
  type SessionsQuery,
} from "../../../src/mod.ts";
import { parseFilterText, queryError, readFilter } from "../../../src/view/mod.ts";
import { z } from "zod";
import { MAX_FILTERS, MAX_TEXT_LENGTH } from "../../bounds.ts";

/**
 * Filters as texts, `cdn=Akamai`: the definitions of the tools that answer questions would be half as
 * long again with filters as a search has them, which these take as well.
 */
export function filterTexts(description: string) {
  return z.array(z.string().max(MAX_TEXT_LENGTH)).max(MAX_FILTERS).describe(description).optional();
}

/** The arguments that are such filters. */
export type FilterTextsArgument = "filters" | "versus";

/** Filters, as part of a query. */
export type QueryFilters = Omit<SessionsQuery<string>, "last" | "start" | "end" | "limit">;

/**
 * Reads filters.
 *
 * @throws QueryError if one cannot be read, or if they do not go together.
 */
export function readFilterTexts(
  texts: readonly string[],
  argument: FilterTextsArgument,
  endpoint: Endpoint,
): QueryFilters {
  const { query, findings } = parseFilterText(texts, [], endpoint);
  if (findings.length === 0) return query;
  throw queryError(inFilterTexts(findings, texts, argument, endpoint));
}

/** Writes filters of a query as such texts. */
export function writeFilterTexts(
  { tags = {}, dimensions = {}, ...parameters }: QueryFilters,
  { tagPrefix }: Endpoint,
): string[] {
  return [
    ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
    ...Object.entries(dimensions).flatMap(([name, values]) =>
      [values ?? []].flat().map((value) => `${name}=${value}`)
    ),
    ...Object.entries(tags).map(([name, value]) => `${tagPrefix}${name}=${value}`),
  ];
}

/**
 * Checks filters that were read from texts.
 *
 * @throws QueryError about these texts.
 */
export async function checkFilterTexts<Checked>(
  texts: readonly string[],
  argument: FilterTextsArgument,
  endpoint: Endpoint,
  check: () => Promise<Checked>,
): Promise<Checked> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof QueryError) || error.findings.length === 0) throw error;
    throw queryError(inFilterTexts(error.findings, texts, argument, endpoint));
  }
}

/**
 * Findings about filters as findings about their texts. A correction has all texts, those beside it
 * corrected as well: fewer would mean more sessions.
 */
function inFilterTexts(
  findings: readonly QueryFinding[],
  texts: readonly string[],
  argument: FilterTextsArgument,
  endpoint: Endpoint,
): QueryFinding[] {
  const wrong = findings.map((finding) => ({ finding, name: filterName(finding, endpoint) }));
  const names = texts.map((text) => readFilter(text).name);
  const right = texts.filter((_, index) => wrong.every(({ name }) => name !== names[index]));
  const isAbout = (name: string) => names.includes(name);
  const corrected = wrong.flatMap(({ finding: { correction }, name }) =>
    correction && isAbout(name) ? writeFilterTexts(correction, endpoint) : []
  );
  return wrong.map(({ finding, name }) =>
    isAbout(name)
      ? {
        ...finding,
        parameter: `${argument}.${name}`,
        ...finding.correction && { correction: { [argument]: [...right, ...corrected] } },
      }
      : finding
  );
}

/** The name that the text of a filter has, by the parameter of a finding. */
function filterName({ parameter }: QueryFinding, { tagPrefix }: Endpoint): string {
  const [, map, name] = /^(tags|dimensions)\.([^]*)$/.exec(parameter) ?? [];
  if (name === undefined) return parameter;
  return map === "tags" ? tagPrefix + name : name;
}
