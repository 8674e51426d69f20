/** Where values stand, from 0 to 1, and which of them are named. */
export interface Scale {
  /** The place of a value; one outside of the scale stands at its end. */
  at(value: number): number;
  /** The values that are named. */
  readonly ticks: readonly number[];
}

/** A scale from zero, since lengths on it are compared, up to a round number. */
export function zeroScale(values: readonly (number | null)[], mostTicks = 5): Scale {
  const most = Math.max(0, ...values.map((value) => value ?? 0)) || 1;
  const step = roundStep(most / Math.max(1, mostTicks - 1));
  const last = Math.ceil(most / step);
  return {
    at: (value) => clamp(value / (last * step)),
    ticks: Array.from({ length: last + 1 }, (_, index) => index * step),
  };
}

/** A scale of ratios: twice and half are as far from 1. It has 1, and ends at round numbers. */
export function ratioScale(values: readonly (number | null)[]): Scale {
  const known = values.filter((value) => value !== null && value > 0) as number[];
  const low = Math.min(1, ...known);
  const high = Math.max(2, ...known);
  const ticks = ROUND_RATIOS.filter((tick, index) =>
    (ROUND_RATIOS[index + 1] ?? tick) > low && (ROUND_RATIOS[index - 1] ?? 0) < high
  );
  const [from, to] = [Math.log(ticks[0]!), Math.log(ticks.at(-1)!)];
  const every = Math.ceil(ticks.length / 7);
  const unit = ticks.indexOf(1);
  return {
    at: (value) => clamp((Math.log(value) - from) / (to - from)),
    ticks: ticks.filter((_, index) => (index - unit) % every === 0),
  };
}

const ROUND_RATIOS = [-4, -3, -2, -1, 0, 1, 2, 3, 4].flatMap((power) =>
  [1, 2, 5].map((digit) => Number(`${digit}e${power}`))
);

/** The smallest of 1, 2 and 5 times a power of ten that is not less. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= atLeast * 0.999)!;
}

function clamp(place: number): number {
  return Math.min(1, Math.max(0, place));
}

/** A place as a length that styles and drawings take. */
export function percent(place: number): string {
  return `${(100 * place).toFixed(3)}%`;
}
