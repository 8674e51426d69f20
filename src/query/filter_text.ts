import { DIMENSIONS, type ParameterFact, TAG_PREFIX } from "../../gen/facts.ts";
import type { QueryFinding } from "../errors/query_error.ts";
import { correctionOf, exampleText, exampleValue } from "./correction.ts";
import { finding, type Mistake } from "./finding.ts";
import { parameterFact } from "./parameter_fact.ts";
import { parseBoolean } from "./parse_boolean.ts";
import type { SessionsQuery } from "./sessions_query.ts";

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
  tags: readonly string[] = [],
): FilterText {
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
      correction: correctionOf(parameter === name ? name : TAG_PREFIX + name, map.get(name)),
    });
  };
  for (const text of filters) {
    const [name, value] = splitPair(text);
    const fact = parameterFact(name);
    if (name === "" || value === undefined) {
      report(name || "dimensions", text, {
        problem: "a filter must have a name and a value",
        allowed: "name=value",
        correction: correctionOf(name || Object.keys(DIMENSIONS)[0]!, value),
      });
    } else if (name.startsWith(TAG_PREFIX)) {
      const tag = name.slice(TAG_PREFIX.length);
      once(tagValues, tag, value, `tags.${tag}`, text);
    } else if (fact?.role === "filter") {
      const typed = parseValue(value, fact.type);
      if (typed !== undefined) once(parameters, name, typed, name, text);
      else {
        report(name, text, {
          problem: `this must be a ${fact.type}`,
          allowed: fact.type === "boolean" ? "true or false" : "a number",
          correction: { [name]: exampleValue(value, fact.type) },
        });
      }
    } else if (fact) {
      report(name, text, {
        problem: `this is not a filter but ${fact.role === "time" ? "a time" : "the limit"}`,
        allowed: "a filter, a dimension or a tag",
        correction: correctionOf(name, value),
      });
    } else dimensions.set(name, [...dimensions.get(name) ?? [], value]);
  }
  for (const text of tags) {
    const [name, value] = splitPair(text);
    if (value !== undefined) once(tagValues, name, value, `tags.${name}`, text);
    else {
      report(`tags.${name}`, text, {
        problem: "a tag must have a name and a value",
        allowed: "name=value",
        correction: { tags: { [name || "plan"]: exampleText(value) } },
      });
    }
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

function splitPair(text: string): [name: string, value: string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text.trim(), undefined] : [text.slice(0, at).trim(), text.slice(at + 1)];
}

function parseValue(text: string, type: ParameterFact["type"]) {
  if (type === "string") return text;
  if (type === "boolean") return parseBoolean(text);
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
}
