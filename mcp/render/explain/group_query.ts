import type { CheckedQuery, Endpoint, SessionsQuery } from "../../../src/mod.ts";
import { filtersQuery } from "../../../src/view/mod.ts";

/** What filters, fields and groups call what tables call by this name: tags have a prefix there. */
export function attributeKey(name: string, { dimensions, tagPrefix }: Endpoint): string {
  return Object.hasOwn(dimensions, name) ? name : tagPrefix + name;
}

/** What sessions have in common, by the names that filters have. */
export function keyed<Value>(
  values: Readonly<Record<string, Value>>,
  endpoint: Endpoint,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [attributeKey(name, endpoint), value]),
  );
}

/** What sessions of a group have in common: `null` where their records have none. */
type Values = Readonly<Record<string, string | null>>;

/**
 * The query for the sessions of a group, with times as people read them; `undefined` if no filter picks
 * them, since they have no value of something.
 *
 * @param by The values by the names that tables have, of tags without the API's prefix.
 */
export function groupQuery(
  { range, filters }: Pick<CheckedQuery, "range" | "filters">,
  by: Values,
  { dimensions }: Endpoint,
): SessionsQuery<string> | undefined {
  const values = Object.entries(by);
  if (values.some(([, value]) => value === null)) return undefined;
  const of = (isDimension: boolean) =>
    values.filter(([name]) => Object.hasOwn(dimensions, name) === isDimension) as [
      string,
      string,
    ][];
  return filtersQuery(range, {
    ...filters,
    dimensions: {
      ...filters.dimensions,
      ...Object.fromEntries(of(true).map(([name, value]) => [name, [value]])),
    },
    tags: { ...filters.tags, ...Object.fromEntries(of(false)) },
  });
}
