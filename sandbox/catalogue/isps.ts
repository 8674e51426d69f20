import { zipfChoice } from "../random/weighted_choice.ts";
import { type Entity, entity } from "./entity.ts";

/** An internet service provider. */
export interface Isp extends Entity {
  /** How fast its network is against the usual, as a factor. */
  readonly speed: number;
}

/** Invented names, the largest of a country first. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  US: [
    "Copperline Broadband",
    "Bluewire Fiber",
    "Prairie Cable",
    "Summit Wireless",
    "Lakeshore Telecom",
    "Redwood Internet",
    "Canyon Net",
    "Harbor Rural Coop",
  ],
  GB: ["Thames Broadband", "Pennine Telecom", "Albion Mobile", "Moorland Fibre"],
  DE: ["Rheinnetz", "Alpenkabel", "Nordfunk", "Spreeglas"],
  FR: ["Seine Telecom", "Massif Fibre", "Mistral Mobile"],
  BR: ["Amazonas Net", "Pampa Telecom", "Litoral Fibra"],
  IN: ["Ganga Broadband", "Deccan Mobile", "Malabar Fiber"],
};

/** First of the numbers that are set aside for documentation. Source: RFC 5398. */
const FIRST_ASN = 64_496;

let nextAsn = FIRST_ASN;
const CHOICES = new Map(
  Object.entries(NAMES).map(([countryCode, names]) => [
    countryCode,
    zipfChoice(names.map((name, index): Isp => ({
      ...entity({ isp: name, asn: String(documentationAsn(nextAsn++ - FIRST_ASN)) }),
      speed: 1.15 - 0.5 * index / names.length,
    }))),
  ]),
);

/** Chooses a provider of a country by a number in [0, 1). */
export function chooseIsp(countryCode: string, draw: number): Isp {
  return CHOICES.get(countryCode)!(draw);
}

/** Two ranges of sixteen numbers each. Source: RFC 5398. */
function documentationAsn(index: number): number {
  return index < 16 ? FIRST_ASN + index : 65_536 + (index - 16);
}
