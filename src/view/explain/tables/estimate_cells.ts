import type { Estimate } from "../../../analysis/metrics/estimate.ts";
import { count } from "../../sentence.ts";
import type { AnswerCell } from "./answer_table.ts";
import { bounds, figure } from "../figure.ts";
import { NONE } from "./table_of.ts";

/** The value of a metric. */
export function valueCell({ value, unit }: Estimate): AnswerCell {
  return unit === "sessions" ? count(value) : figure(value, unit);
}

/** Its interval; a number of sessions that came has none. */
export function intervalCell({ low, high, unit }: Estimate): AnswerCell {
  return unit === "sessions" ? NONE : bounds(low, high, unit);
}
