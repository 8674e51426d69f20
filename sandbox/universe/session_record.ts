import type { components } from "../../gen/schema.ts";
import { joined, members, place, type RecordPart } from "../catalogue/placement.ts";
import { assetOf, CUSTOM_TAGS, ENTITY_READERS, INVENTED_DIMENSIONS } from "./attributes.ts";
import type { Fate } from "./ending.ts";
import { drawOf, mix, unit } from "./hash.ts";
import { endingFlags, inventedFlags, OUTCOME_DIMENSIONS, outcomeValue } from "./outcome.ts";
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

const drawAddress = drawOf("address");
const CUSTOM_TAG_READERS = Object.entries(CUSTOM_TAGS);
const PLAY_STATUS = {
  played: "ended",
  exit_before_video_start: "exited_before_start",
  video_start_failure: "start_failed",
  video_playback_failure: "playback_failed",
};
const NO_ERRORS = {
  video_start_failure_errors: [],
  video_playback_failure_errors: [],
} satisfies SessionRecord;

/** Writes out a session as JSON. */
export function sessionJson(
  population: Population,
  incidents: PlantedIncidents,
  draft: SessionDraft,
  fate: Fate,
  hasViewer: boolean,
): string {
  const viewer = viewerKey(population, draft);
  const asset = assetOf(draft);
  let root = members(
    {
      session_id: sessionId(draft),
      client_id: clientId(clientKey(population, draft)),
      viewer_id: hasViewer ? viewerId(viewer) : undefined,
      session_start_timestamp_ms: draft.startMs,
      session_end_timestamp_ms: fate.endMs,
      play_status: PLAY_STATUS[fate.ending],
      stream_url: `https://stream.example/${asset.id}/manifest.m3u8`,
      ...playbackOf(population, incidents, draft, fate),
      ...inventedFlags(draft),
    } satisfies SessionRecord,
  );
  let requiredTags = "";
  const groups: Record<string, string> = { network_info: members(addressOf(viewer)) };
  const add = (part: RecordPart) => {
    root = joined(root, part.root);
    requiredTags = joined(requiredTags, part.requiredTags);
    for (const name in part.groups) {
      groups[name] = joined(groups[name] ?? "", part.groups[name]!);
    }
  };
  for (const read of ENTITY_READERS) add(read(population, draft).part);
  for (const [name, read] of INVENTED_DIMENSIONS) {
    add(place({ [name]: read(population, draft) }));
  }
  add(outcomePart(fate));
  for (const name in groups) root += `,"${name}":{${groups[name]}}`;
  return `{${root},"required_tags":{${requiredTags}},"custom_tags":{${
    customTags(population, draft)
  }}}`;
}

function customTags(population: Population, draft: SessionDraft): string {
  const tags: Record<string, string | undefined> = {};
  for (const [name, read] of CUSTOM_TAG_READERS) tags[name] = read(population, draft);
  return members(tags);
}

const OUTCOME_PARTS = new Map<string, RecordPart>();

/** The flags and errors of an ending. There are few endings, so each is written once. */
function outcomePart(fate: Fate): RecordPart {
  const key = `${fate.ending}/${fate.isBusiness}/${fate.error}`;
  let part = OUTCOME_PARTS.get(key);
  if (part) return part;
  const errors = place(
    Object.fromEntries(OUTCOME_DIMENSIONS.map((name) => [name, outcomeValue(name, fate)])),
  );
  const root = { ...endingFlags(fate), ...NO_ERRORS, ...JSON.parse(`{${errors.root}}`) };
  part = { ...errors, root: members(root) };
  OUTCOME_PARTS.set(key, part);
  return part;
}

/** Addresses that are set aside for documentation. Source: RFC 5737, RFC 3849. */
function addressOf(viewer: number): SessionRecord["network_info"] & object {
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
