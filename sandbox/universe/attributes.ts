import { DIMENSIONS } from "../../gen/facts.ts";
import { type Asset, chooseAsset } from "../catalogue/assets.ts";
import { type Cdn, chooseCdn } from "../catalogue/cdns.ts";
import { chooseDevice, type Device } from "../catalogue/devices.ts";
import { chooseIsp, type Isp } from "../catalogue/isps.ts";
import { choosePlace, type Place } from "../catalogue/places.ts";
import { drawer } from "./hash.ts";
import { OUTCOME_DIMENSIONS } from "./outcome.ts";
import { clientKey, type Population, viewerKey } from "./population.ts";
import type { SessionDraft } from "./session_draft.ts";
import { weightedChoice } from "./weighted_choice.ts";

/** Reads something of a session that is settled before it plays. */
export type AttributeReader = (population: Population, draft: SessionDraft) => string | undefined;

const drawDevice = drawer("device");
const drawPlace = drawer("place");
const drawIsp = drawer("isp");
const drawAsset = drawer("asset");
const drawCdn = drawer("cdn");
const drawEdge = drawer("edge");
const drawConnection = drawer("connection");
const drawNetwork = drawer("network");
const drawPrecision = drawer("precision");
const drawPreroll = drawer("preroll");
const drawUtm = drawer("utm");
const drawPlan = drawer("plan");
const drawExperiment = drawer("experiment");

/** Entities of a kind have values of the same dimensions, so any tells which. */
const deviceSample = chooseDevice(0).values;
const placeSample = choosePlace(0).values;
const ispSample = chooseIsp(choosePlace(0).countryCode, 0).values;
const assetSample = chooseAsset(0).values;

const choosePlan = weightedChoice(
  ["standard", "premium", "free", "family"],
  (_, index) => [45, 30, 15, 10][index]!,
);
const chooseCampaign = weightedChoice(
  [undefined, "newsletter", "autumn-push", "partner-bundle"],
  (_, index) => [80, 10, 6, 4][index]!,
);

/** The device that plays. */
export function deviceOf(population: Population, draft: SessionDraft): Device {
  return chooseDevice(drawDevice(clientKey(population, draft)));
}

/** Where the viewer is. */
export function placeOf(population: Population, draft: SessionDraft): Place {
  return choosePlace(drawPlace(viewerKey(population, draft)));
}

/** The viewer's provider. */
export function ispOf(population: Population, draft: SessionDraft): Isp {
  const viewer = viewerKey(population, draft);
  return chooseIsp(choosePlace(drawPlace(viewer)).countryCode, drawIsp(viewer));
}

/** What is watched. */
export function assetOf({ keyHigh }: SessionDraft): Asset {
  return chooseAsset(drawAsset(keyHigh));
}

function cdnOf({ keyHigh }: SessionDraft): Cdn {
  return chooseCdn(drawCdn(keyHigh));
}

/** Whether the session runs over a mobile network. */
function isCellular(population: Population, draft: SessionDraft): boolean {
  return deviceOf(population, draft).isMobile && drawConnection(draft.keyHigh) < 0.38;
}

/** Dimensions that each session has for itself. */
const OF_SESSION: Readonly<Record<string, AttributeReader>> = {
  customer: () => "ExampleTV",
  cdn: (_, draft) => cdnOf(draft).name,
  cdn_edge_group: (_, draft) => `group-${1 + Math.floor(drawEdge(draft.keyHigh) * 4)}`,
  cdn_edge_server: (_, draft) =>
    `edge-${1 + Math.floor(drawEdge(draft.keyHigh) * 24)}.${cdnOf(draft).host}`,
  stream_host: (_, draft) => `stream.${cdnOf(draft).host}`,
  connection_type: (population, draft) =>
    isCellular(population, draft)
      ? "Cellular"
      : deviceOf(population, draft).isWired && drawConnection(draft.keyHigh) < 0.45
      ? "Ethernet"
      : "WiFi",
  network_connection_type: (population, draft) =>
    isCellular(population, draft)
      ? (drawNetwork(draft.keyHigh) < 0.4 ? "5G" : "4G")
      : ["Cable", "Fiber", "DSL"][Math.floor(drawNetwork(draft.keyHigh) ** 1.5 * 3)],
  precision_algo_id: (_, { keyHigh }) => drawPrecision(keyHigh) < 0.9 ? "qoe-1" : "control",
  precision_cdn: (_, draft) => cdnOf(draft).name,
  precision_rs: (_, { keyHigh }) => drawPrecision(keyHigh) < 0.9 ? "optimized" : "fixed",
  preroll_status: (_, { keyHigh }) => drawPreroll(keyHigh) < 0.3 ? "With Preroll" : "No Preroll",
  utm_tracking_code: (_, { keyHigh }) => chooseCampaign(drawUtm(keyHigh)),
};

/** Custom tags of the simulated account, by name; one needs encoding in a URL. */
export const CUSTOM_TAGS: Readonly<Record<string, AttributeReader>> = {
  plan: (population, draft) => choosePlan(drawPlan(viewerKey(population, draft))),
  league: (_, draft) => assetOf(draft).league,
  campaign: (_, { keyHigh }) => chooseCampaign(drawUtm(keyHigh)),
  "a/b test": (population, draft) => drawExperiment(clientKey(population, draft)) < 0.5 ? "A" : "B",
};

/** Dimensions that the simulated account defined itself, by name: two of its tags. */
export const ACCOUNT_DIMENSIONS: Readonly<Record<string, AttributeReader>> = {
  plan: CUSTOM_TAGS.plan!,
  league: CUSTOM_TAGS.league!,
};

const DIMENSION_READERS: ReadonlyMap<string, AttributeReader> = new Map(
  Object.keys(DIMENSIONS)
    .filter((name) => !OUTCOME_DIMENSIONS.includes(name))
    .map((name) => [name, readerOf(name)]),
);

/** The attributes of each session that no entity of the catalogue has. */
export const SESSION_READERS: readonly (readonly [string, AttributeReader])[] = [
  ...DIMENSION_READERS,
].filter(([name]) => !isOfEntity(name));

/** The reader of a dimension, unless that says how the session went or is unknown. */
export function attributeReader(dimension: string): AttributeReader | undefined {
  return DIMENSION_READERS.get(dimension) ??
    (Object.hasOwn(ACCOUNT_DIMENSIONS, dimension) ? ACCOUNT_DIMENSIONS[dimension] : undefined);
}

function readerOf(name: string): AttributeReader {
  if (name in deviceSample) return (population, draft) => deviceOf(population, draft).values[name];
  if (name in placeSample) return (population, draft) => placeOf(population, draft).values[name];
  if (name in ispSample) return (population, draft) => ispOf(population, draft).values[name];
  if (name in assetSample) return (_, draft) => assetOf(draft).values[name];
  return OF_SESSION[name] ?? inventedReader(name);
}

function isOfEntity(name: string): boolean {
  return [deviceSample, placeSample, ispSample, assetSample].some((values) => name in values);
}

/** A dimension that the spec has and the catalogue does not gets a few values of its own. */
function inventedReader(name: string): AttributeReader {
  const draw = drawer(`invented/${name}`);
  return (_, { keyHigh }) => `${name}-${1 + Math.floor(draw(keyHigh) ** 2 * 4)}`;
}
