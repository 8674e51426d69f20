import { CONTENT } from "../gen/endpoints.ts";
import type { Endpoint } from "../gen/endpoint.ts";

/** The endpoint that is simulated. Everything else in this folder follows from it. */
export const ENDPOINT: Endpoint = CONTENT;
