import {
  type MetricKey,
  METRICS,
  parseThresholds,
  type SummarizeOptions,
  type Threshold,
} from "../../../src/analysis/mod.ts";
import { closest, meantName, parseDuration, queryError } from "../../../src/view/mod.ts";
import { z } from "zod";
import { MAX_NAME_LENGTH } from "../../bounds.ts";
import { findDimension, namedDimensions } from "../knowledge/named_dimensions.ts";
import { refuse } from "../refuse.ts";
import type { ToolContext } from "../tool_context.ts";

/** Most dimensions and tags that sessions are grouped by. */
const MAX_BY = 3;

/** The names of all metrics, in order. */
export const METRIC_KEYS: readonly MetricKey[] = Object.keys(METRICS) as MetricKey[];

/** A short text. */
export const name = () => z.string().max(MAX_NAME_LENGTH);

/** Arguments that say what of the sessions is told. */
export const QUESTION_SHAPE = {
  by: z.array(name()).max(MAX_BY).describe("Dimensions, tag_name").optional(),
  metrics: z.array(name()).max(METRIC_KEYS.length).describe("e.g. vsf, vpf").optional(),
};

/**
 * Reads what sessions are grouped by, as tables of them name it: tags without the API's prefix. What
 * people call a dimension or a tag otherwise is found, if the catalogue, the account or sessions seen
 * lately have it.
 *
 * @throws QueryError with each name that nobody knows.
 */
export async function readBy(
  names: readonly string[] | undefined,
  signal: AbortSignal,
  context: Pick<ToolContext, "endpoint" | "accountDimensions" | "seen">,
): Promise<readonly string[]> {
  if (names === undefined) return [];
  const { endpoint } = context;
  const { dimensions, tagPrefix } = endpoint;
  const isTag = (one: string) => one.startsWith(tagPrefix) && one.length > tagPrefix.length;
  const isKnown = names.every((one) => Object.hasOwn(dimensions, one) || isTag(one));
  const account = isKnown ? undefined : await context.accountDimensions(signal);
  const known = isKnown ? [] : namedDimensions(account, context);
  const read = names.map((one) => {
    if (isTag(one)) return one.slice(tagPrefix.length);
    if (Object.hasOwn(dimensions, one)) return one;
    const found = findDimension(known, one, endpoint)?.name;
    return found !== undefined && isTag(found) ? found.slice(tagPrefix.length) : found;
  });
  const findings = names.flatMap((one, index) => {
    if (read[index] !== undefined) return [];
    const meant = meantName(one, endpoint, known.map(({ name }) => name));
    return [{
      parameter: "by",
      received: JSON.stringify(one),
      problem: `there is no such dimension${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      allowed: "dimensions and tags that list_session_dimensions lists",
      ...meant !== undefined && {
        correction: { by: names.map((name) => name === one ? meant : name) },
      },
    }];
  });
  if (findings.length > 0) throw queryError(findings);
  return [...new Set(read as string[])];
}

/**
 * Reads names of metrics.
 *
 * @param known The metrics that can be told.
 * @throws QueryError with each that cannot.
 */
export function readMetrics(
  names: readonly string[],
  known: readonly MetricKey[],
): readonly MetricKey[] {
  const findings = names.filter((one) => !known.some((key) => key === one)).map((one) => {
    const meant = closest(one, known);
    return {
      parameter: "metrics",
      received: JSON.stringify(one),
      problem: isMetric(one)
        ? "this metric cannot be told here"
        : `there is no such metric${meant ? `; did you mean ${meant}?` : ""}`,
      allowed: known.join(", "),
      ...meant && { correction: { metrics: names.map((name) => name === one ? meant : name) } },
    };
  });
  if (findings.length > 0) throw queryError(findings);
  return names as readonly MetricKey[];
}

/**
 * Reads an order of groups: a metric, with a minus in front for the largest first, as a search has it.
 *
 * @throws QueryError if there is no such metric.
 */
export function readGroupOrder(text: string): Required<Pick<SummarizeOptions, "sort" | "order">> {
  const isDescending = text.startsWith("-");
  const metric = isDescending ? text.slice(1) : text;
  if (isMetric(metric)) {
    return { sort: metric, order: isDescending ? "descending" : "ascending" };
  }
  const meant = closest(metric, METRIC_KEYS);
  throw refuse(
    "sort",
    JSON.stringify(text),
    `there is no such metric${meant ? `; did you mean ${meant}?` : ""}`,
    `${METRIC_KEYS.join(", ")}, with - in front for the largest first`,
    meant === undefined ? undefined : { sort: `${isDescending ? "-" : ""}${meant}` },
  );
}

/**
 * Reads the length of steps of time.
 *
 * @throws QueryError if it is none.
 */
export function readEvery(text: string): number {
  const everyMs = parseDuration(text);
  if (everyMs !== undefined && everyMs > 0) return everyMs;
  throw refuse("every", JSON.stringify(text), "this is not a duration", "text such as 5m, 1h, 1d", {
    every: "1h",
  });
}

/**
 * Reads what a good session keeps.
 *
 * @throws QueryError if it cannot be read.
 */
export function readGood(
  text: string,
  { endpoint }: Pick<ToolContext, "endpoint">,
): readonly Threshold[] {
  return parseThresholds(text, endpoint);
}

function isMetric(text: string): text is MetricKey {
  return Object.hasOwn(METRICS, text);
}
