// The shape of what the spec says. Written by hand here; `deno task gen` puts a copy into gen/.

/** How well a fact is known: the endpoint's page, other docs, seen in public code, or inferred. */
export type Grade = "seed" | "docs" | "seen" | "inferred";

/**
 * What the members of a response beside its sessions say about it. Names and words are without case
 * and punctuation.
 */
export interface AnswerFact {
  /** Members that, if set, say that the request failed. */
  readonly failure: readonly string[];
  /** Members that, in a response without sessions, tell of a failure. */
  readonly problem: readonly string[];
  /** Members that, if false, say that the request failed. */
  readonly success: readonly string[];
  /** Members that say how the request went, in a word. */
  readonly status: readonly string[];
  /** Words for a failed request. */
  readonly failedStatus: readonly string[];
  /** Words for an answer that is not ready. */
  readonly pendingStatus: readonly string[];
  /** Words for an answer that is not whole. */
  readonly partialStatus: readonly string[];
  /** Words that say that nothing is wrong. */
  readonly harmless: readonly string[];
  /** Members that, if set, say that sessions are missing. */
  readonly partial: readonly string[];
  /** Members that, if false, say that sessions are missing. */
  readonly whole: readonly string[];
  /** Beginning of the names of members that lead to more sessions. */
  readonly next: string;
  /** Members with the number of sessions that there are. */
  readonly total: readonly string[];
  /** How well it is known. */
  readonly source: Grade;
}

/** A rate limit: the summed cost of the requests in any period. */
export interface RateFact {
  /** Highest sum of costs. */
  readonly maxCost: number;
  /** The period. */
  readonly perMs: number;
  /** What a request costs: the number of its `filters`, at least 1, or 1 for each `request`. */
  readonly cost: "filters" | "request";
}

/** The limits of an endpoint. */
export interface LimitFacts {
  /** Least value of `limit`. */
  readonly minSessions: number;
  /** Most sessions in a response. */
  readonly maxSessions: number;
  /** Sessions in a response when `limit` is not given. */
  readonly defaultSessions: number;
  /** Longest range of a request. */
  readonly maxWindowMs: number;
  /** How far back a range may start. */
  readonly maxAgeMs: number;
  /** Wait after a 429 that names no time. */
  readonly retryAfterMs: number;
  /** Rate limit of an account. */
  readonly accountRate: RateFact;
  /** Rate limit of an IP address over all endpoints. */
  readonly addressRate: RateFact;
}

/** A query parameter. */
export interface ParameterFact {
  /** What the parameter is for. */
  readonly role: "time" | "limit" | "filter";
  /** Type of the value. */
  readonly type: "string" | "number" | "integer" | "boolean";
  /** Of a time parameter: the edge of the range that it sets. */
  readonly edge?: "start" | "end";
  /** Of a time parameter: its format. */
  readonly format?: "iso8601" | "epoch_s" | "epoch_ms";
  /** What people call it instead: abbreviations and short forms, all inferred. */
  readonly synonyms: readonly string[];
  /** What it means, in words. */
  readonly description: string;
  /** How well it is known. */
  readonly source: Grade;
}

/** A dimension that sessions can be filtered by. */
export interface DimensionFact {
  /** What people call it instead: abbreviations and short forms, all inferred. */
  readonly synonyms: readonly string[];
  /** What it means, in words. */
  readonly description: string;
  /** How well it is known. */
  readonly source: Grade;
  /** How a session with a value of it went: of the errors that go with a flag. */
  readonly outcome?: OutcomeFact;
  /** Whether a session was live, by its value of the dimension, if that is what the dimension says. */
  readonly live?: LiveFact;
  /** The tag that carries the dimension's value in a session, for example `c3.app.version`. */
  readonly tag?: string;
  /** Dotted paths at which a session may have the dimension's value. */
  readonly paths: readonly string[];
}

