import type { Endpoint } from "../gen/endpoint.ts";
import { CONTENT } from "../gen/endpoints.ts";

/** The endpoint that is simulated unless another is given. */
export const DEFAULT_ENDPOINT: Endpoint = CONTENT;
