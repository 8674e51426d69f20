import type { Endpoint, LimitFacts, ParameterFact } from "../../gen/endpoint.ts";
import { DAY_MS, HOUR_MS } from "../clock.ts";
import type { RefusalOptions } from "../http/refusals.ts";
import type { TimeSpan } from "./window_semantics.ts";

/** A date-time with its offset. Source: RFC 3339, section 5.6. */
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/;

/** Reads the range of a query, and adds to `problems` what is wrong with it. */
export function parseTimeRange(
  query: URLSearchParams,
  { parameters, limits }: Endpoint,
  nowMs: number,
  refusals: RefusalOptions,
  problems: string[],
): TimeSpan | undefined {
  const given = Object.entries(parameters)
    .filter(([name, { role }]) => role === "time" && query.has(name));
  const formats = new Set(given.map(([, { format }]) => format));
  if (formats.size > 1) {
    problems.push(
      `The time range must be in one format: received ${given.map(([name]) => name).join(", ")}`,
    );
    return undefined;
  }
  const [startMs, endMs] = (["start", "end"] as const).map((edge) => {
    const parameter = given.find(([, fact]) => fact.edge === edge);
    if (parameter) return parseTime(...parameter, query.getAll(parameter[0]), problems);
    problems.push(`The time range is mandatory: the ${edge} is missing`);
    return undefined;
  });
  if (startMs === undefined || endMs === undefined) return undefined;
  problems.push(...rangeProblems({ startMs, endMs }, limits, nowMs, refusals));
  return { startMs, endMs };
}

function parseTime(
  name: string,
  { format }: ParameterFact,
  values: readonly string[],
  problems: string[],
): number | undefined {
  const value = values[0]!;
  if (values.length > 1) problems.push(`'${name}' must be given once: received '${values}'`);
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const timeMs = format === "iso8601"
    ? (DATE_TIME.test(value) ? Date.parse(value) : NaN)
    : isNumber
    ? Number(value) * (format === "epoch_s" ? 1000 : 1)
    : NaN;
  if (!Number.isNaN(timeMs)) return timeMs;
  const rule = format === "iso8601" ? "an ISO 8601 date-time with an offset" : "a number";
  problems.push(`'${name}' must be ${rule}: received '${value}'`);
  return undefined;
}

function rangeProblems(
  { startMs, endMs }: TimeSpan,
  { maxWindowMs, maxAgeMs }: LimitFacts,
  nowMs: number,
  { refusalWords = {}, futureEnds = "refuse", futureMarginMs = 0 }: RefusalOptions,
): string[] {
  const problems: string[] = [];
  if (startMs >= endMs) problems.push("The start must be before the end");
  if (endMs - startMs > maxWindowMs) {
    const hours = (endMs - startMs) / HOUR_MS;
    problems.push(
      refusalWords.wide ??
        `The time range must be at most ${maxWindowMs / HOUR_MS} hours: received ${hours} hours`,
    );
  }
  if (startMs < nowMs - maxAgeMs) {
    problems.push(
      refusalWords.old ?? `The start must be within the last ${maxAgeMs / DAY_MS} days`,
    );
  }
  if (futureEnds === "refuse" && endMs > nowMs - futureMarginMs) {
    problems.push(refusalWords.future ?? "The end must not be in the future");
  }
  return problems;
}
