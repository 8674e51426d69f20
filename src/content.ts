import type { Endpoint, LimitFacts } from "../gen/endpoint.ts";
import { CONTENT } from "../gen/endpoints.ts";
import * as throttle from "./client/throttle/memory_throttle.ts";
import type { Throttle } from "./client/throttle/throttle.ts";
import * as dimension from "./session/dimension_value.ts";
import * as redaction from "./session/redaction/redactor.ts";
import * as outcome from "./session/outcome.ts";
import type { Session } from "./session/session.ts";
import * as key from "./session/session_key.ts";

// Nearly all callers mean `/sessions/content`. Inside of the library the endpoint, or the part of it
// that is needed, is always an argument; here it may be left out.

/**
 * Keeps the account's books in this process: at most the share of the account's limit, and the
 * address's limit, in any period. A request that costs more than a caller may use is refused.
 *
 * @example Share an account between two clients
 * ```ts
 * import { createMemoryThrottle, createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const throttle = createMemoryThrottle({ share: 0.5 });
 * const options = { credentials: SANDBOX_CREDENTIALS, fetch: createSandboxHandler(), throttle };
 * const [one, other] = [createSessionsClient(options), createSessionsClient(options)];
 * await Promise.all([one.search({ last: "1h" }), other.search({ last: "2h" })]);
 * assertEquals((await throttle.budget()).usedCost, 2);
 * ```
 *
 * @param options How to keep them.
 * @param limits The rates; by default those of `/sessions/content`, which the account's endpoints share.
 * @throws RangeError if a share is not more than 0 and at most 1.
 */
export function createMemoryThrottle(
  options: throttle.MemoryThrottleOptions = {},
  limits: Pick<LimitFacts, "accountRate" | "addressRate"> = CONTENT.limits,
): Throttle {
  return throttle.createMemoryThrottle(limits, options);
}

/**
 * How a session went, by its flags; the first of a failed start, a failed playback and an early exit
 * that it has.
 *
 * @example Tell failures from exits
 * ```ts
 * import { outcomeOf } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(outcomeOf({ is_video_start_failure_tech: true }), {
 *   kind: "VSF",
 *   reason: "technical",
 * });
 * ```
 *
 * @param session The session.
 * @param endpoint Where it is from; by default `/sessions/content`.
 * @returns `undefined` if its flags do not say: where none is set, and one of a failure is missing.
 */
export function outcomeOf(
  session: Session,
  endpoint: Endpoint = CONTENT,
): outcome.Outcome | undefined {
  return outcome.outcomeOf(session, endpoint);
}

/**
 * The values of a dimension of a session, wherever the record has them: where the spec says, in the
 * tag that carries the dimension, or under the dimension's own name at the root or in any group,
 * tags included, which is where an account's own dimensions are. The first place that has a value
 * counts.
 *
 * @example Read a dimension that a tag carries
 * ```ts
 * import { dimensionValues } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * const session = { required_tags: { "c3.app.version": "4.2.1" } };
 * assertEquals(dimensionValues(session, "app_version"), ["4.2.1"]);
 * ```
 *
 * @param session The session.
 * @param name Name of a dimension, of the catalogue or of the account, or of a custom tag.
 * @param endpoint Where the session is from; by default `/sessions/content`.
 * @returns As texts; several only where the record has a list, none if the record has no value.
 */
export function dimensionValues(
  session: Session,
  name: string,
  endpoint: Endpoint = CONTENT,
): readonly string[] {
  return dimension.dimensionValues(session, name, endpoint);
}

/**
 * The value of a dimension of a session, the first if it has several; see `dimensionValues()`.
 *
 * @example Count sessions by device
 * ```ts
 * import { dimensionValue } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dimensionValue({ device_info: { device_os: "Android" } }, "device_os"), "Android");
 * ```
 *
 * @param session The session.
 * @param name Name of a dimension, of the catalogue or of the account, or of a custom tag.
 * @param endpoint Where the session is from; by default `/sessions/content`.
 */
export function dimensionValue(
  session: Session,
  name: string,
  endpoint: Endpoint = CONTENT,
): string | undefined {
  return dimension.dimensionValue(session, name, endpoint);
}

/**
 * What tells one session from another: its client id with its session id, or, without a session id, a
 * digest of all that it says. The same record has the same key in every process.
 *
 * @example Keep one record of each session
 * ```ts
 * import { sessionKey } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * const records = [
 *   { client_id: "tv-7", session_id: "1" },
 *   { client_id: "tv-7", session_id: "1" },
 *   { client_id: "tv-8", session_id: "1" },
 * ];
 * assertEquals(new Map(records.map((one) => [sessionKey(one), one])).size, 2);
 * ```
 *
 * @param session The session.
 * @param endpoint Where it is from; by default `/sessions/content`.
 */
export function sessionKey(session: Session, endpoint: Endpoint = CONTENT): string {
  return key.sessionKey(session, endpoint);
}

/**
 * Makes a redactor: what hides who watched, but not that two sessions are the same viewer's. See
 * `Redactor` for what is replaced.
 *
 * @example Show a session without its viewer
 * ```ts
 * import { createRedactor } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals, assertMatch } from "@std/assert";
 *
 * const redactor = createRedactor();
 * const shown = redactor.session({ viewer_id: "jo", asset: "Cup final" });
 * assertMatch(shown.viewer_id!, /^anon-/);
 * assertEquals(shown.asset, "Cup final");
 * ```
 *
 * @param options How it works.
 * @param endpoint Where the sessions are from; by default `/sessions/content`.
 * @throws RangeError if the key is too short.
 */
export function createRedactor(
  options: redaction.RedactorOptions = {},
  endpoint: Endpoint = CONTENT,
): redaction.Redactor {
  return redaction.createRedactor(endpoint, options);
}
