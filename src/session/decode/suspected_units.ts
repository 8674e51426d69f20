import type { Endpoint } from "../../../gen/endpoint.ts";
import { perEndpoint } from "../../query/per_endpoint.ts";
import type { CoverageNotice } from "../coverage/coverage.ts";
import { isObject } from "./json/is_object.ts";
import { splitPath } from "./record_schema.ts";
import type { Session } from "../session.ts";

/** No video that plays has so few bits a second, whereas that many kilobits are common. */
const LEAST_BITRATE_BPS = 10_000;

const bitrates = perEndpoint(({ fields }) =>
  fields.filter(({ unit }) => unit === "bps").map(({ path }) => ({ path, ...splitPath(path) }))
);

/**
 * Tells of bitrates that contradict their unit in most of the sessions that played and have one. They
 * stay as they came: what unit is meant is not known.
 */
export function suspectedUnits(
  sessions: readonly Session[],
  endpoint: Endpoint,
): CoverageNotice[] {
  return bitrates(endpoint).filter((bitrate) => isMostlyLow(sessions, bitrate)).map(({ path }) => ({
    kind: "units",
    subject: path,
    message:
      `Most values of ${path} lie below ${LEAST_BITRATE_BPS} bits a second, which no video ` +
      "has; they may be kilobits, and are given as they came",
  }));
}

function isMostlyLow(
  sessions: readonly Session[],
  { group, name }: { readonly group: string | undefined; readonly name: string },
): boolean {
  let playing = 0;
  let low = 0;
  for (const session of sessions) {
    const playingMs = session.playing_time_ms;
    if (typeof playingMs !== "number" || playingMs <= 0) continue;
    const bitrate = group === undefined ? session[name] : fieldIn(session[group], name);
    if (typeof bitrate !== "number") continue;
    playing++;
    if (bitrate < LEAST_BITRATE_BPS) low++;
  }
  return low * 2 > playing;
}

function fieldIn(group: unknown, name: string): unknown {
  return isObject(group) ? group[name] : undefined;
}
