import { shuffleRows } from "./canonical_order.ts";
import { type CountedRows, exposureOf } from "./exposure.ts";
import type { Observations } from "../observations.ts";
import { CURRENT, OUTSIDE, type TimeSlices } from "./time_slices.ts";

/** The rows of the window and the baseline, close together and in an order that is none. */
export interface PlacedRows extends CountedRows {
  /** Places of those with bad sessions. */
  readonly badPlaces: Uint32Array;
  /** Bad sessions of each that were to be expected by the baseline; see `exposureOf()`. */
  readonly exposure: Float64Array;
  /** The part of the exposure that is in the window. */
  readonly currentShare: number;
}

/** Leaves out the rows that count for nothing. The attributes are to be in order. */
export function placeRows(observations: Observations, { sliceOf }: TimeSlices): PlacedRows {
  const rows = indicesWhere(sliceOf, (slice) => slice !== OUTSIDE);
  shuffleRows(rows, observations);
  const sessions = new Float64Array(rows.length);
  const bad = new Float64Array(rows.length);
  const slices = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    sessions[place] = observations.sessions[row]!;
    bad[place] = observations.bad[row]!;
    slices[place] = sliceOf[row]!;
  }
  const exposure = exposureOf(observations, { rows, sliceOf: slices, sessions, bad });
  let [all, current] = [0, 0];
  for (let place = 0; place < rows.length; place++) {
    all += exposure[place]!;
    if (slices[place] === CURRENT) current += exposure[place]!;
  }
  return {
    rows,
    sliceOf: slices,
    sessions,
    bad,
    exposure,
    badPlaces: indicesWhere(bad, (count) => count > 0),
    currentShare: all === 0 ? 0 : current / all,
  };
}

function indicesWhere(
  numbers: Uint8Array | Float64Array,
  holds: (number: number) => boolean,
): Uint32Array {
  const indices = new Uint32Array(numbers.length);
  let length = 0;
  for (let i = 0; i < numbers.length; i++) if (holds(numbers[i]!)) indices[length++] = i;
  return indices.slice(0, length);
}
