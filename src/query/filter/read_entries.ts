/**
 * The own enumerable members of a plain object, those that are `undefined` left out.
 *
 * @returns `undefined` if the value is not a plain object, or reading it throws.
 */
export function readEntries(value: unknown): [name: string, value: unknown][] | undefined {
  try {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value) || value instanceof Date || value instanceof Map) return undefined;
    return Object.entries(value).filter(([, member]) => member !== undefined);
  } catch {
    return undefined;
  }
}
