import type { Endpoint, WayOut } from "../../../src/mod.ts";
import {
  closest,
  meantBoolean,
  meantLimit,
  meantName,
  meantText,
  meantTexts,
  outcomeFilters,
  parameterFact,
  readFilter,
  synonymOf,
} from "../../../src/view/mod.ts";
import type { JsonSchema } from "./json_schema.ts";

/** What arguments are called elsewhere, and what they are called here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  from: "start",
  since: "start",
  after: "start",
  start_time: "start",
  start_date: "start",
  to: "end",
  until: "end",
  before: "end",
  end_time: "end",
  end_date: "end",
  tz: "time_zone",
  timezone: "time_zone",
  range: "last",
  duration: "last",
  period: "last",
  max_results: "limit",
  max: "limit",
  count: "limit",
  top: "limit",
  columns: "fields",
  dimensions: "filters",
  where: "filters",
  order_by: "sort",
  order: "sort",
};

/** What one filter or tag is called in the lists of other tools. */
const NAME_KEYS = ["dimension", "name", "field", "key", "column", "tag"];
const VALUE_KEYS = ["values", "value"];
const OPERATOR_KEYS =
  /^(?:op|operator|comparator|comparison|match|mode|not|negate|exclude|is_not)$/i;
const EQUAL = /^(?:=|==|eq|equals?|is|in|any|exact|must|include)$/i;

/** What is meant by an argument that its schema refuses. */
export interface MeantArgument {
  /** The argument with its value; absent if it is not clear what is meant. */
  readonly correction?: Readonly<Record<string, unknown>>;
  /** The way to what is meant if no argument says it: the API cannot negate, for example. */
  readonly wayOut?: WayOut;
}

/** Reads the value of a known argument as it may have been meant. */
export function meantArgument(
  name: string,
  value: unknown,
  schema: JsonSchema | undefined,
  endpoint: Endpoint,
): MeantArgument {
  if (name === "filters") return meantList(value, name, "dimension", endpoint);
  if (name === "tags") return meantList(value, name, "name", endpoint);
  const meant = meantValue(value, schema, endpoint);
  return meant === undefined ? {} : { correction: { [name]: meant } };
}

/**
 * Reads an unknown argument: another name for one, or a filter that was given as one.
 *
 * @param filters The filters of the same call, which a correction keeps.
 */
export function meantUnknown(
  name: string,
  value: unknown,
  schema: JsonSchema,
  filters: unknown,
  endpoint: Endpoint,
): MeantArgument {
  const names = Object.keys(schema.properties ?? {});
  const known = closest(name, names) ?? SYNONYMS[name.toLowerCase()] ?? meantName(name, endpoint);
  if (known !== undefined && names.includes(known)) {
    return meantArgument(known, value, schema.properties?.[known], endpoint);
  }
  const isTag = name.startsWith(endpoint.tagPrefix);
  const takesTags = names.includes("tags");
  if (isTag && takesTags) {
    const tag = name.slice(endpoint.tagPrefix.length);
    return meantArgument("tags", { [tag]: value }, undefined, endpoint);
  }
  if (!names.includes("filters")) return {};
  if (known !== undefined && isOutcomeFlag(known, endpoint)) return { wayOut: "rate_of_all" };
  const filter = isTag || (known !== undefined && isFilter(known, endpoint))
    ? { [known ?? name]: value }
    : name === "tags"
    ? tagFilters(value, endpoint)
    : undefined;
  if (filter === undefined) return {};
  const { correction } = meantArgument("filters", filter, undefined, endpoint);
  if (!correction || filters === undefined) return { correction };
  const others = meantArgument("filters", filters, undefined, endpoint).correction;
  return others
    ? { correction: { filters: [others.filters, correction.filters].flat() } }
    : { correction };
}

/** Whether sessions are picked by a name that only lists of filters have. */
function isFilter(name: string, endpoint: Endpoint): boolean {
  const fact = parameterFact(name, endpoint);
  return fact ? fact.role === "filter" : Object.hasOwn(endpoint.dimensions, name);
}

