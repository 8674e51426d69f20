/**
 * The probabilities of many tests, adjusted so that calling those up to some level true makes that part
 * of the calls wrong at most: Benjamini and Hochberg, "Controlling the false discovery rate", JRSS B 57
 * (1995).
 */
export function adjustForMany(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, index) => index)
    .sort((one, other) => probabilities[other]! - probabilities[one]!);
  const adjusted = new Array<number>(probabilities.length);
  let least = 1;
  order.forEach((index, place) => {
    const rank = probabilities.length - place;
    least = Math.min(least, probabilities[index]! * probabilities.length / rank);
    adjusted[index] = least;
  });
  return adjusted;
}
