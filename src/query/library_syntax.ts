/** Part of a query, as data. */
export type Correction = Readonly<Record<string, unknown>>;

/** Writes part of a query as in a script, for example `limit: 200`. */
export function librarySyntax(correction: Correction): string {
  return Object.entries(correction).map(([name, value]) => `${name}: ${literal(value)}`).join(", ");
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => {
    const key = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
    return `${key}: ${literal(member)}`;
  });
  return `{ ${members.join(", ")} }`;
}
