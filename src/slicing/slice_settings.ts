import type { QueryFinding } from "../errors.ts";
import { queryError } from "../query/finding/script_dialect.ts";
import type { SliceOptions } from "./types.ts";

/** Slice options with their defaults. */
export interface SliceSettings extends SliceOptions {
  readonly concurrency: number;
  readonly order: "newest" | "oldest";
  readonly limit: number;
  readonly minWindowMs: number;
  readonly onWindowError: "throw" | "gap";
}

/**
 * Checks the options and fills in the defaults.
 *
 * @param queryLimit The query's own limit; the options' wins.
 * @throws QueryError if a number is not a positive integer.
 */
export function sliceSettings(
  options: SliceOptions,
  queryLimit: number | undefined,
): SliceSettings {
  const findings = (["concurrency", "limit", "minWindowMs", "knownCut"] as const).flatMap(
    (parameter): QueryFinding[] => {
      const value = options[parameter];
      if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return [];
      return [{
        parameter,
        received: String(value),
        problem: "it must be a positive integer",
        allowed: "an integer from 1",
        correction: { [parameter]: 4 },
      }];
    },
  );
  if (findings.length > 0) throw queryError(findings);
  return {
    ...options,
    concurrency: options.concurrency ?? 4,
    order: options.order ?? "newest",
    limit: options.limit ?? queryLimit ?? Infinity,
    minWindowMs: options.minWindowMs ?? 1,
    onWindowError: options.onWindowError ?? "throw",
  };
}
