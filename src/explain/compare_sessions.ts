import { compare, type CompareOptions } from "../analysis/comparison/compare.ts";
import { checkChoices } from "../analysis/summary/check_options.ts";
import { refuseOutcomeFilters } from "../analysis/summary/pull.ts";
import type { CheckedQuery } from "../query/check/checked_query.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { ComparisonAnswer, Pulled } from "./answers.ts";
import { attributeNames } from "./attribute_names.ts";
import type { AskOptions } from "./ask_options.ts";
import { comparedQuery, type CompareWith } from "./compared_query.ts";
import { joined, Pulls } from "./pulls.ts";
import { seenAlike, seenFor } from "./seen_alike.ts";
import type { TableSource } from "./table_source.ts";

/**
 * How the metrics of the sessions of a query differ from those of an earlier range, or of other
 * filters.
 *
 * The API has ended sessions only, so that a range which is just over lacks those that still play. Of
 * an earlier range, therefore, only sessions count that had ended as soon: see `seen` of the
 * provenance.
 *
 * @param source Where the sessions come from.
 * @param query The current range and filters.
 *
 * @example What is worse than an hour earlier
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { apiTables, compareSessions } from "@conviva-sessions/conviva-sessions/explain";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const { current, baseline, changes } = await compareSessions(
 *   apiTables(client),
 *   { last: "10m" },
 *   { to: "1h" },
 * );
 * assertEquals(current.range.startMs - baseline.range.startMs, 3_600_000);
 * const worse = changes.filter(({ verdict }) => verdict === "worse");
 * assert(worse.every(({ pAdjusted }) => pAdjusted <= 0.05));
 * ```
 *
 * @throws QueryError before anything is asked if the query, what it is compared with or an option is
 * wrong, among others if a range lies further back than the source reaches, or if either side is
 * filtered by an outcome; after it, if no session has a value of what they are grouped by. What else
 * the source throws, and the reason of the signal.
 */
export async function compareSessions(
  source: TableSource,
  query: SessionsQuery<string>,
  options: CompareOptions & CompareWith & AskOptions = {},
): Promise<ComparisonAnswer> {
  const current = source.check(query);
  const baseline = comparedQuery(source, current, options);
  for (const { filters } of [current, baseline]) {
    refuseOutcomeFilters({ filters }, source.endpoint);
  }
  const by = attributeNames(source, options.by ?? []);
  checkChoices({ ...options, by }, source.endpoint);
  const pulls = new Pulls(source, options);
  const now = await pulls.pull(pullOf("current", current), 0.5);
  const then = await pulls.pull(pullOf("baseline", baseline), 1);
  const table = joined(now.tables);
  const seen = options.versus ? undefined : seenFor(table, current.range);
  const all = joined(then.tables);
  const earlier = seen ? seenAlike(all, baseline.range, seen) : all;
  const { good } = options;
  return {
    ...compare(
      { table, pull: now.pulled },
      { table: earlier, pull: then.pulled },
      { ...options, by },
    ),
    by,
    ...good && { good },
    provenance: {
      pulls: [now.pulled, { ...then.pulled, ...seen && { seen } }],
    },
  };
}

function pullOf(purpose: Pulled["purpose"], { range, filters, limit }: CheckedQuery) {
  return { purpose, windows: [range], filters, ...limit !== undefined && { limit } };
}
