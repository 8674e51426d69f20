import { hashText, mix, unit } from "./universe/hash.ts";
import type { ContentQuery } from "./content_query.ts";
import type { TimeSpan } from "./window_semantics.ts";
import type { ListedSession, World } from "./world.ts";

/** Whole units of time that a window's edges are rounded to. */
export interface WindowRounding {
  /** The unit in milliseconds; at least 1. */
  readonly unitMs: number;
  /** Whether a window loses what does not fill a unit, or gains what does, or moves down by it. */
  readonly direction: "inwards" | "outwards" | "down";
}

/** Which of a window's sessions an answer lists, where that is not what was asked for. */
export interface ListingOptions {
  /**
   * Most sessions in a response, whatever limit was asked for, with no word about it; at least 1.
   * Some public pages of the API have a lower maximum than its own. Default: none.
   */
  readonly silentCap?: number;
  /** Size of the sessions of a response from which they are cut off, in bytes. Default: none. */
  readonly silentMaxBytes?: number;
  /**
   * Share of the sessions that are taken out of a response after the limit was applied, 0 to 1:
   * always the same ones, see {@linkcode isHidden}. Default 0.
   */
  readonly hiddenShare?: number;
  /** What the edges of a window are rounded to before sessions are selected. Default: nothing. */
  readonly roundWindows?: WindowRounding;
}

const HIDDEN_SALT = hashText("hidden");

/** Whether a sandbox that hides such a share of its sessions hides this one. */
export function isHidden(sessionId: string, hiddenShare: number): boolean {
  return unit(mix(hashText(sessionId), HIDDEN_SALT)) < hiddenShare;
}

/** The sessions of an answer: of the rounded window, as many as fit, without the hidden ones. */
export function listSessions(
  world: World,
  { window, filters, limit }: ContentQuery,
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
