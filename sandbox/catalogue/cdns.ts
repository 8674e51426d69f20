import { weightedChoice } from "../universe/weighted_choice.ts";

/** A content delivery network. */
export interface Cdn {
  readonly name: string;
  readonly host: string;
  readonly share: number;
}

/** Chooses a CDN, of invented name, by a number in [0, 1). */
export const chooseCdn: (draw: number) => Cdn = weightedChoice(
  [
    { name: "Northwind CDN", host: "northwind.example", share: 50 },
    { name: "Polar Edge", host: "polar.example", share: 27 },
    { name: "Meridian", host: "meridian.example", share: 15 },
    { name: "In-House", host: "origin.example", share: 8 },
  ],
  ({ share }) => share,
);
