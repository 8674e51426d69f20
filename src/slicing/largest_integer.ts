/**
 * The largest integer in (low, high] that fits, or the first above `low` if none does; `fits` must
 * not become true again after it was false.
 */
export function largestInteger(
  low: number,
  high: number,
  fits: (candidate: number) => boolean,
): number {
  if (fits(high)) return high;
  let fitting = low;
  let unfit = high;
  while (unfit - fitting > 1) {
    const middle = Math.floor((fitting + unfit) / 2);
    if (fits(middle)) fitting = middle;
    else unfit = middle;
  }
  return Math.max(fitting, low + 1);
}
