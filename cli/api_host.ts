import { baseUrlFromEnv } from "../src/mod.ts";
import { checkBaseUrl } from "../src/view/mod.ts";

/**
 * Prints the host of the API, for a task to grant access to it and to nothing else: the permissions
 * of a task are fixed before it reads `CONVIVA_BASE_URL`. A base URL that is wrong gets no access
 * here, and an explanation by the command that is run with it.
 */
function apiHost(): string {
  try {
    return new URL(checkBaseUrl(baseUrlFromEnv())).host;
  } catch {
    return new URL(checkBaseUrl()).host;
  }
}

if (import.meta.main) console.log(apiHost());
