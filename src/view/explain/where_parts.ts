import type { ForeignPart, OwnPart } from "../sentence.ts";
import { listOf } from "../sentence.ts";

/** What sessions have in common; `null` where their records have none. */
type Values = Readonly<Record<string, string | null>>;

/** Names what sessions have in common, value by value, as filters write it: `cdn=…`. */
export function whereParts(where: Values): (OwnPart | ForeignPart)[] {
  return listOf(
    Object.entries(where).map(([name, value]) => [
      { kind: "text", text: value === null ? `no ${name}` : `${name}=${value}` } as const,
    ]),
    "and",
  );
}
