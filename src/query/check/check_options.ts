import type { Endpoint } from "../../../gen/endpoint.ts";

/** What a query is checked against. */
export interface CheckQueryOptions {
  /** The present in Unix milliseconds. */
  readonly nowMs: number;
  /** Which endpoint is asked. */
  readonly endpoint: Endpoint;
  /**
   * `one`: the query becomes one request, under exactly the limits of the API. `many`: it becomes as
   * many as it takes, so that a range may be long and reach beyond what the API has, and a limit is
   * one on the total.
   */
  readonly requests: "one" | "many";
  /** Dimensions beside the catalogue; `any` lets every well-formed name pass. Default none. */
  readonly accountDimensions?: readonly string[] | "any";
}
