const LEVELS = "▁▂▃▄▅▆▇█";

/** Stands where nothing is known. */
const HOLE = "·";

/**
 * Draws a series as a line of blocks, the highest for `most`; 0 is the lowest block.
 *
 * @param most Value of the highest block: the same for all series that are compared.
 */
export function seriesText(values: readonly (number | null)[], most: number): string {
  return values.map((value) => value === null ? HOLE : levelOf(value, most)).join("");
}

/** Puts neighbours together until a series fits: the mean of what is known of them. */
export function shortenSeries(
  values: readonly (number | null)[],
  length: number,
): readonly (number | null)[] {
  if (values.length <= length) return values;
  const perPlace = Math.ceil(values.length / length);
  return Array.from({ length: Math.ceil(values.length / perPlace) }, (_, place) => {
    const known = values.slice(place * perPlace, (place + 1) * perPlace)
      .filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

function levelOf(value: number, most: number): string {
  const level = most > 0 ? Math.round(value / most * (LEVELS.length - 1)) : 0;
  return LEVELS[Math.min(LEVELS.length - 1, Math.max(0, level))]!;
}
