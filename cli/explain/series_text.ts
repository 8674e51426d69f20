const LEVELS = "▁▂▃▄▅▆▇█";

/** Stands where nothing is known. */
const HOLE = "·";

/**
 * Draws a series as a line of blocks.
 *
 * @param most Value of the highest block: the same for all series that are compared.
 */
export function seriesText(values: readonly (number | null)[], most: number): string {
  return seriesRows(values, most, 1)[0]!.join("");
}

/**
 * Draws a series as columns of several lines, the top line first.
 *
 * @param most Value of the highest column.
 */
export function seriesRows(
  values: readonly (number | null)[],
  most: number,
  rows: number,
): string[][] {
  const heights = values.map((value) =>
    value === null ? null : heightOf(value, most, rows * LEVELS.length)
  );
  return Array.from({ length: rows }, (_, row) => {
    const below = (rows - 1 - row) * LEVELS.length;
    return heights.map((height) => {
      if (height === null) return below === 0 ? HOLE : " ";
      return height <= below ? " " : LEVELS[Math.min(LEVELS.length, height - below) - 1]!;
    });
  });
}

/** The height of a value in eighths of a line; even nothing has one, so that it is seen. */
function heightOf(value: number, most: number, highest: number): number {
  return most > 0 ? Math.max(1, Math.round(value / most * highest)) : 1;
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
