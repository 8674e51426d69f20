import type { Endpoint } from "../../../gen/endpoint.ts";
import { type Asset, chooseAsset } from "../../catalogue/assets.ts";
import { type Campaign, chooseCampaign } from "../../catalogue/campaigns.ts";
import { chooseConnection } from "../../catalogue/connections.ts";
import { chooseDelivery } from "../../catalogue/deliveries.ts";
import { chooseDevice, type Device } from "../../catalogue/devices.ts";
import type { Entity } from "../../catalogue/entity.ts";
import { chooseIsp, type Isp } from "../../catalogue/isps.ts";
import { chooseOptimizer } from "../../catalogue/optimizers.ts";
import { choosePlace, type Place } from "../../catalogue/places.ts";
import { DURATION_CLASSES } from "../starts/duration_class.ts";
import { drawOf } from "../../random/hash.ts";
import { clientKey, type Population, viewerKey } from "./population.ts";
import type { SessionDraft } from "../starts/session_draft.ts";
import { weightedChoice } from "../../random/weighted_choice.ts";

/** Reads something of a session that is settled before it plays. */
export type AttributeReader = (population: Population, draft: SessionDraft) => string | undefined;

type EntityReader = (population: Population, draft: SessionDraft) => Entity;

const drawDevice = drawOf("device");
const drawPlace = drawOf("place");
const drawIsp = drawOf("isp");
const drawAsset = drawOf("asset");
const drawDelivery = drawOf("delivery");
const drawConnection = drawOf("connection");
const drawOptimizer = drawOf("optimizer");
const drawCampaign = drawOf("campaign");
const drawPlan = drawOf("plan");
const drawExperiment = drawOf("experiment");

const choosePlan = weightedChoice(
  ["standard", "premium", "free", "family"],
  (_, index) => [45, 30, 15, 10][index]!,
);

/** The device that plays. */
export function deviceOf(population: Population, draft: SessionDraft): Device {
  return chooseDevice(drawDevice(clientKey(population, draft)));
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

function placeOf(population: Population, draft: SessionDraft): Place {
  return choosePlace(drawPlace(viewerKey(population, draft)));
}

function campaignOf({ keyHigh }: SessionDraft): Campaign {
  return chooseCampaign(drawCampaign(keyHigh));
}

/** Everything of the catalogue that a session has to do with. */
export const ENTITY_READERS: readonly EntityReader[] = [
  deviceOf,
  placeOf,
  ispOf,
  (_, draft) => assetOf(draft),
  (_, { keyHigh }) => chooseDelivery(drawDelivery(keyHigh)),
  (population, draft) =>
    chooseConnection(deviceOf(population, draft), drawConnection(draft.keyHigh)),
  (_, { keyHigh }) => chooseOptimizer(drawOptimizer(keyHigh)),
  (_, draft) => campaignOf(draft),
];

/** Custom tags of the simulated account, by name; one needs encoding in a URL. */
export const CUSTOM_TAGS: Readonly<Record<string, AttributeReader>> = {
  plan: (population, draft) => choosePlan(drawPlan(viewerKey(population, draft))),
  league: (_, draft) => assetOf(draft).league,
  campaign: (_, draft) => campaignOf(draft).name,
  "a/b test": (population, draft) => drawExperiment(clientKey(population, draft)) < 0.5 ? "A" : "B",
};

/** Dimensions that the simulated account defined itself, by name: two of its tags. */
export const ACCOUNT_DIMENSIONS: Readonly<Record<string, AttributeReader>> = {
  plan: CUSTOM_TAGS.plan!,
  league: CUSTOM_TAGS.league!,
};

const ANY_POPULATION: Population = { seed: 0, viewers: 1 };
const ANY_DRAFT: SessionDraft = {
  startMs: 0,
  durationClass: DURATION_CLASSES[0]!,
  keyHigh: 0,
  keyLow: 0,
  layer: 0,
};

/** Which reader has which dimension: all entities of a reader have the same, so any will tell. */
const ENTITY_DIMENSIONS: ReadonlyMap<string, AttributeReader> = new Map(
  ENTITY_READERS.flatMap((read) =>
    Object.keys(read(ANY_POPULATION, ANY_DRAFT).values).map((name) => [
      name,
      (population: Population, draft: SessionDraft) => read(population, draft).values[name],
    ])
  ),
);

/** What is settled of a session of an endpoint before it plays, by the endpoint's names. */
export class Attributes {
  /** Readers of the dimensions that the endpoint has and the catalogue does not. */
  readonly invented: ReadonlyMap<string, AttributeReader>;
  /** The filter by client. */
  readonly clientFilter: string;
  readonly #tagPrefix: string;

  constructor({ dimensions, tagPrefix, key }: Endpoint) {
    this.clientFilter = key.client;
    this.#tagPrefix = tagPrefix;
    this.invented = new Map(
      Object.entries(dimensions)
        .filter(([name, { outcome }]) => !outcome && !ENTITY_DIMENSIONS.has(name))
        .map(([name]) => [name, inventedReader(name)]),
    );
  }

  /** The reader of a filter; `undefined` if that says how the session went or is unknown. */
  reader(filter: string): AttributeReader | undefined {
    if (filter.startsWith(this.#tagPrefix)) {
      const tag = filter.slice(this.#tagPrefix.length);
      return Object.hasOwn(CUSTOM_TAGS, tag) ? CUSTOM_TAGS[tag] : () => undefined;
    }
    return ENTITY_DIMENSIONS.get(filter) ?? this.invented.get(filter) ??
      (Object.hasOwn(ACCOUNT_DIMENSIONS, filter) ? ACCOUNT_DIMENSIONS[filter] : undefined);
  }
}

function inventedReader(name: string): AttributeReader {
  const draw = drawOf(`invented/${name}`);
  return (_, { keyHigh }) => `${name}-${1 + Math.floor(draw(keyHigh) ** 2 * 4)}`;
}
