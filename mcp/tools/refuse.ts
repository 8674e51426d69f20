import { type QueryError, queryError } from "../../src/mod.ts";

/** An error about an argument that only the tools have. */
export function refuse(
  parameter: string,
  received: string,
  problem: string,
  allowed: string,
  correction?: Readonly<Record<string, unknown>>,
): QueryError {
  return queryError([{ parameter, received, problem, allowed, correction }]);
}
