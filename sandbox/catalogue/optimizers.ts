import { weightedChoice } from "../random/weighted_choice.ts";
import { type Entity, entity } from "./entity.ts";

/** Chooses what picks the CDN of a session, by a number in [0, 1). */
export const chooseOptimizer: (draw: number) => Entity = weightedChoice(
  [
    { share: 90, ...entity({ precision_algo_id: "qoe-1", precision_rs: "optimized" }) },
    { share: 10, ...entity({ precision_algo_id: "control", precision_rs: "fixed" }) },
  ],
  ({ share }) => share,
);
