import type { components } from "../../gen/schema.ts";
import { assetOf, CUSTOM_TAGS, ENTITY_READERS } from "./attributes/attributes.ts";
import type { Fate } from "./fate/ending.ts";
import { drawOf, mix, unit } from "../random/hash.ts";
import { joined, members, type Placement, type RecordPart } from "./placement.ts";
import { playbackOf } from "./fate/playback.ts";
import {
  clientId,
  clientKey,
  type Population,
  sessionId,
  viewerId,
  viewerKey,
} from "./attributes/population.ts";
import type { SessionSources } from "./session_filter.ts";
import type { SessionDraft } from "./starts/session_draft.ts";

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

/** Writes out sessions as JSON. */
export class SessionWriter {
  readonly #sources: SessionSources;
  readonly #placement: Placement;
  /** There are few endings, so each is written once. */
  readonly #outcomeParts = new Map<string, RecordPart>();

  constructor(sources: SessionSources, placement: Placement) {
    this.#sources = sources;
    this.#placement = placement;
  }

  /** Writes out a session. */
  json(draft: SessionDraft, fate: Fate, hasViewer: boolean): string {
    const { key, population, incidents, attributes, outcomes } = this.#sources;
    const placement = this.#placement;
    const viewer = viewerKey(population, draft);
    const asset = assetOf(draft);
    let root = members({
      [key.session]: sessionId(draft),
      [key.client]: clientId(clientKey(population, draft)),
      viewer_id: hasViewer ? viewerId(viewer) : undefined,
      [key.start]: draft.startMs,
      [key.end]: fate.endMs,
      ...{
        play_status: PLAY_STATUS[fate.ending],
        stream_url: `https://stream.example/${asset.id}/manifest.m3u8`,
        ...playbackOf(population, incidents, draft, fate),
      } satisfies SessionRecord,
      ...outcomes.inventedFlags(draft),
    });
    let requiredTags = "";
    const groups: Record<string, string> = { network_info: members(addressOf(viewer)) };
    const add = (part: RecordPart) => {
      root = joined(root, part.root);
      requiredTags = joined(requiredTags, part.requiredTags);
      for (const name in part.groups) {
        groups[name] = joined(groups[name] ?? "", part.groups[name]!);
      }
    };
    for (const read of ENTITY_READERS) add(placement.partOf(read(population, draft)));
    for (const [name, read] of attributes.invented) {
      add(placement.place({ [name]: read(population, draft) }));
    }
    add(this.#outcomePart(fate));
    for (const name in groups) root += `,"${name}":{${groups[name]}}`;
    return `{${root},"required_tags":{${requiredTags}},"custom_tags":{${
      customTags(population, draft)
    }}}`;
  }

  /** The flags and errors of an ending. */
  #outcomePart(fate: Fate): RecordPart {
    const { outcomes } = this.#sources;
    const name = `${fate.ending}/${fate.isBusiness}/${fate.error}`;
    let part = this.#outcomeParts.get(name);
    if (part) return part;
    const errors = this.#placement.place(
      Object.fromEntries(outcomes.dimensions.map((name) => [name, outcomes.value(name, fate)])),
    );
    const root = { ...outcomes.endingFlags(fate), ...NO_ERRORS, ...JSON.parse(`{${errors.root}}`) };
    part = { ...errors, root: members(root) };
    this.#outcomeParts.set(name, part);
    return part;
  }
}

function customTags(population: Population, draft: SessionDraft): string {
  const tags: Record<string, string | undefined> = {};
  for (const [name, read] of CUSTOM_TAG_READERS) tags[name] = read(population, draft);
  return members(tags);
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
