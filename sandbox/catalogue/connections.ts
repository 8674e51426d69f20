import { weightedChoice } from "../random/weighted_choice.ts";
import type { Device } from "./devices.ts";
import { type Entity, entity } from "./entity.ts";

type Row = readonly [type: string, network: string, share: number];

const FIXED: readonly Row[] = [["WiFi", "Cable", 55], ["WiFi", "Fiber", 30], ["WiFi", "DSL", 15]];
const WIRED: readonly Row[] = [["Ethernet", "Cable", 45], ["Ethernet", "Fiber", 35]];
const CELLULAR: readonly Row[] = [["Cellular", "4G", 36], ["Cellular", "5G", 24]];

const choice = (rows: readonly Row[]): (draw: number) => Entity => {
  const connections = rows.map(([type, network, share]) => ({
    share,
    ...entity({ connection_type: type, network_connection_type: network }),
  }));
  return weightedChoice(connections, ({ share }) => share);
};
const chooseMobile = choice([...FIXED, ...CELLULAR]);
const chooseWired = choice([...FIXED, ...WIRED]);
const chooseOther = choice(FIXED);

/** Chooses how a device is connected, by a number in [0, 1). */
export function chooseConnection({ isMobile, isWired }: Device, draw: number): Entity {
  return isMobile ? chooseMobile(draw) : isWired ? chooseWired(draw) : chooseOther(draw);
}
