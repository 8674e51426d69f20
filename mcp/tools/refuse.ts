import type { QueryError } from "../../src/mod.ts";
import { queryError } from "../../src/view/mod.ts";

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
