import type { components } from "../../gen/schema.ts";
import { place, type RecordPart } from "../catalogue/placement.ts";
import { assetOf, CUSTOM_TAGS, deviceOf, ispOf, placeOf, SESSION_READERS } from "./attributes.ts";
import type { Fate } from "./fate.ts";
import { drawer, mix, unit } from "./hash.ts";
import { flagsOf, OUTCOME_DIMENSIONS, outcomeValue } from "./outcome.ts";
import { playbackOf } from "./playback.ts";
import type { PlantedIncidents } from "./planted_incidents.ts";
import {
  clientId,
  clientKey,
  type Population,
  sessionId,
  viewerId,
  viewerKey,
} from "./population.ts";
import type { SessionDraft } from "./session_draft.ts";

/** A session as the sandbox sends it. */
export type SessionRecord = components["schemas"]["ContentSession"];

const drawAddress = drawer("address");
const CUSTOM_TAG_READERS = Object.entries(CUSTOM_TAGS);
const PLAY_STATUS = {
  played: "ended",
  exit_before_video_start: "exited_before_start",
  video_start_failure: "start_failed",
  video_playback_failure: "playback_failed",
};

/** Writes out a session. Groups that sessions share are frozen. */
export function sessionRecord(
  population: Population,
  incidents: PlantedIncidents,
  draft: SessionDraft,
  fate: Fate,
  hasViewer: boolean,
): SessionRecord {
  const viewer = viewerKey(population, draft);
  const asset = assetOf(draft);
  const record: SessionRecord = {
    session_id: sessionId(draft),
    client_id: clientId(clientKey(population, draft)),
    ...(hasViewer && { viewer_id: viewerId(viewer) }),
    session_start_timestamp_ms: draft.startMs,
    session_end_timestamp_ms: fate.endMs,
    play_status: PLAY_STATUS[fate.ending],
    stream_url: `https://stream.example/${asset.id}/manifest.m3u8`,
    ...playbackOf(population, incidents, draft, fate),
    ...flagsOf(draft, fate),
    video_start_failure_errors: [],
    video_playback_failure_errors: [],
  };
  const requiredTags: Record<string, string> = {};
  const groups: Record<string, Record<string, unknown>> = {
    network_info: addressOf(viewer),
  };
  const parts: RecordPart[] = [
    deviceOf(population, draft).part,
    placeOf(population, draft).part,
    ispOf(population, draft).part,
    asset.part,
    ownPart(population, draft, fate),
  ];
  for (const part of parts) {
    Object.assign(record, part.root);
    Object.assign(requiredTags, part.requiredTags);
    for (const name in part.groups) {
      const group = groups[name];
      groups[name] = group ? { ...group, ...part.groups[name] } : part.groups[name]!;
    }
  }
  const customTags: Record<string, string> = {};
  for (const [name, read] of CUSTOM_TAG_READERS) {
    const value = read(population, draft);
    if (value !== undefined) customTags[name] = value;
  }
  return Object.assign(record, groups, { required_tags: requiredTags, custom_tags: customTags });
}

/** What no other session shares. */
function ownPart(population: Population, draft: SessionDraft, fate: Fate): RecordPart {
  const values: Record<string, string | undefined> = {};
  for (const [name, read] of SESSION_READERS) values[name] = read(population, draft);
  for (const name of OUTCOME_DIMENSIONS) values[name] = outcomeValue(name, fate);
  return place(values);
}

/** Addresses that are set aside for documentation. Source: RFC 5737, RFC 3849. */
function addressOf(viewer: number): Record<string, unknown> {
  const draw = drawAddress(viewer);
  const net = ["192.0.2", "198.51.100", "203.0.113"][Math.floor(draw * 3)];
  const host = 1 + Math.floor(unit(mix(viewer, 4)) * 254);
  const low = mix(viewer, 6) >>> 0;
  return {
    ip: `${net}.${host}`,
    ipv6: draw < 0.5
      ? `2001:db8::${(low >>> 16).toString(16)}:${(low & 0xffff).toString(16)}`
      : null,
  };
}
