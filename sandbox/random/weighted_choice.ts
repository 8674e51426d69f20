const RESOLUTION = 4096;

/**
 * Makes a choice among items by their weights, in constant time.
 *
 * Weights are honoured to one part in 4096, and every item keeps at least that share.
 *
 * @returns The item for a number in [0, 1).
 */
export function weightedChoice<Item>(
  items: readonly Item[],
  weightOf: (item: Item, index: number) => number,
): (draw: number) => Item {
  const weights = items.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table: Item[] = [];
  let cumulated = 0;
  items.forEach((item, index) => {
    cumulated += weights[index]!;
    const until = Math.max(table.length + 1, Math.round((cumulated / total) * RESOLUTION));
    while (table.length < until) table.push(item);
  });
  return (draw) => table[Math.floor(draw * table.length)]!;
}

/** Makes a choice among items of which the first is the most frequent, by Zipf's law. */
export function zipfChoice<Item>(
  items: readonly Item[],
  exponent = 1,
): (draw: number) => Item {
  return weightedChoice(items, (_, index) => (index + 1) ** -exponent);
}
