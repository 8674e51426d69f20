import { type Facts, GRADES } from "./facts.ts";

/** Renders the facts as the TypeScript module gen/facts.ts. */
export function factsSource(facts: Facts, header: string): string {
  const { api, answer, limits, parameters, tagPrefix, dimensions, fields } = facts;
  const constant = (name: string, type: string, value: unknown, doc: string) =>
    `/** ${doc} */\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;
  return [
    header,
    TYPES,
    union(
      "ParameterName",
      Object.keys(parameters),
      "A query parameter, tags and dimensions aside.",
    ),
    union(
      "DimensionName",
      Object.keys(dimensions),
      "A Conviva-defined dimension of content sessions.",
    ),
    union("FieldPath", fields.map(({ path }) => path), "The dotted path of a field of a session."),
    constant("API", "ApiFact", api, "The API and its paths."),
    constant("ANSWER", "AnswerFact", answer, "What a response says beside its sessions."),
    constant("LIMITS", "LimitFacts", limits, "The limits of the sessions endpoint."),
    constant(
      "TAG_PREFIX",
      "string",
      tagPrefix,
      "Prefix of a custom tag's query parameter, part of its key.",
    ),
    constant(
      "PARAMETERS",
      "Readonly<Record<ParameterName, ParameterFact>>",
      parameters,
      "The query parameters, tags and dimensions aside.",
    ),
    constant(
      "DIMENSIONS",
      "Readonly<Record<DimensionName, DimensionFact>>",
      dimensions,
      "The catalogue of dimensions. Which of them exist differs by account.",
    ),
    constant(
      "FIELDS",
      "readonly FieldFact[]",
      fields,
      "The fields of a session, in the spec's order.",
    ),
  ].join("\n");
}

function union(name: string, members: string[], doc: string): string {
  return `/** ${doc} */\nexport type ${name} =\n${
    members.map((m) => `  | ${JSON.stringify(m)}`).join("\n")
  };\n`;
}

const TYPES =
  `/** How well a fact is known: the endpoint's page, other docs, seen in public code, or inferred. */
export type Grade = ${GRADES.map((g) => JSON.stringify(g)).join(" | ")};

/** The API and its paths. */
export interface ApiFact {
  /** Title of the spec. */
  readonly title: string;
  /** Version of the spec. */
  readonly specVersion: string;
  /** Base URL of the production server. */
  readonly server: string;
  /** Path of the sessions. */
  readonly contentPath: string;
  /** Path of the account's dimensions. */
  readonly dimensionsPath: string;
  /** What a response calls its list of sessions. */
  readonly sessionsKey: string;
}

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
}

/** The limits of the sessions endpoint. */
export interface LimitFacts {
  /** Least value of \`limit\`. */
  readonly minSessions: number;
  /** Most sessions in a response. */
  readonly maxSessions: number;
  /** Sessions in a response when \`limit\` is not given. */
  readonly defaultSessions: number;
  /** Longest range of a request. */
  readonly maxWindowMs: number;
  /** How far back a range may start. */
  readonly maxAgeMs: number;
  /** Wait after a 429 that names no time. */
  readonly retryAfterMs: number;
  /** Rate limit of an account; a request costs \`max(1, filters)\`. */
  readonly accountRate: RateFact;
  /** Rate limit of an IP address over all endpoints; a request costs 1. */
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
  /** The tag that carries the dimension's value in a session, for example \`c3.app.version\`. */
  readonly tag?: string;
  /** Dotted paths at which a session may have the dimension's value. */
  readonly paths: readonly string[];
}

/** A field of a session. */
export interface FieldFact {
  /** Dotted path in a session, for example \`network_info.isp\`. */
  readonly path: FieldPath;
  /** \`strings\` is a list of strings, \`map\` an object of strings. */
  readonly type: "string" | "integer" | "number" | "boolean" | "strings" | "map";
  /** Unit of a number. */
  readonly unit?: "epoch_ms" | "ms" | "bps" | "fps" | "percent" | "count";
  /** Least value of a number; one below it, such as −1, says that the value is not known. */
  readonly minimum?: number;
  /** Other names, at the session's root, under which the field may arrive. */
  readonly aliases: readonly string[];
  /** Whether the value identifies a viewer. */
  readonly pii: boolean;
  /** What it means, in words. */
  readonly description: string;
  /** How well it is known. */
  readonly source: Grade;
}
`;
