/** How wide a column would be, and how narrow it may be. */
export interface ColumnWidths {
  /** Width of its widest content. */
  readonly natural: number;
  /** Width under which it is left out rather than cut. */
  readonly min: number;
  /** Whether it only takes what the others leave. */
  readonly isSpare?: boolean;
}

/**
 * Fits columns into a width. What does not fit even at its narrowest is left out, the least
 * important first. What is left of the width goes to the most important that can use it, and then to
 * the spare ones.
 *
 * @param columns The columns, most important first.
 * @param gap Width between two columns.
 * @returns The width of each; 0 for one that is left out. The first is never left out.
 */
export function fitColumns(
  columns: readonly ColumnWidths[],
  available: number,
  gap: number,
): number[] {
  let free = available + gap;
  const take = (width: number) => {
    if (width + gap > free) return 0;
    free -= width + gap;
    return width;
  };
  const narrow = columns.map(({ min, natural, isSpare }, index) => {
    const least = Math.min(min, natural);
    return isSpare ? 0 : take(index === 0 ? Math.min(least, available) : least);
  });
  const grown = narrow.map((width, index) => {
    const growth = width === 0 ? 0 : Math.min(columns[index]!.natural - width, free);
    free -= growth;
    return width + growth;
  });
  return grown.map((width, index) => {
    const { isSpare, natural } = columns[index]!;
    return isSpare ? take(natural) : width;
  });
}
