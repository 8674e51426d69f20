import type { Endpoint } from "../../../gen/endpoint.ts";
import type { CheckQueryOptions } from "./check_options.ts";
import { checkWindow } from "./check_window.ts";
import { longestRange, meantLast, only } from "../finding/correction.ts";
import { parseDuration } from "../time/duration.ts";
import type { Correction, TimeFormat } from "../../errors.ts";
import type { Report } from "../finding/finding.ts";
import { formatTime } from "../time/format_time.ts";
import { parseTime } from "../time/parse_time.ts";
import { perEndpoint } from "../per_endpoint.ts";
import type { TimeWindow } from "../time/time_window.ts";

/** What a finding about a range that is not given has received. */
export const NO_RANGE = "no time range";

/** What a finding about an end alone has received. */
export const NO_START = "no start";

/** A parameter that says when. */
interface TimeParameter {
  readonly edge: "start" | "end";
  readonly format: TimeFormat;
}

/** Every parameter that says when, but for `last`. */
const timeParameters = perEndpoint(({ parameters }) =>
  new Map<string, TimeParameter>([
    ["start", { edge: "start", format: "any" }],
    ["end", { edge: "end", format: "any" }],
    ...Object.entries(parameters).flatMap(([name, { edge, format }]) =>
      edge && format ? [[name, { edge, format }] as const] : []
    ),
  ])
);

/** Whether a parameter says when. */
export function isTimeParameter(name: string, endpoint: Endpoint): boolean {
  return name === "last" || timeParameters(endpoint).has(name);
}

/**
 * Checks the range of a query, and reports all that is wrong with it.
 *
 * @param given The parameters that say when, in the order of the query.
 * @returns The range, or `undefined` if something is wrong.
 */
export function checkRange(
  given: readonly (readonly [name: string, value: unknown])[],
  options: CheckQueryOptions,
  report: Report,
): TimeWindow | undefined {
  const [first] = given;
  if (!first) {
    report("last", { absent: NO_RANGE }, {
      problem: "a time range is required",
      allowed: { kind: "range" },
      correction: longestRange(options.endpoint),
    });
    return undefined;
  }
  const isOneFormat = checkFormats(given, options, report);
  const parameters = timeParameters(options.endpoint);
  let startMs: number | undefined;
  let endMs: number | undefined = options.nowMs;
  for (const [name, value] of given) {
    const parameter = parameters.get(name);
    const ms = readTime(name, value, parameter, options.nowMs, report);
    if (parameter?.edge === "end") endMs = ms;
    else startMs = ms;
  }
  if (!isOneFormat || startMs === undefined || endMs === undefined) return undefined;
  const window = { startMs, endMs };
  return checkWindow(window, first[0], options, report) ? window : undefined;
}

/** Reports times in several formats, and an end without a start. */
function checkFormats(
  given: readonly (readonly [name: string, value: unknown])[],
  { nowMs, endpoint }: CheckQueryOptions,
  report: Report,
): boolean {
  const parameters = timeParameters(endpoint);
  const names = given.map(([name]) => name);
  const formats = new Set(names.map((name) => parameters.get(name)?.format));
  if (formats.size > 1) {
    report(names[0]!, { absent: names.join(", ") }, {
      problem: "a range is given in one time format, not in several",
      allowed: { kind: "range" },
      correction: lastUpTo(Object.fromEntries(given), nowMs),
    });
    return false;
  }
  const [name] = names;
  if (names.length > 1 || parameters.get(name!)?.edge !== "end") return true;
  report(name!, { absent: NO_START }, {
    problem: "an end needs a start",
    allowed: { kind: "range" },
  });
  return false;
}

/** What `last` and an `end` mean together: so much up to the end. */
function lastUpTo(
  given: Readonly<Record<string, unknown>>,
  nowMs: number,
): Correction | undefined {
  const { last, end, ...rest } = given;
  const durationMs = typeof last === "string" ? parseDuration(last) : undefined;
  const endMs = parseTime(end, { nowMs });
  const startMs = typeof endMs === "number" ? endMs - (durationMs ?? NaN) : NaN;
  if (Object.keys(rest).length > 0 || !(Math.abs(startMs) <= 8.64e15)) return undefined;
  return { start: formatTime(startMs), end: formatTime(endMs as number) };
}

/** Reads one of the parameters as Unix milliseconds; `last`, which is not among them, as the start. */
function readTime(
  name: string,
  value: unknown,
  parameter: TimeParameter | undefined,
  nowMs: number,
  report: Report,
): number | undefined {
  if (!parameter) {
    const durationMs = typeof value === "string" ? parseDuration(value) : undefined;
    if (durationMs !== undefined) return nowMs - durationMs;
    report(name, { value }, {
      problem: "this is not a duration",
      allowed: "text such as 90s, 15m, 2h or 7d, or an ISO 8601 duration",
      correction: meantLast(value),
    });
    return undefined;
  }
  const time = parseTime(value, { nowMs, format: parameter.format });
  if (typeof time === "number") return time;
  report(name, { value }, { ...time, correction: only(name, time.suggestion) });
  return undefined;
}
