import { FIELDS } from "../../gen/facts.ts";
import type { CoverageNotice } from "./coverage.ts";
import { fieldValue } from "./field_value.ts";
import type { Session } from "./session.ts";

/** No video that plays has so few bits a second, whereas that many kilobits are common. */
const LEAST_BITRATE_BPS = 10_000;

const BITRATES = FIELDS.filter(({ unit }) => unit === "bps").map(({ path }) => path);

/**
 * Tells of bitrates that contradict their unit in most of the sessions that played and have one. They
 * stay as they came: what unit is meant is not known.
 */
export function suspectedUnits(sessions: readonly Session[]): CoverageNotice[] {
  return BITRATES.flatMap((path) => {
    let playing = 0;
    let low = 0;
    for (const session of sessions) {
      const bitrate = (session.playing_time_ms ?? 0) > 0 ? fieldValue(session, path) : undefined;
      if (typeof bitrate !== "number") continue;
      playing++;
      if (bitrate < LEAST_BITRATE_BPS) low++;
    }
    if (low * 2 <= playing) return [];
    return [{
      kind: "units" as const,
      subject: path,
      message: `Most values of ${path} lie below ${LEAST_BITRATE_BPS} bits a second, which no ` +
        "video has; they may be kilobits, and are given as they came",
    }];
  });
}
