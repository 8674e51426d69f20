import { checkChoices } from "../analysis/summary/check_options.ts";
import { refuseOutcomeFilters } from "../analysis/summary/pull.ts";
import { summarize, type SummarizeOptions } from "../analysis/summary/summarize.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { SummaryAnswer } from "./answers.ts";
import { attributeNames } from "./attribute_names.ts";
import type { AskOptions } from "./ask_options.ts";
import { joined, Pulls } from "./pulls.ts";
import type { TableSource } from "./table_source.ts";

/**
 * The metrics of the sessions of a query, in all and by groups of them.
 *
 * The API has ended sessions only: of the latest minutes it lacks those that still play, so that the
 * last buckets of time show too many failures and too little playing.
 *
 * @param source Where the sessions come from.
 * @param query The range and filters; with a limit, the latest so many.
 *
 * @example How the starts of each CDN went
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { isAvailable } from "@conviva-sessions/conviva-sessions/analysis";
 * import { apiTables, summarizeSessions } from "@conviva-sessions/conviva-sessions/explain";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const { total, groups } = await summarizeSessions(apiTables(client), { last: "10m" }, {
 *   by: ["cdn"],
 *   sort: "vsf",
 * });
 * assert(groups.length > 1);
 * const { vsf } = total.metrics;
 * assert(isAvailable(vsf) && vsf.low! <= vsf.value && vsf.value <= vsf.high!);
 * ```
 *
 * @throws QueryError before anything is asked if the query or an option is wrong, or if the query
 * filters by an outcome; after it, if no session has a value of what they are grouped by. What else the
 * source throws, and the reason of the signal.
 */
export async function summarizeSessions(
  source: TableSource,
  query: SessionsQuery<string>,
  options: SummarizeOptions & AskOptions = {},
): Promise<SummaryAnswer> {
  const { range, filters, limit } = source.check(query);
  refuseOutcomeFilters({ filters }, source.endpoint);
  const by = attributeNames(source, options.by ?? []);
  checkChoices({ ...options, by }, source.endpoint);
  const { everyMs, timeZone = "UTC", good } = options;
  const pulls = new Pulls(source, options);
  const { tables, pulled } = await pulls.pull(
    {
      purpose: "current",
      windows: [range],
      filters,
      attributes: by,
      ...limit !== undefined && { limit },
    },
    1,
  );
  return {
    ...summarize(joined(tables), pulled, { ...options, by }),
    by,
    ...everyMs !== undefined && { everyMs },
    timeZone,
    ...good && { good },
    provenance: { pulls: pulls.pulled },
  };
}
