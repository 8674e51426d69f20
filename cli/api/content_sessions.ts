import { CONTENT } from "../../src/mod.ts";
import type { AskedEndpoint } from "./asked_endpoint.ts";

/** The sessions that the commands are about: here, and nowhere else, the endpoint is chosen. */
export const CONTENT_SESSIONS: AskedEndpoint = {
  endpoint: CONTENT,
  clientOf: (client) => client.content,
};
