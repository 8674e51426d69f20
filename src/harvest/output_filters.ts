import type { Endpoint } from "../../gen/endpoint.ts";
import type { Filters } from "../query/check/checked_query.ts";
import { dimensionFact } from "../query/name/parameter_fact.ts";
import { queryError } from "../query/finding/script_dialect.ts";
import { dimensionValues } from "../session/dimension_value.ts";
import { fieldValue } from "../session/decode/field_value.ts";
import { isObject } from "../session/decode/json/is_object.ts";
import type { Session } from "../session/session.ts";

/** The filters that an output was collected with and a query does not have, as `name=value`. */
export function filtersLeftOut(output: Filters, query: Filters): string[] {
  const missing = (kind: "parameters" | "tags") =>
    Object.entries(output[kind]).filter(([name, value]) => query[kind][name] !== value);
  return [
    ...[...missing("parameters"), ...missing("tags")].map(([name, value]) => `${name}=${value}`),
    ...Object.entries(output.dimensions).flatMap(([name, values]) => {
      const asked = query.dimensions[name];
      return asked?.every((value) => values.includes(value)) ? [] : [`${name}=${values.join(",")}`];
    }),
  ];
}

/**
 * The filters of a query that the sessions of an output do not all match already. What the API
 * filtered by is known to be so, also where a record does not show it.
 */
export function filtersToApply(output: Filters, query: Filters): Filters {
  const rest = <T>(wanted: Readonly<Record<string, T>>, isGiven: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(wanted).filter(([name]) => !isGiven(name)));
  return {
    parameters: rest(query.parameters, (name) => Object.hasOwn(output.parameters, name)),
    tags: rest(query.tags, (name) => Object.hasOwn(output.tags, name)),
    dimensions: rest(
      query.dimensions,
      (name) =>
        output.dimensions[name]?.every((value) => query.dimensions[name]!.includes(value)) ?? false,
    ),
  };
}

/**
 * Whether sessions match filters, by what their records say.
 *
 * @throws QueryError if records do not say it.
 */
export function matcher(filters: Filters, endpoint: Endpoint): (session: Session) => boolean {
  const parameters = Object.entries(filters.parameters);
  const dimensions = Object.entries(filters.dimensions);
  const tags = Object.entries(filters.tags);
  const tagFields = endpoint.fields.filter(({ type }) => type === "map").map(({ path }) => path);
  refuseUnseen(filters, endpoint);
  return (session) =>
    parameters.every(([name, value]) => fieldValue(session, name) === value) &&
    dimensions.every(([name, values]) =>
      dimensionValues(session, name, endpoint).some((value) => values.includes(value))
    ) &&
    tags.every(([name, value]) =>
      tagFields.some((path) => {
        const held = fieldValue(session, path);
        return isObject(held) && Object.hasOwn(held, name) && held[name] === value;
      })
    );
}

function refuseUnseen({ parameters, dimensions }: Filters, endpoint: Endpoint): void {
  const fields = new Set(endpoint.fields.map(({ path }) => path));
  const isUnseen = (name: string) => {
    const fact = dimensionFact(name, endpoint);
    return fact !== undefined && fact.paths.length === 0 && fact.tag === undefined;
  };
  const unseen = [
    ...Object.keys(parameters).filter((name) => !fields.has(name)),
    ...Object.keys(dimensions).filter(isUnseen).map((name) => `dimensions.${name}`),
  ];
  if (unseen.length === 0) return;
  throw queryError(unseen.map((parameter) => ({
    parameter,
    received: "a filter",
    problem: "the records of sessions do not have it, so that stored ones cannot be picked by it",
    allowed: "what a session has, or what the output was collected with",
  })));
}
