import type { ForeignPart, OwnPart } from "../sentence.ts";
import { words } from "../sentence.ts";

/** What sessions have in common; `null` where their records have none. */
type Values = Readonly<Record<string, string | null>>;

/** Names what sessions have in common, value by value, as filters write it: `cdn=…`. */
export function whereParts(where: Values): (OwnPart | ForeignPart)[] {
  return Object.entries(where).flatMap(([name, value], index) => [
    ...index === 0 ? [] : [words(" and ")],
    { kind: "text" as const, text: value === null ? `no ${name}` : `${name}=${value}` },
  ]);
}

/** Names one group or another: each has several values, so that a comma would not tell them apart. */
export function anyWhereParts(
  members: readonly (readonly (OwnPart | ForeignPart)[])[],
  between: string,
): (OwnPart | ForeignPart)[] {
  return members.flatMap((member, index) => index === 0 ? member : [words(between), ...member]);
}
