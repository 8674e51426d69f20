import type { CheckedQuery, QueryFinding, SessionsQuery } from "../../../src/mod.ts";
import { checkQuery, queryError, type SessionColumn } from "../../../src/view/mod.ts";
import type { Position } from "../../cursor.ts";
import { answerColumns, isKnownColumn } from "../../render/columns.ts";
import type { ExportFormat } from "../../results/result_file.ts";
import { type FilterArguments, readFilters } from "./filter_arguments.ts";
import { gatherMistakes } from "./gather_mistakes.ts";
import { presentMs, type RangeArguments, readRange } from "./range_arguments.ts";
import { readPosition } from "./read_position.ts";
import { readSort, type Sort } from "./sort.ts";
import type { ToolContext } from "../tool_context.ts";

/** Arguments of a search. */
export type SearchArguments = RangeArguments & FilterArguments & {
  readonly limit: number;
  readonly detail: "compact" | "full";
  readonly fields?: readonly string[];
  readonly sort: string;
  readonly cursor?: string;
  readonly count?: boolean;
  readonly export?: ExportFormat;
};

/** A search that keeps every rule. */
export interface Search {
  readonly sort: Sort;
  readonly columns: readonly SessionColumn[];
  /** Whether the caller named the columns. */
  readonly isAsked: boolean;
  /** What is asked, its range fixed. */
  readonly checked: CheckedQuery;
  /** Where it goes on, if it does. */
  readonly position?: Position;
  /** What a cursor is good for. */
  readonly question: string;
}

/** Stands in for a range that cannot be read, so that the rest can be checked. */
const ANY_RANGE = { last: "1m" };

/**
 * Reads and checks a search before anything is asked. The account's own dimensions are asked for
 * only if there is a name that the catalogue does not have.
 *
 * @throws QueryError with all that is wrong.
 */
export async function readSearch(
  args: SearchArguments,
  signal: AbortSignal,
  context: Pick<ToolContext, "endpoint" | "accountDimensions" | "cursors" | "now">,
): Promise<Search> {
  const { endpoint } = context;
  const nowMs = presentMs(context.now());
  const fields = args.fields ?? [];
  const named = (args.filters ?? []).map(({ dimension }) => dimension);
  const isKnown =
    named.every((name) =>
      Object.hasOwn(endpoint.dimensions, name) || name.startsWith(endpoint.tagPrefix)
    ) &&
    fields.every((name) => isKnownColumn(name, endpoint));
  const own = isKnown ? [] : await ownDimensions(signal, context);

  const mistakes = gatherMistakes();
  const place = await mistakes.of(() => readPosition(args, context.cursors));
  const range = await mistakes.of(() => place?.position ?? readRange(args, nowMs));
  const filters = await mistakes.of(() => readFilters(args, endpoint));
  const query = { ...rangeOf(range ?? ANY_RANGE), ...filters } as SessionsQuery<string>;
  const checked = await mistakes.of(() =>
    checkQuery(query, { nowMs, endpoint, requests: "many", accountDimensions: own })
  );
  const columns = await mistakes.of(() => answerColumns(args.detail, fields, { endpoint, own }));
  const sort = await mistakes.of(() => readSort(args.sort, endpoint));
  if (mistakes.findings.length > 0 || !place || !checked || !columns || !sort) {
    throw queryError(withOtherFilters(mistakes.findings, query));
  }
  return { ...place, sort, columns, isAsked: fields.length > 0, checked };
}

/**
 * Completes corrections of one filter or tag: an argument that is given anew has to have the others,
 * or it would mean more sessions.
 */
function withOtherFilters(
  findings: readonly QueryFinding[],
  query: SessionsQuery<string>,
): QueryFinding[] {
  const corrected = { dimensions: {}, tags: {} };
  for (const { correction } of findings) {
    for (const map of ["dimensions", "tags"] as const) {
      Object.assign(corrected[map], correction?.[map]);
    }
  }
  return findings.map((finding) => {
    const { correction, parameter } = finding;
    if (!correction) return finding;
    const whole: Record<string, unknown> = { ...correction };
    for (const map of ["dimensions", "tags"] as const) {
      if (!(map in correction) && !parameter.startsWith(`${map}.`)) continue;
      const right = Object.entries(query[map] ?? {}).filter(([name]) =>
        findings.every(({ parameter }) => parameter !== `${map}.${name}`)
      );
      whole[map] = { ...Object.fromEntries(right), ...corrected[map] };
    }
    return { ...finding, correction: whole };
  });
}

/** The range of a position, or as the arguments have it. */
function rangeOf(range: Position | ReturnType<typeof readRange>): ReturnType<typeof readRange> {
  return "offset" in range ? { start: range.startMs, end: range.endMs } : range;
}

async function ownDimensions(
  signal: AbortSignal,
  { accountDimensions }: Pick<ToolContext, "accountDimensions">,
): Promise<readonly string[] | "any"> {
  return (await accountDimensions(signal))?.map(({ name }) => name) ?? "any";
}
