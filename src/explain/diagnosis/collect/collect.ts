import { selectRows } from "../../../analysis/table/select_rows.ts";
import type { Filters } from "../../../query/check/checked_query.ts";
import type { TimeWindow } from "../../../query/time/time_window.ts";
import type { PlanStep, Pulled } from "../../answers.ts";
import { joined, type PullOrder, type Pulls } from "../../pulls.ts";
import { seenAlike, type SeenFor, seenFor } from "../../seen_alike.ts";
import type { TableSource } from "../../table_source.ts";
import { ofOtherDays } from "./baseline_windows.ts";
import { type Part, timesOf } from "./collected.ts";
import { areSelectedByEnd, startedIn } from "../members.ts";
import { type Pace, paceOf } from "./pace.ts";
import type { ProblemRule } from "../problem.ts";
import { areRare, type FailurePull, failurePull } from "./rare_failures.ts";
import { sampleWindows, spreadOver, strataOf } from "./sample_windows.ts";

/** What is to be collected. */
export interface CollectOrder {
  readonly range: TimeWindow;
  readonly baseline: readonly TimeWindow[];
  readonly filters: Filters;
  /** The dimensions and tags that are wanted; absent for all. */
  readonly attributes?: readonly string[];
  /** What may be wrong. */
  readonly rules: readonly ProblemRule[];
  readonly maxRequests: number;
}

/** What was collected, and why so. */
export interface CollectedParts {
  readonly parts: readonly Part[];
  readonly plan: readonly PlanStep[];
  /** The windows of the baseline of which there is anything. */
  readonly baseline: readonly TimeWindow[];
  /** How long the sessions of the range were seen for, if one tells. */
  readonly seen: SeenFor | undefined;
}

/** Part of the work that the first request is. */
const PROBED = 0.02;
/** Part of the work that is done with a sample, where failures are asked for as well. */
const SAMPLED = 0.7;

/** Part of the full pull that a first sample may take: enough to see which failures are rare. */
const FIRST_SAMPLE = 0.02;
/** A rate of failures up to which requests are kept for them. */
const RARE = 0.01;
/** Fewer windows are no sample of a range and its baseline. */
const FEWEST_WINDOWS = 4;

/**
 * Collects what a diagnosis needs of the range and its baseline.
 *
 * - All sessions, if that takes no more requests than may be made: one request tells, by how many
 *   sessions come in a short window.
 * - Or else a sample of short windows, spread evenly over both. Rates in it are fair.
 * - Where failures are so rare that the sample has hardly any, all of them, by the API's own filter,
 *   beside the sample, which tells how many sessions they are of: a case-control study.
 */
export async function collect(
  source: TableSource,
  pulls: Pulls,
  order: CollectOrder,
): Promise<CollectedParts> {
  const collection = new Collection(pulls, order);
  const { range, baseline, maxRequests } = order;
  if (!source.takesRequests) return await collection.all();
  const middleMs = Math.round((range.startMs + range.endMs) / 2);
  const probe = { startMs: middleMs, endMs: Math.min(range.endMs, middleMs + probeMs(range)) };
  const [first] = await collection.ask("current", [probe], "thinned_for_budget", PROBED);
  const { length } = areSelectedByEnd([first!]) ? first!.table : startedIn(first!);
  const pace = paceOf(length / (probe.endMs - probe.startMs), source.endpoint.limits);
  const requests = pace.requestsFor([range, ...baseline]);
  if (requests <= maxRequests - pulls.requests) return await collection.all();
  return await collection.thinned(source, probe, pace, requests);
}

/** A short window tells how many sessions there are, and a long one would be full of them. */
function probeMs({ startMs, endMs }: TimeWindow): number {
  const lengthMs = endMs - startMs;
  return Math.max(1, Math.min(lengthMs / 2, Math.max(10_000, Math.round(lengthMs / 120))));
}

