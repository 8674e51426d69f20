import { DAY_MS, HOUR_MS } from "./clock.ts";

/** What an incident does to the sessions it hits. */
export type IncidentKind =
  | "video_start_failure"
  | "exit_before_video_start"
  | "video_playback_failure"
  | "slow_start"
  | "rebuffering"
  | "bitrate";

/** A planted problem. */
export interface Incident {
  /** What happens. */
  readonly kind: IncidentKind;
  /** Whom it hits: filters under the API's parameter names, for example `{ cdn: ["…"] }`. */
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** Sessions that start from here on are hit, Unix milliseconds. */
  readonly startMs: number;
  /** Sessions that start from here on are well again, Unix milliseconds. */
  readonly endMs: number;
  /**
   * Of a failure or an exit: its additional probability, 0 to 1. Of `rebuffering`: the additional
   * part of the viewing time, 0 to 1. Of `slow_start` and `bitrate`: the factor of the value.
   */
  readonly strength: number;
}

/**
 * The incident of a sandbox that was told of none: since one to two hours, one in four video starts
 * fails on Android over one CDN.
 *
 * @example Plant a second incident beside it
 * ```ts
 * import { createSandbox, defaultIncidents } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const endMs = Date.now();
 * const startMs = endMs - 3_600_000;
 * const exits = { kind: "exit_before_video_start", where: {}, startMs, endMs, strength: 0.9 } as const;
 * const sandbox = createSandbox({ incidents: [...defaultIncidents(endMs), exits] });
 * const all = sandbox.count({ startMs, endMs });
 * assert(sandbox.count({ startMs, endMs }, { is_exit_before_video_start: ["true"] }) > all / 2);
 * ```
 */
export function defaultIncidents(nowMs: number): Incident[] {
  // On the full hour, so that sandboxes started one after another agree on it.
  const startMs = Math.floor(nowMs / HOUR_MS - 1) * HOUR_MS;
  return [{
    kind: "video_start_failure",
    where: { cdn: ["Polar Edge"], device_os: ["Android"] },
    startMs,
    endMs: startMs + DAY_MS,
    strength: 0.25,
  }];
}
