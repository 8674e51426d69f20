import { checkBaseUrl } from "../src/client/base_url.ts";
import { baseUrlFromEnv } from "../src/client/credentials.ts";

/**
 * Prints the host of the API, for a task to grant access to it and to nothing else: the permissions
 * of a task are fixed before it reads `CONVIVA_BASE_URL`. A base URL that is wrong gets no access
 * here, and an explanation by the command that is run with it.
 *
 * Every start of a task waits for it, so that it loads no more than it needs.
 */
function apiHost(): string {
  try {
    return new URL(checkBaseUrl(baseUrlFromEnv())).host;
  } catch {
    return new URL(checkBaseUrl()).host;
  }
}

if (import.meta.main) console.log(apiHost());
