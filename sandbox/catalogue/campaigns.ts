import { weightedChoice } from "../random/weighted_choice.ts";
import { type Entity, entity } from "./entity.ts";

/** What brought the viewer here, and what came before the video. */
export interface Campaign extends Entity {
  /** Name, if there was one. */
  readonly name: string | undefined;
}

type Row = readonly [name: string | undefined, preroll: string, share: number];

const ROWS: readonly Row[] = [
  [undefined, "No Preroll", 58],
  [undefined, "With Preroll", 22],
  ["newsletter", "No Preroll", 7],
  ["newsletter", "With Preroll", 3],
  ["autumn-push", "No Preroll", 4],
  ["autumn-push", "With Preroll", 2],
  ["partner-bundle", "No Preroll", 4],
];

/** Chooses a campaign by a number in [0, 1). */
export const chooseCampaign: (draw: number) => Campaign = weightedChoice(
  ROWS.map(([name, preroll, share]) => ({
    share,
    name,
    ...entity({ customer: "ExampleTV", preroll_status: preroll, utm_tracking_code: name }),
  })),
  ({ share }) => share,
);