/** A field of a session. */
export interface FieldFact {
  /** Dotted path in a session, for example `network_info.isp`. */
  readonly path: string;
  /** `strings` is a list of strings, `map` an object of strings. */
  readonly type: "string" | "integer" | "number" | "boolean" | "strings" | "map";
  /** Unit of a number. */
  readonly unit?: "epoch_ms" | "ms" | "bps" | "fps" | "percent" | "count";
  /** Least value of a number; one below it, such as −1, says that the value is not known. */
  readonly minimum?: number;
  /** Other names, at the session's root, under which the field may arrive. */
  readonly aliases: readonly string[];
  /** Whether the value identifies a viewer. */
  readonly pii: boolean;
  /** Of a flag, if set: how the session went; of errors: how a session that has some did. */
  readonly outcome?: OutcomeFact;
  /** Which measure it is; its unit is the one that the measure's name ends in. */
  readonly measure?: MeasureName;
  /** What it means, in words. */
  readonly description: string;
  /** How well it is known. */
  readonly source: Grade;
}

/** A number of a session that metrics are computed from. */
export type MeasureName =
  | "videoStartMs"
  | "playingMs"
  | "rebufferingMs"
  | "connectionInducedRebufferingMs"
  | "averageBitrateBps"
  | "averagePeakBitrateBps";

/** Values of a dimension that say whether a session was live, in lower case. */
export interface LiveFact {
  /** It was live. */
  readonly live: readonly string[];
  /** It was on demand. */
  readonly onDemand: readonly string[];
  /** How well it is known. */
  readonly source: Grade;
}

/** How a session went, apart from `played`, with the reason where it is known. */
export interface OutcomeFact {
  /** `VSF`: the video failed to start; `VPF`: its playback failed; `EBVS`: left before the start. */
  readonly kind: "VSF" | "VPF" | "EBVS";
  /** Why it failed: for a technical reason, or one of the customer's business. */
  readonly reason?: "technical" | "business";
}

/** With which parameters a range is asked for. */
export interface RangeFact {
  /** The parameter for its start. */
  readonly start: string;
  /** The parameter for its end. */
  readonly end: string;
  /** How well it is known. */
  readonly source: Grade;
}

/** The fields, by their paths, that tell one session from another, and when it was. */
export interface KeyFact {
  /** Its id; not known to be unique without the client's. */
  readonly session: string;
  /** The player's installation. */
  readonly client: string;
  /** When it started, Unix milliseconds. */
  readonly start: string;
  /** When it ended, Unix milliseconds. */
  readonly end: string;
}

/** An operation of the API that lists sessions, with all that the spec says about it. */
export interface Endpoint {
  /** Its short name: `content` for `/sessions/content`. */
  readonly name: string;
  /** The path, behind the base URL. */
  readonly path: string;
  /** What it is for, in words. */
  readonly summary: string;
  /** What a response calls its list of sessions. */
  readonly listName: string;
  /** What a response says beside its sessions. */
  readonly answer: AnswerFact;
  /** Its limits. */
  readonly limits: LimitFacts;
  /** How a range is asked for. */
  readonly range: RangeFact;
  /** The query parameters by name, tags and dimensions aside. */
  readonly parameters: Readonly<Record<string, ParameterFact>>;
  /** Prefix of a custom tag's query parameter, part of its key. */
  readonly tagPrefix: string;
  /** The catalogue of dimensions by name. Which of them exist differs by account. */
  readonly dimensions: Readonly<Record<string, DimensionFact>>;
  /** The fields of a session, in the spec's order. */
  readonly fields: readonly FieldFact[];
  /** The fields that tell one session from another, and when it was. */
  readonly key: KeyFact;
}

/** What the spec says about the API as a whole. */
export interface ApiFact {
  /** Title of the spec. */
  readonly title: string;
  /** Version of the spec. */
  readonly specVersion: string;
  /** Base URL of the production server. */
  readonly server: string;
  /** Path of the account's dimensions. */
  readonly dimensionsPath: string;
}
