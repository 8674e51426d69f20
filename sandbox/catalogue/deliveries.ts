import { weightedChoice } from "../random/weighted_choice.ts";
import { type Entity, entity } from "./entity.ts";

/** CDNs of invented names. */
const CDNS = [
  { name: "Northwind CDN", host: "northwind.example", share: 50 },
  { name: "Polar Edge", host: "polar.example", share: 27 },
  { name: "Meridian", host: "meridian.example", share: 15 },
  { name: "In-House", host: "origin.example", share: 8 },
] as const;
const EDGES_PER_CDN = 24;
const EDGES_PER_GROUP = 6;

/** Chooses the edge server of a CDN that delivers the stream, by a number in [0, 1). */
export const chooseDelivery: (draw: number) => Entity = weightedChoice(
  CDNS.flatMap(({ name, host, share }) =>
    Array.from({ length: EDGES_PER_CDN }, (_, index) => ({
      share,
      ...entity({
        cdn: name,
        cdn_edge_group: `group-${1 + Math.floor(index / EDGES_PER_GROUP)}`,
        cdn_edge_server: `edge-${index + 1}.${host}`,
        stream_host: `stream.${host}`,
        precision_cdn: name,
      }),
    }))
  ),
  ({ share }) => share,
);
