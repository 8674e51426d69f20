/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Times the variants in turn, so that noise of the machine hits all of them; medians in ms. */
export async function medianTimesMs<Name extends string>(
  rounds: number,
  variants: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number>> {
  const entries = Object.entries(variants) as [Name, () => Promise<unknown>][];
  const times = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let round = -3; round < rounds; round++) {
    for (const [name, run] of entries) {
      const start = performance.now();
      await run();
      // The first rounds only warm up.
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(entries.map(([name]) => [name, median(times[name])])) as Record<
    Name,
    number
  >;
}