class Collection {
  readonly #pulls: Pulls;
  readonly #order: CollectOrder;
  #plan: PlanStep[] = [];
  #parts: Part[] = [];

  constructor(pulls: Pulls, order: CollectOrder) {
    this.#pulls = pulls;
    this.#order = order;
  }

  /** Asks for windows. */
  async ask(
    purpose: "current" | "baseline",
    windows: readonly TimeWindow[],
    reason: PlanStep["reason"],
    until: number,
  ): Promise<readonly Part[]> {
    if (windows.length === 0) return [];
    const { filters } = this.#order;
    const { tables } = await this.#pull({ purpose, windows, filters }, reason, until);
    const parts = tables.map((table, at) => ({
      table,
      asked: windows[at]!,
      stratum: windows[at]!,
    }));
    this.#parts.push(...parts);
    return parts;
  }

  async #pull(order: PullOrder, reason: PlanStep["reason"], until: number) {
    const { attributes } = this.#order;
    const { purpose, windows, filters } = order;
    const pull = await this.#pulls.pull({ ...order, ...attributes && { attributes } }, until);
    this.#plan.push({ purpose, windows, filters, reason });
    return pull;
  }

  /** Asks for all sessions. */
  async all(): Promise<CollectedParts> {
    const { range, baseline } = this.#order;
    // What the first request brought comes again.
    this.#pulls.restart();
    [this.#parts, this.#plan] = [[], []];
    await this.ask("current", [range], "all_of_range", 1 / (1 + baseline.length));
    await this.ask("baseline", baseline, "all_of_range", 1);
    return this.#done();
  }

  /** Asks for a sample, and for rare failures. */
  async thinned(
    source: TableSource,
    probe: TimeWindow,
    pace: Pace,
    fullRequests: number,
  ): Promise<CollectedParts> {
    const { range, baseline, rules, maxRequests } = this.#order;
    const windows = [range, ...baseline];
    const failures = rules.flatMap((rule) => failurePull(rule, windows, source.endpoint) ?? []);
    const free = Math.max(FEWEST_WINDOWS, maxRequests - this.#pulls.requests);
    const kept = Math.min(
      Math.floor(free / 2),
      failures.reduce((sum, pull) => sum + pace.requestsFor(pull.windows, RARE), 0),
    );
    const count = Math.max(FEWEST_WINDOWS, free - kept);
    const first = Math.max(FEWEST_WINDOWS - 1, Math.floor(FIRST_SAMPLE * fullRequests) - 1);
    const [ofRange, ofBaseline] = this.#samples(probe, pace, count);
    const now = spreadOver(ofRange, Math.min(ofRange.length, Math.ceil(first / 2)));
    // Failures of a window say nothing without any sample of it.
    const each = Math.max(1, Math.round(first / 2 / baseline.length));
    const then = ofBaseline.map((samples) => spreadOver(samples, Math.min(samples.length, each)));
    await this.ask("current", now.taken, "thinned_for_budget", 0.1);
    await this.ask("baseline", then.flatMap(({ taken }) => taken), "thinned_for_budget", 0.2);
    const isKnown = (rule: ProblemRule) =>
      failures.some((pull) => pull.rule === rule && this.#isWorth(pull, pace));
    if (!rules.every(isKnown)) {
      await this.ask("current", now.left, "thinned_for_budget", SAMPLED / 2 + 0.1);
      await this.ask("baseline", then.flatMap(({ left }) => left), "thinned_for_budget", SAMPLED);
    }
    for (const pull of failures) {
      if (this.#isWorth(pull, pace)) await this.#askFailures(pull);
    }
    return this.#done();
  }

  /**
   * The short windows that may be asked of the range, beside the first, and of each window of its
   * baseline. Other days have as many of these as the hours just before, so that either can do without
   * the other.
   */
  #samples(probe: TimeWindow, pace: Pace, count: number): [TimeWindow[], TimeWindow[][]] {
    const { range, baseline } = this.#order;
    const [half, rest] = [Math.ceil(count / 2), Math.floor(count / 2)];
    const isApart = ({ startMs, endMs }: TimeWindow) =>
      endMs <= probe.startMs || startMs >= probe.endMs;
    const days = ofOtherDays(range, baseline);
    const before = baseline.filter((window) => !days.includes(window));
    const daysCount = before.length === 0 ? rest : Math.ceil(rest / 2);
    const spread = (windows: readonly TimeWindow[], samples: number) =>
      windows.map((window, at) =>
        sampleWindows(window, share(samples, windows.length, at), pace.windowMs)
      );
    return [
      sampleWindows(range, half, pace.windowMs).filter(isApart),
      [
        ...spread(days, daysCount),
        ...spread(before, days.length === 0 ? rest : rest - daysCount),
      ],
    ];
  }

  /** Whether failures are rare enough, and few enough to be asked for. */
  #isWorth(pull: FailurePull, pace: Pace): boolean {
    const { range, baseline, maxRequests } = this.#order;
    const sampled = this.#parts.filter(isOfAllKinds);
    const rate = areRare(pull.rule, sampled, [range, ...baseline]);
    return rate !== undefined &&
      pace.requestsFor(pull.windows, rate) <= maxRequests - this.#pulls.requests;
  }

  async #askFailures({ rule, windows, flag }: FailurePull): Promise<void> {
    const { filters, range, baseline } = this.#order;
    const parameters = { ...filters.parameters, [flag]: true };
    const { tables } = await this.#pull(
      { purpose: "failures", windows, filters: { ...filters, parameters } },
      "failures_are_rare",
      1,
    );
    tables.forEach((table, at) => {
      const atMs = timesOf({ table, asked: windows[at]! });
      for (const window of [range, ...baseline]) {
        const rows = Uint32Array.from(atMs, (_, row) => row).filter((row) =>
          atMs[row]! >= window.startMs && atMs[row]! < window.endMs
        );
        const some = selectRows(table, rows);
        this.#parts.push({ table: some, asked: window, stratum: window, failures: rule.metric });
      }
    });
  }

  #done(): CollectedParts {
    const { range, baseline } = this.#order;
    const windows = [range, ...baseline];
    const windowOf = ({ asked: { startMs } }: Part) =>
      windows.find((window) => startMs >= window.startMs && startMs < window.endMs)!;
    const isByEnd = areSelectedByEnd(this.#parts);
    const members = this.#parts.map((part) => isByEnd ? part : { ...part, table: startedIn(part) });
    const partsOf = Map.groupBy(members, windowOf);
    const now = partsOf.get(range)!.filter(isOfAllKinds).map(({ table }) => table);
    const seen = seenFor(joined(now), range);
    return {
      parts: [...partsOf].flatMap(([window, parts]) => {
        const strata = strataOf(window, parts.filter(isOfAllKinds).map(({ asked }) => asked));
        return parts.map((part) => ({
          ...part,
          table: seen && window !== range ? seenAlike(part.table, window, seen) : part.table,
          stratum: isOfAllKinds(part) ? strata.get(part.asked)! : part.stratum,
        }));
      }),
      plan: this.#plan,
      baseline: baseline.filter((window) =>
        partsOf.get(window)?.some(({ table }) => table.length > 0)
      ),
      seen,
    };
  }
}

function isOfAllKinds({ failures }: Part): boolean {
  return failures === undefined;
}

/** How many of some things the one at a place has, if all have about as many and at least one. */
function share(things: number, places: number, at: number): number {
  return Math.max(
    1,
    Math.floor(things * (at + 1) / places) - Math.floor(things * at / places),
  );
}

/** How the pulls of a diagnosis went, with how long sessions were seen for. */
export function withSeen(pulled: readonly Pulled[], seen: SeenFor | undefined): Pulled[] {
  return pulled.map((pull) => seen && pull.purpose !== "current" ? { ...pull, seen } : pull);
}
