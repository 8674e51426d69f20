import type { Endpoint } from "../gen/endpoint.ts";
import type { WireFilters } from "./universe/attributes/attribute_predicate.ts";
import { serverClock } from "./clock.ts";
import { DEFAULT_ENDPOINT } from "./endpoint.ts";
import { defaultIncidents } from "./incident.ts";
import {
  DEFAULT_SEED,
  DEFAULT_SESSIONS_PER_DAY,
  type KeptSessions,
  type SandboxOptions,
} from "./sandbox_options.ts";
import { comparator } from "./answer/session_order.ts";
import { sessionId } from "./universe/attributes/population.ts";
import type { SessionDraft } from "./universe/starts/session_draft.ts";
import type { SessionRecord } from "./universe/session_writer.ts";
import { type SessionsRequest, Universe } from "./universe/universe.ts";
import type { TimeSpan, WindowSemantics } from "./answer/window_semantics.ts";

/** Which session, and when. */
export interface SessionIdentity extends TimeSpan {
  /** Its session id. */
  readonly sessionId: string;
  /** Its client id. */
  readonly clientId: string;
}

/** A session of an answer. */
export interface ListedSession {
  /** Its session id. */
  readonly sessionId: string;
  /** The whole of it. */
  readonly json: string;
}

/** The simulated sessions, as the API's rules select them, before any limit, fault or budget. */
export class World {
  /** The endpoint that answers with them. */
  readonly endpoint: Endpoint;
  readonly #universe: Universe;
  readonly #semantics: WindowSemantics;
  readonly #compare: ReturnType<typeof comparator>;
  readonly #keep: KeptSessions;
  readonly #viewerPermission: boolean;
  /** The present by the server's clock, in Unix milliseconds. */
  readonly now: () => number;

  constructor(options: SandboxOptions) {
    const { seed = DEFAULT_SEED, sessionsPerDay = DEFAULT_SESSIONS_PER_DAY } = options;
    if (!(sessionsPerDay > 0)) {
      throw new RangeError(
        `Cannot simulate as 'sessionsPerDay' must be more than 0: received ${sessionsPerDay}`,
      );
    }
    this.endpoint = options.endpoint ?? DEFAULT_ENDPOINT;
    this.now = serverClock(options);
    this.#semantics = {
      selection: options.selection ?? "start",
      ends: options.ends ?? "half_open",
    };
    this.#compare = comparator(options.order ?? "scrambled");
    this.#keep = options.keep ?? "sample";
    this.#viewerPermission = options.viewerPermission ?? true;
    this.#universe = new Universe({
      endpoint: this.endpoint,
      seed,
      sessionsPerDay,
      bursts: options.bursts ?? [],
      incidents: options.incidents ?? defaultIncidents(this.now()),
    });
  }

  /** The ended sessions of a window, or `limit` of them if there are more. */
  sample(window: TimeSpan, filters: WireFilters, limit: number): ListedSession[] {
    const request = this.#request(window, filters);
    const kept = this.#keep === "sample"
      ? this.#universe.select(request, limit)
      : this.#universe.select(request).sort(comparator(`${this.#keep}_first`)).slice(0, limit);
    return kept.sort(this.#compare)
      .map((draft) => ({ sessionId: sessionId(draft), json: this.#json(draft) }));
  }

  /** All ended sessions of a window, oldest first. */
  truth(window: TimeSpan, filters: WireFilters = {}): SessionRecord[] {
    return this.#drafts(window, filters).map((draft) => JSON.parse(this.#json(draft)));
  }

  /** The same as {@linkcode truth}, but only who and when, which takes a tenth of the time. */
  identities(window: TimeSpan, filters: WireFilters = {}): SessionIdentity[] {
    return this.#drafts(window, filters).map((draft) => this.#universe.identity(draft));
  }

  /** How many sessions {@linkcode truth} has. */
  count(window: TimeSpan, filters: WireFilters = {}): number {
    return this.#universe.select(this.#request(window, filters)).length;
  }

  #drafts(window: TimeSpan, filters: WireFilters): SessionDraft[] {
    return this.#universe.select(this.#request(window, filters))
      .sort(comparator("oldest_first"));
  }

  #json(draft: SessionDraft): string {
    return this.#universe.json(draft, this.#viewerPermission);
  }

  #request(window: TimeSpan, filters: WireFilters): SessionsRequest {
    return { window, filters, semantics: this.#semantics, nowMs: this.now() };
  }
}
