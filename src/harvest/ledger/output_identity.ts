import type { Filters } from "../../query/checked_query.ts";

/** Where an output's sessions come from: all runs on one output must agree on it. */
export interface OutputIdentity {
  /** What is asked, for example the base URL of the API; no secret. */
  readonly source: string;
  /** What the sessions match. */
  readonly filters: Filters;
}

/** The source as text, the same for addresses that mean the same: case, port, slashes at the end. */
export function sourceText(source: string): string {
  return URL.canParse(source) ? new URL(source).href.replace(/\/+$/, "") : source;
}

/** The filters as text, the same for filters that are the same. */
export function filtersText({ parameters, tags, dimensions }: Filters): string {
  const sorted = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({
    parameters: sorted(parameters),
    tags: sorted(tags),
    dimensions: sorted(
      Object.fromEntries(
        Object.entries(dimensions).map(([name, values]) => [name, [...new Set(values)].sort()]),
      ),
    ),
  });
}
