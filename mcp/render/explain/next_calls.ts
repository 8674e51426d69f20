import type { MetricKey } from "../../../src/analysis/mod.ts";
import type { Endpoint, OutcomeFact, SessionsQuery } from "../../../src/mod.ts";
import { perEndpoint, toolArguments } from "../../../src/view/mod.ts";
import { writeFilterTexts } from "../../tools/arguments/filter_texts.ts";
import { Line, line } from "../line.ts";

/** Longest call that is written out; half of one would be another one. */
const MAX_CALL_LENGTH = 1000;

/** Names of tools that questions lead to. */
export type NextTool =
  | "search_content_sessions"
  | "summarize_content_sessions"
  | "diagnose_content_sessions";

/**
 * A call to make next, with all its arguments; nothing if it cannot be written so that it works: its
 * values are data, of which some are shown by another text.
 */
export function nextCall(
  tool: NextTool,
  query: SessionsQuery<string>,
  endpoint: Endpoint,
  more: Readonly<Record<string, unknown>> = {},
): Line[] {
  const args = nextArguments(tool, query, endpoint);
  const text = JSON.stringify({ ...args, ...more });
  const call = Line.quote(text, MAX_CALL_LENGTH);
  if (args === undefined || call.text !== text) return [];
  return [line`${Line.own(tool)} ${hasOnlyFlags(query) ? Line.own(text) : call}`];
}

/** The arguments of such a call; `undefined` if a value of them stands for another. */
export function nextArguments(
  tool: NextTool,
  query: SessionsQuery<string>,
  endpoint: Endpoint,
): Record<string, unknown> | undefined {
  const { start, end, ...filters } = query;
  const texts = writeFilterTexts(filters, endpoint);
  const args = tool === "search_content_sessions"
    ? toolArguments(query)
    : { start, end, ...texts.length > 0 && { filters: texts } };
  return HAS_PSEUDONYM.test(JSON.stringify(args)) ? undefined : args;
}

/** Sessions have other values than these stand for, so that filters with them find none. */
const HAS_PSEUDONYM = /anon-[\w-]{16}/;

/** Whether nobody's words are among the filters. */
function hasOnlyFlags({ start: _, end: __, ...filters }: SessionsQuery<string>): boolean {
  return Object.values(filters).every((value) => typeof value === "boolean");
}

/** The failures that metrics are shares of. */
const OUTCOMES: Readonly<Partial<Record<MetricKey, OutcomeFact>>> = {
  vsf: { kind: "VSF" },
  vsf_t: { kind: "VSF", reason: "technical" },
  vsf_b: { kind: "VSF", reason: "business" },
  ebvs: { kind: "EBVS" },
  vpf: { kind: "VPF" },
  vpf_t: { kind: "VPF", reason: "technical" },
  vpf_b: { kind: "VPF", reason: "business" },
};

const flagsOf = perEndpoint(({ fields }): ReadonlyMap<MetricKey, string> => {
  const flags = fields.filter(({ type }) => type === "boolean");
  return new Map(
    (Object.entries(OUTCOMES) as [MetricKey, OutcomeFact][]).flatMap(([metric, { kind, reason }]) =>
      flags.filter(({ outcome }) => outcome?.kind === kind && outcome.reason === reason)
        .map(({ path }) => [metric, path] as const)
    ),
  );
});

/** The filter for the sessions that a metric counts, if a flag tells them. */
export function flagOf(metric: MetricKey, endpoint: Endpoint): SessionsQuery<string> {
  const flag = flagsOf(endpoint).get(metric);
  return flag === undefined ? {} : { [flag]: true };
}
