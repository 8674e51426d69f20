import type { Endpoint } from "../../gen/endpoint.ts";
import { belongsTo, type TimeSpan, type WindowSemantics } from "../answer/window_semantics.ts";
import type { Burst } from "../burst.ts";
import type { Incident } from "../incident.ts";
import type { WireFilters } from "./attributes/attribute_predicate.ts";
import { Attributes } from "./attributes/attributes.ts";
import { clientId, clientKey, createPopulation, sessionId } from "./attributes/population.ts";
import type { Fate } from "./fate/ending.ts";
import { fateOf } from "./fate/fate.ts";
import { Outcomes } from "./fate/outcomes.ts";
import { PlantedIncidents } from "./fate/planted_incidents.ts";
import { Placement } from "./placement.ts";
import { sessionFilter, type SessionSources } from "./session_filter.ts";
import { SessionWriter } from "./session_writer.ts";
import { maxSessionMs } from "./starts/duration_class.ts";
import { PointProcess } from "./starts/point_process.ts";
import type { SessionDraft } from "./starts/session_draft.ts";

/** What the sessions follow from. */
export interface UniverseOptions {
  /** The endpoint that answers with them. */
  readonly endpoint: Endpoint;
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
  readonly #sources: SessionSources;
  readonly #writer: SessionWriter;

  constructor(options: UniverseOptions) {
    const { endpoint, seed, sessionsPerDay } = options;
    const attributes = new Attributes(endpoint);
    this.#process = new PointProcess({ ...options, maxWindowMs: endpoint.limits.maxWindowMs });
    this.#sources = {
      key: endpoint.key,
      population: createPopulation(seed, sessionsPerDay),
      incidents: new PlantedIncidents(options.incidents, attributes),
      attributes,
      outcomes: new Outcomes(endpoint),
    };
    this.#writer = new SessionWriter(this.#sources, new Placement(endpoint));
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
      clientId: clientId(clientKey(this.#sources.population, draft)),
      startMs: draft.startMs,
      endMs: this.#fate(draft).endMs,
    };
  }

  /** Writes out a session as JSON. */
  json(draft: SessionDraft, hasViewer: boolean): string {
    return this.#writer.json(draft, this.#fate(draft), hasViewer);
  }

  #fate(draft: SessionDraft): Fate {
    return fateOf(this.#sources.population, this.#sources.incidents, draft);
  }

  #wanted({ window, semantics, filters, nowMs }: SessionsRequest) {
    const matches = sessionFilter(this.#sources, filters);
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
