import type { Burst } from "../burst.ts";
import type { Incident } from "../incident.ts";
import { belongsTo, type TimeSpan, type WindowSemantics } from "../answer/window_semantics.ts";
import type { WireFilters } from "./attribute_predicate.ts";
import { maxSessionMs } from "./duration_class.ts";
import type { Fate } from "./ending.ts";
import { fateOf } from "./fate.ts";
import { PlantedIncidents } from "./planted_incidents.ts";
import { PointProcess } from "./point_process.ts";
import { clientId, clientKey, createPopulation, type Population, sessionId } from "./population.ts";
import type { SessionDraft } from "./session_draft.ts";
import { sessionFilter } from "./session_filter.ts";
import { sessionJson } from "./session_record.ts";

/** What the sessions follow from. */
export interface UniverseOptions {
  readonly seed: number;
  readonly sessionsPerDay: number;
  readonly bursts: readonly Burst[];
  readonly incidents: readonly Incident[];
}

/** Which sessions are asked for. */
export interface SessionsRequest {
  readonly window: TimeSpan;
  readonly semantics: WindowSemantics;
  readonly filters: WireFilters;
  /** Sessions that end later have not ended yet, Unix milliseconds. */
  readonly nowMs: number;
}

/** All sessions of all time, none of them stored. */
export class Universe {
  readonly #process: PointProcess;
  readonly #population: Population;
  readonly #incidents: PlantedIncidents;

  constructor(options: UniverseOptions) {
    this.#process = new PointProcess(options);
    this.#population = createPopulation(options.seed, options.sessionsPerDay);
    this.#incidents = new PlantedIncidents(options.incidents);
  }

  /** The ended sessions that were asked for: all, or a uniform sample if there are more than `limit`. */
  select(request: SessionsRequest, limit = Infinity): SessionDraft[] {
    const isWanted = this.#wanted(request);
    const { window, semantics } = request;
    const found: SessionDraft[] = [];
    for (let layer = this.#process.deepestLayer; layer >= 0 && found.length < limit; layer--) {
      this.#process.visit(
        layer,
        window.startMs,
        window.endMs,
        semantics.selection !== "start",
        (draft) => {
          if (isWanted(draft)) found.push(draft);
        },
      );
    }
    return found.length > limit ? this.#lowestPriorities(found, limit) : found;
  }

  /** Which session it is, and when. */
  identity(draft: SessionDraft) {
    return {
      sessionId: sessionId(draft),
      clientId: clientId(clientKey(this.#population, draft)),
      startMs: draft.startMs,
      endMs: this.#fate(draft).endMs,
    };
  }

  /** Writes out a session as JSON. */
  json(draft: SessionDraft, hasViewer: boolean): string {
    return sessionJson(this.#population, this.#incidents, draft, this.#fate(draft), hasViewer);
  }

  #fate(draft: SessionDraft): Fate {
    return fateOf(this.#population, this.#incidents, draft);
  }

  #wanted({ window, semantics, filters, nowMs }: SessionsRequest) {
    const matches = sessionFilter(this.#population, this.#incidents, filters);
    return (draft: SessionDraft): boolean => {
      const latestEndMs = draft.startMs + maxSessionMs(draft.durationClass);
      const needsEnd = semantics.selection !== "start" || latestEndMs > nowMs;
      const endMs = needsEnd ? this.#fate(draft).endMs : latestEndMs;
      return endMs <= nowMs &&
        belongsTo(window, { startMs: draft.startMs, endMs }, semantics) && matches(draft);
    };
  }

  #lowestPriorities(drafts: readonly SessionDraft[], count: number): SessionDraft[] {
    return drafts
      .map((draft) => ({ draft, priority: this.#process.priority(draft) }))
      .sort((a, b) => a.priority - b.priority)
      .slice(0, count)
      .map(({ draft }) => draft);
  }
}
