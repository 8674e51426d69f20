import { hashText, mix, unit } from "../random/hash.ts";
import type { SessionsQuery } from "./sessions_query.ts";
import type { ListingOptions, WindowRounding } from "./listing_options.ts";
import type { TimeSpan } from "./window_semantics.ts";
import type { ListedSession, World } from "../world.ts";

const HIDDEN_SALT = hashText("hidden");

/**
 * Whether a sandbox that hides such a share of its sessions hides this one.
 *
 * @example Hide half of all sessions
 * ```ts
 * import { isHidden } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const hidden = Array.from({ length: 10_000 }, (_, id) => isHidden(String(id), 0.5));
 * assertEquals(Math.round(10 * hidden.filter(Boolean).length / hidden.length), 5);
 * ```
 */
export function isHidden(sessionId: string, hiddenShare: number): boolean {
  return unit(mix(hashText(sessionId), HIDDEN_SALT)) < hiddenShare;
}

/** The sessions of an answer: of the rounded window, as many as fit, without the hidden ones. */
export function listSessions(
  world: World,
  { window, filters, limit }: SessionsQuery,
  options: ListingOptions,
): string[] {
  const { silentCap = Infinity, silentMaxBytes = Infinity, hiddenShare = 0 } = options;
  const rounded = options.roundWindows ? round(window, options.roundWindows) : window;
  if (rounded.startMs >= rounded.endMs) return [];
  const sampled = world.sample(rounded, filters, Math.min(limit, silentCap));
  const visible = sampled.filter(({ sessionId }) => !isHidden(sessionId, hiddenShare));
  return visible.slice(0, countThatFit(visible, silentMaxBytes)).map(({ json }) => json);
}

const ROUNDING = {
  inwards: [Math.ceil, Math.floor],
  outwards: [Math.floor, Math.ceil],
  down: [Math.floor, Math.floor],
} as const;

function round({ startMs, endMs }: TimeSpan, { unitMs, direction }: WindowRounding): TimeSpan {
  const [roundStart, roundEnd] = ROUNDING[direction];
  return {
    startMs: roundStart(startMs / unitMs) * unitMs,
    endMs: roundEnd(endMs / unitMs) * unitMs,
  };
}

function countThatFit(sessions: readonly ListedSession[], maxBytes: number): number {
  if (maxBytes === Infinity) return sessions.length;
  const encoder = new TextEncoder();
  let bytes = 0;
  const first = sessions.findIndex(({ json }) => (bytes += encoder.encode(json).length) > maxBytes);
  return first < 0 ? sessions.length : first;
}
