import { type CheckedQuery, type Endpoint, QueryError } from "../../../src/mod.ts";
import { formatDuration, requestCost } from "../../../src/view/mod.ts";
import type { AskOptions, AskProgress } from "../../../src/explain/mod.ts";
import { CALLER_SHARE } from "../../bounds.ts";
import { count } from "../../render/coverage_text.ts";
import { line } from "../../render/line.ts";
import type { ToolCall } from "../tool.ts";

/**
 * Requests after which it can be said how many all of a range takes, if it is as busy as where it was
 * asked first: then twice as many are let pass, and the fewer the more have come.
 */
const TELLING_REQUESTS = 10;

/** Part of a full response that a window brings, with those that had to be asked again in parts. */
const FULLNESS = 0.6;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Most requests of one call: what it may spend of the account's rate limit in a minute. */
export function mostRequests({ limits }: Endpoint, { filters }: Pick<CheckedQuery, "filters">) {
  const { accountRate } = limits;
  return Math.floor(accountRate.maxCost * CALLER_SHARE / requestCost(filters, accountRate));
}

/**
 * Asks within the call's part of the rate limit, and tells the caller how far it is.
 *
 * @throws QueryError with the cost and what can be asked instead, as soon as it shows that the whole
 * takes more.
 */
export async function withinBudget<Answer>(
  checked: CheckedQuery,
  endpoint: Endpoint,
  call: ToolCall,
  ask: (options: AskOptions) => Promise<Answer>,
): Promise<Answer> {
  const most = mostRequests(endpoint, checked);
  const stop = new AbortController();
  let needed: number | undefined;
  try {
    return await ask({
      signal: AbortSignal.any([call.signal, stop.signal]),
      onProgress: (progress) => {
        tell(call, progress);
        const { requests } = progress;
        const whole = wholeRequests(progress, endpoint);
        const isTelling = requests >= TELLING_REQUESTS;
        if (!isTelling || whole <= most * (1 + TELLING_REQUESTS / requests)) return;
        needed ??= Math.ceil(whole);
        stop.abort();
      },
    });
  } catch (error) {
    if (needed === undefined || call.signal.aborted) throw error;
    throw tooDear(checked, needed, most);
  }
}

/**
 * Requests that the whole takes, by what came so far. The first ones say more of how windows are cut
 * than of how many there will be, which the sessions tell.
 */
function wholeRequests(
  { requests, sessions, fraction }: AskProgress,
  { limits }: Endpoint,
): number {
  if (fraction === 0) return requests;
  const full = sessions / fraction / (limits.maxSessions * FULLNESS);
  return Math.min(requests / fraction, Math.max(requests, full));
}

/** Tells a caller how far a question is. */
export function tell(
  { progress }: ToolCall,
  { fraction, requests, sessions, purpose }: AskProgress,
): void {
  progress(
    fraction,
    line`${PURPOSES[purpose]}: ${count(requests, "request")}, ${count(sessions, "session")} so far`
      .text,
  );
}

const PURPOSES: Readonly<Record<AskProgress["purpose"], string>> = {
  current: "Range",
  baseline: "Baseline",
  failures: "Failures",
};

function tooDear({ range }: CheckedQuery, needed: number, most: number): QueryError {
  const rangeMs = range.endMs - range.startMs;
  const unitMs = rangeMs > HOUR_MS * 4 ? HOUR_MS : MINUTE_MS;
  const withinMs = Math.max(1, Math.floor(rangeMs * most / needed / unitMs)) * unitMs;
  return new QueryError(
    `This takes about ${needed} requests, and one call may take ${most}: ask for a range of at most ` +
      `${formatDuration(withinMs)}, or for parts of it one after the other`,
    [],
  );
}
