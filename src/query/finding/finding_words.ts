import type { Allowed, Correction, QueryFinding, TimeFormat, WayOut } from "../../errors.ts";

/** How the users of a front end write what a finding speaks of. */
export interface Dialect {
  /** A parameter, for example `limit` or `dimensions.cdn`. */
  readonly parameter: (name: string) => string;
  /** Part of a query, for example `limit: 200`. */
  readonly query: (correction: Correction) => string;
  /** The times that are taken in a format. */
  readonly times: Readonly<Record<TimeFormat, string>>;
  /** A time range. */
  readonly range: string;
  /** A dimension that queries may use. */
  readonly dimension: string;
  /** The ways to what was meant that are not a correction. */
  readonly waysOut: Readonly<Record<WayOut, string>>;
}

/** The times of a parameter that takes one format: for all front ends the same. */
export const TIMES_IN_ONE_FORMAT: Readonly<Record<Exclude<TimeFormat, "any">, string>> = {
  iso8601: "ISO 8601 with an offset or Z",
  epoch_s: "Unix seconds",
  epoch_ms: "Unix milliseconds",
};

/** A finding in words. */
export interface FindingWords {
  /** The parameter. */
  readonly parameter: string;
  /** The rule that is broken. */
  readonly problem: string;
  /** What was received, if that is known. */
  readonly received?: string;
  /** What is allowed, if that is known. */
  readonly allowed?: string;
  /** A correction, if there is one. */
  readonly example?: string;
  /** What to do where no correction says what was meant. */
  readonly instead?: string;
}

/** Writes a finding in the words of a front end. */
export function findingWords(finding: QueryFinding, dialect: Dialect): FindingWords {
  const { parameter, problem, received, allowed, correction, wayOut } = finding;
  return {
    parameter: dialect.parameter(parameter),
    problem,
    ...received !== undefined && { received },
    ...allowed !== undefined && { allowed: allowedWords(allowed, dialect) },
    ...correction !== undefined && { example: dialect.query(correction) },
    ...wayOut !== undefined && { instead: dialect.waysOut[wayOut] },
  };
}

function allowedWords(allowed: Allowed, dialect: Dialect): string {
  if (typeof allowed === "string") return allowed;
  switch (allowed.kind) {
    case "time":
      return dialect.times[allowed.format];
    case "range":
      return dialect.range;
    case "dimension":
      return dialect.dimension;
  }
}
