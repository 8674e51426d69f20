import type { Endpoint, ParameterFact } from "../../../gen/endpoint.ts";
import type { Correction, QueryFinding } from "../../errors.ts";
import {
  correctionOf,
  LIBRARY_PARAMETERS,
  meantLast,
  meantValue,
  only,
} from "../finding/correction.ts";
import { CANNOT, readFilter, type TypedFilter } from "./filter_operator.ts";
import { finding, type Mistake } from "../finding/finding.ts";
import { formatTime } from "../time/format_time.ts";
import { meantName } from "../name/meant_name.ts";
import { dimensionFact, parameterFact } from "../name/parameter_fact.ts";
import { meantBoolean, parseBoolean } from "./parse_boolean.ts";
import { parseTime } from "../time/parse_time.ts";
import type { SessionsQuery } from "../sessions_query.ts";
import { parseTimeText } from "../time/time_text.ts";

/** The filters of a query, read from text. */
export interface FilterText {
  /** Part of a query: parameters, `tags` and `dimensions`. */
  readonly query: SessionsQuery<string>;
  /** What is wrong with the text; names of dimensions are left to `checkQuery()`. */
  readonly findings: readonly QueryFinding[];
}

/**
 * Reads filters that somebody typed as `name=value`: parameters of the API that are neither time nor
 * limit, dimensions, which may come several times, and tags with the API's prefix.
 *
 * @param filters Each `name=value`; all behind the first `=` is the value.
 * @param tags Custom tags, each `name=value`, without prefix.
 */
export function parseFilterText(
  filters: readonly string[],
  tags: readonly string[],
  endpoint: Endpoint,
): FilterText {
  const { tagPrefix } = endpoint;
  const findings: QueryFinding[] = [];
  const parameters = new Map<string, string | boolean | number>();
  const tagValues = new Map<string, string>();
  const dimensions = new Map<string, string[]>();
  const report = (parameter: string, text: string, mistake: Mistake) =>
    findings.push(finding(parameter, { value: text }, mistake));
  const once = <T>(
    map: Map<string, T>,
    name: string,
    value: T,
    parameter: string,
    text: string,
  ) => {
    if (!map.has(name) || map.get(name) === value) return map.set(name, value);
    report(parameter, text, {
      problem: "the API takes one value here, and this is another one",
      allowed: "one value",
      wayOut: "one_call_each",
    });
  };
  for (const text of filters) {
    const filter = readFilter(text);
    const { name, values: [value] } = filter;
    const fact = parameterFact(name, endpoint);
    const isPlain = filter.isPlain && filter.operator === "equal";
    if (name === "" || value === undefined || !isPlain) {
      report(name || "dimensions", text, unreadable(filter, endpoint));
    } else if (name.startsWith(tagPrefix)) {
      const tag = name.slice(tagPrefix.length);
      once(tagValues, tag, value, `tags.${tag}`, text);
    } else if (fact?.role === "filter") {
      const typed = parseValue(value, fact.type);
      if (typed !== undefined) once(parameters, name, typed, name, text);
      else {
        report(name, text, {
          problem: `this must be a ${fact.type}`,
          allowed: fact.type === "boolean" ? "true or false" : "a number",
          correction: only(name, meantValue(value, fact.type)),
        });
      }
    } else if (fact) {
      report(name, text, {
        problem: `this is not a filter but ${fact.role === "time" ? "a time" : "the limit"}`,
        allowed: "a filter, a dimension or a tag",
        correction: fact.role === "time"
          ? timeCorrection(fact, value)
          : correctionOf(name, value, endpoint),
      });
    } else if (LIBRARY_PARAMETERS.includes(name)) {
      report(name, text, {
        problem: "this is not a filter",
        allowed: "a filter, a dimension or a tag",
        correction: rangeCorrection(name, value),
      });
    } else dimensions.set(name, [...dimensions.get(name) ?? [], value]);
  }
  for (const text of tags) {
    const filter = readFilter(text);
    const { name, values: [value] } = filter;
    const isPlain = filter.isPlain && filter.operator === "equal";
    if (value !== undefined && isPlain) once(tagValues, name, value, `tags.${name}`, text);
    else report(`tags.${name}`, text, unreadable({ ...filter, name: tagPrefix + name }, endpoint));
  }
  return {
    query: {
      ...Object.fromEntries(parameters),
      ...(tagValues.size > 0 && { tags: Object.fromEntries(tagValues) }),
      ...(dimensions.size > 0 && { dimensions: Object.fromEntries(dimensions) }),
    },
    findings,
  };
}

/** What is wrong with a text that is no `name=value`, or that asks for what the API cannot do. */
function unreadable({ name, operator, values }: TypedFilter, endpoint: Endpoint): Mistake {
  const meant = meantName(name, endpoint) ?? name;
  const isFlag = parameterFact(meant, endpoint)?.type === "boolean";
  const flag = meantBoolean(values[0]);
  // Of two values one is the other's opposite.
  if (operator === "negate" && isFlag && (flag !== undefined || values.length === 0)) {
    return {
      problem: "the API cannot negate, but this has only two values",
      allowed: `${meant}=true or ${meant}=false`,
      correction: { [meant]: flag === undefined ? false : !flag },
    };
  }
  if (operator === "equal" && isFlag && values.length === 0) {
    return {
      problem: "a filter must have a name and a value",
      allowed: "name=value",
      correction: { [meant]: true },
    };
  }
  if (operator !== "equal") {
    return {
      problem: CANNOT[operator],
      allowed: "name=value, with a value as it is in the sessions",
      wayOut: "filter_locally",
    };
  }
  const isKnown = parameterFact(meant, endpoint)?.role === "filter" ||
    dimensionFact(meant, endpoint) !== undefined || meant.startsWith(endpoint.tagPrefix);
  return {
    problem: values.length === 0
      ? "a filter must have a name and a value"
      : "a filter must be written as name=value",
    allowed: "name=value",
    ...isKnown && values.length > 0 && { correction: correctionOf(meant, values, endpoint) },
  };
}

/** A time of the API's own, as the library and the shell have it. */
function timeCorrection({ edge, format }: ParameterFact, value: string): Correction | undefined {
  const time = parseTime(format === "iso8601" ? value : Number(value), { nowMs: 0, format });
  return typeof time === "number" && edge ? { [edge]: formatTime(time) } : undefined;
}

function rangeCorrection(name: string, value: string): Correction | undefined {
  if (name === "last") return meantLast(value);
  if (name !== "start" && name !== "end") return undefined;
  return typeof parseTimeText(value, { nowMs: 0 }) === "number" ? { [name]: value } : undefined;
}

function parseValue(text: string, type: ParameterFact["type"]) {
  if (type === "string") return text;
  if (type === "boolean") return parseBoolean(text);
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
}