function isOutcomeFlag(name: string, endpoint: Endpoint): boolean {
  const filters = { parameters: { [name]: true }, tags: {}, dimensions: {} };
  return outcomeFilters(filters, endpoint).length > 0;
}

/** Tags as a search has them, by the names that filters have for them. */
function tagFilters(value: unknown, endpoint: Endpoint): Record<string, unknown> | undefined {
  const tags = meantArgument("tags", value, undefined, endpoint).correction?.tags;
  if (!Array.isArray(tags)) return undefined;
  return Object.fromEntries(tags.map(({ name, value }) => [endpoint.tagPrefix + name, value]));
}

function meantValue(
  value: unknown,
  schema: JsonSchema | undefined,
  endpoint: Endpoint,
): unknown {
  switch (schema?.type) {
    case "integer":
    case "number": {
      const number = meantLimit(value, endpoint);
      return number === undefined ? undefined : Math.min(number, schema.maximum ?? Infinity);
    }
    case "boolean":
      return meantBoolean(value);
    case "string": {
      const text = meantText(value);
      return schema.enum && text !== undefined ? closest(text, schema.enum) : text;
    }
    case "array":
      return Array.isArray(value)
        ? value.map((member) => meantValue(member, schema.items, endpoint))
        : value;
    default:
      return undefined;
  }
}

/** Filters or tags in the shape of another tool, for example `{"cdn": "Akamai"}`. */
function meantList(
  value: unknown,
  argument: string,
  nameKey: string,
  endpoint: Endpoint,
): MeantArgument {
  const list: Record<string, unknown>[] = [];
  for (const member of Array.isArray(value) ? value : [value]) {
    const read = typeof member === "string" ? readText(member) : readObject(member);
    if (read === "unable") return { wayOut: "filter_locally" };
    if (!read || read.length === 0) return {};
    for (const [name, given] of read) {
      const texts = meantTexts(given);
      if (texts === undefined || (nameKey === "name" && typeof texts !== "string")) return {};
      list.push(
        nameKey === "name"
          ? { name, value: texts }
          : { dimension: dimensionOf(name, endpoint), values: [texts].flat() },
      );
    }
  }
  return list.length === 0 ? {} : { correction: { [argument]: list } };
}

/** The dimension of a name, also where people call it otherwise, as in `country`. */
function dimensionOf(name: string, endpoint: Endpoint): string {
  const synonym = synonymOf(name, endpoint);
  return synonym !== undefined && Object.hasOwn(endpoint.dimensions, synonym) ? synonym : name;
}

type Pairs = [name: string, value: unknown][];

function readText(text: string): Pairs | "unable" | undefined {
  const { name, operator, values } = readFilter(text);
  if (operator !== "equal") return "unable";
  return values.length > 0 ? [[name, values]] : undefined;
}

function readObject(member: unknown): Pairs | "unable" | undefined {
  if (typeof member !== "object" || member === null || Array.isArray(member)) return undefined;
  const entries = Object.entries(member);
  const operators = entries.filter(([key]) => OPERATOR_KEYS.test(key));
  if (operators.some(([, operator]) => !isEqual(operator))) return "unable";
  const rest = entries.filter(([key]) => !OPERATOR_KEYS.test(key));
  const name = rest.find(([key]) => NAME_KEYS.includes(key));
  const value = rest.find(([key]) => VALUE_KEYS.includes(key));
  if (name && value && rest.length === 2) {
    return typeof name[1] === "string" ? [[name[1], value[1]]] : undefined;
  }
  // Half of a pair has no value; it is not a dimension that is called so.
  return name ?? value ?? (operators.length > 0 ? operators : undefined) ? undefined : entries;
}

function isEqual(operator: unknown): boolean {
  return operator === false || (typeof operator === "string" && EQUAL.test(operator.trim()));
}
